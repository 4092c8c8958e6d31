package dev.simarena.junit;

import dev.simarena.episode.Episode;
import dev.simarena.episode.EpisodeOutcome;
import dev.simarena.episode.EpisodeSpec;
import java.util.Optional;
import org.opentest4j.AssertionFailedError;

/**
 * Tell the fewest steps that solve an episode.
 *
 * @param steps number of actions
 * @param source who says so, for messages
 */
record FewestSteps(int steps, String source) {

    static final String DECLARED = "that its trace declares";
    static final String REFERENCE = "that the reference policy takes";

    /**
     * Ask the trace, else the reference policy.
     *
     * @throws AssertionFailedError when neither knows
     */
    static FewestSteps of(EpisodeSpec spec) {
        if (spec.fewestSteps().isPresent()) {
            return new FewestSteps(spec.fewestSteps().getAsInt(), DECLARED);
        }
        Optional<Episode> reference = ReferencePlay.of(spec);
        return reference
                .filter(episode -> episode.outcome() == EpisodeOutcome.SOLVED)
                .map(episode -> new FewestSteps(episode.stepCount(), REFERENCE))
                .orElseThrow(() -> new AssertionFailedError(AssertionMessages.fewestUnknown(
                        reference.map(episode -> episode.outcome().name()).orElse("without an answer"))));
    }
}
