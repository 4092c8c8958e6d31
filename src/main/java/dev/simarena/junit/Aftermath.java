package dev.simarena.junit;

import dev.simarena.cluster.KeptEnvironment;
import dev.simarena.cluster.KeptReplay;
import dev.simarena.episode.Episode;
import dev.simarena.episode.RunRecords;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** Do what is asked for once an episode is over: keep its environment, shrink its trace; and tell it in lines. */
final class Aftermath {

    private Aftermath() {}

    /** Look after a test that failed; the lines stand above the command that plays the episode again. */
    static List<String> ofFailure(EpisodeScope scope) {
        List<String> lines = new ArrayList<>();
        FailureConfig config = scope.config().failure();
        if (config.cleanup() != Cleanup.ALWAYS) {
            lines.addAll(tried("kept:       ", () -> keep(scope)));
        }
        if (config.shrink()) {
            lines.addAll(tried("minimal:    ", () -> Shrinking.of(scope)));
        }
        return lines;
    }

    /** The failure at hand must come through, whatever fails after it. */
    private static List<String> tried(String label, Supplier<List<String>> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            return List.of(label + JunitMessages.aftermathFailed(e));
        }
    }

    /** Look after a test that passed. */
    static List<String> ofSuccess(EpisodeScope scope) {
        return scope.config().failure().cleanup() == Cleanup.NEVER ? keep(scope) : List.of();
    }

    private static List<String> keep(EpisodeScope scope) {
        Optional<KeptReplay> replay = scope.simulation().kept();
        if (replay.isEmpty()) {
            return List.of("kept:       " + JunitMessages.nothingKept());
        }
        KeptEnvironment kept = replay.get().keep(folder(scope));
        List<String> lines =
                List.of("kept:       " + kept.what(), "look:       " + kept.look(), "remove:     " + kept.remove());
        OptionalInt port = scope.config().apiServerPort();
        if (port.isPresent() && scope.config().failure().cleanup() == Cleanup.ON_SUCCESS) {
            replay.get().debug(port.getAsInt(), DebuggingPrompt::print);
        }
        return lines;
    }

    /**
     * Return the folder for what is kept of a test, beside those of the records: two tests may play the same, and the folders of
     * the records are put in order at the end of the run.
     */
    static Path folder(EpisodeScope scope) {
        List<Episode> episodes = scope.simulation().episodes();
        return RunRecords.folder(
                Path.of(scope.records(), RunRecords.KEPT, scope.config().element()),
                episodes.isEmpty()
                        ? scope.spec()
                        : episodes.get(episodes.size() - 1).spec());
    }
}
