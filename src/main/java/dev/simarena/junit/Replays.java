package dev.simarena.junit;

import dev.simarena.cluster.EnvironmentException;
import dev.simarena.cluster.NamespaceHooks;
import dev.simarena.episode.Action;
import dev.simarena.episode.Episode;
import dev.simarena.episode.EpisodeOutcome;
import dev.simarena.episode.EpisodeRecorder;
import dev.simarena.episode.EpisodeSpec;
import dev.simarena.episode.Policy;
import dev.simarena.episode.Simulation;
import dev.simarena.episode.StepRecord;
import dev.simarena.gate.Runs;
import dev.simarena.trace.Trace;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Play the episodes of an invocation again: same trace, policy, seed and hooks, without records. */
final class Replays {

    private Replays() {}

    /** Compare each episode with its further runs; the first that differs speaks for all, {@code null} where none played. */
    static @Nullable Runs of(EpisodeScope scope, int runs) {
        Runs told = null;
        for (Episode episode : scope.simulation().episodes()) {
            if (episode.outcome() == EpisodeOutcome.ABORTED) {
                continue;
            }
            List<Episode> played = new ArrayList<>(List.of(episode));
            while (played.size() < runs) {
                played.add(again(scope, episode));
            }
            Runs compared = Runs.of(played);
            if (told == null || (told.divergence() == null && told.leftovers().isEmpty())) {
                told = compared;
            }
        }
        return told;
    }

    private static Episode again(EpisodeScope scope, Episode episode) {
        return again(scope, episode, episode.spec(), scope.hooks());
    }

    /** Play an episode again with another spec: a policy like the one that played, see {@link Players}, else the same actions. */
    static Episode again(EpisodeScope scope, Episode episode, EpisodeSpec spec, NamespaceHooks hooks) {
        Optional<Policy> player = scope.simulation().player(episode);
        try (Simulation simulation = new Simulation(
                spec,
                scope.cluster(),
                hooks,
                new Quiet(scope.runId()),
                scope.trace().repairs())) {
            return player.isPresent()
                    ? played(simulation, Players.like(player.get(), spec))
                    : repeated(simulation, episode);
        }
    }

    private static Episode played(Simulation simulation, Policy policy) {
        try {
            return simulation.play(policy);
        } catch (AssertionError e) {
            // the episode has it as its cause; this is not the run that a test asserts about
            return simulation.episodes().get(0);
        }
    }

    /** Take the same actions, and stop where the episode was left. */
    private static Episode repeated(Simulation simulation, Episode episode) {
        Iterator<StepRecord> steps = episode.steps().iterator();
        boolean over = false;
        try {
            while (steps.hasNext() && !over) {
                Action action = steps.next().action();
                if (action == null) {
                    simulation.reset();
                    over = !simulation.episodes().isEmpty();
                } else {
                    over = simulation.step(action).done();
                }
            }
        } catch (EnvironmentException e) {
            // the episode is ABORTED and knows why
        }
        simulation.close();
        return simulation.episodes().get(0);
    }

    /**
     * Keep nothing; what is created still carries the label of the run.
     *
     * @param runId id of the run
     */
    private record Quiet(String runId) implements EpisodeRecorder {

        @Override
        public void step(EpisodeSpec spec, StepRecord step, Trace trace) {}
    }
}
