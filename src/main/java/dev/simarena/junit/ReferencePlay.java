package dev.simarena.junit;

import dev.simarena.cluster.Cluster;
import dev.simarena.cluster.EmbeddedCluster;
import dev.simarena.cluster.NamespaceHooks;
import dev.simarena.cluster.NodeShape;
import dev.simarena.episode.ActionDeltas;
import dev.simarena.episode.Episode;
import dev.simarena.episode.EpisodeOutcome;
import dev.simarena.episode.EpisodeRecorder;
import dev.simarena.episode.EpisodeSpec;
import dev.simarena.episode.SafeguardLimits;
import dev.simarena.episode.Simulation;
import dev.simarena.episode.StepRecord;
import dev.simarena.policy.Policies;
import dev.simarena.trace.DeploymentRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Play what someone else played with the reference policy, on a fresh embedded cluster. */
final class ReferencePlay {

    /** What has been told, since many policies and repetitions fail on one trace. */
    private static final Map<Told, Optional<String>> TOLD = new ConcurrentHashMap<>();

    private static final int MOST_TOLD = 10_000;

    private ReferencePlay() {}

    /** All that the play of the reference policy depends on. */
    private record Told(
            String trace,
            DeploymentRef deployment,
            int target,
            NodeShape nodes,
            String reward,
            int maxSteps,
            Duration duration,
            ActionDeltas deltas,
            SafeguardLimits limits) {}

    /** Play it without noise or early end; empty where it cannot be played. */
    static Optional<Episode> of(EpisodeSpec spec) {
        EpisodeSpec calm = new EpisodeSpec(
                spec.scenario(),
                spec.traceName(),
                spec.trace(),
                spec.deployment(),
                spec.target(),
                spec.nodes(),
                ScenarioConfig.DEFAULT_POLICY,
                spec.reward(),
                spec.seed(),
                spec.repetition(),
                Math.max(spec.maxSteps(), EpisodeSpec.DEFAULT_MAX_STEPS),
                null,
                spec.duration(),
                spec.stateSpace(),
                0,
                spec.deltas(),
                spec.limits(),
                spec.fewestSteps());
        try (Cluster cluster = new EmbeddedCluster();
                Simulation simulation =
                        new Simulation(calm, cluster, new NamespaceHooks(), EpisodeRecorder.NONE, List.of())) {
            return Optional.of(simulation.play(Policies.named(ScenarioConfig.DEFAULT_POLICY)));
        } catch (RuntimeException e) {
            // it only explains; the failure at hand must come through
            return Optional.empty();
        }
    }

    /** Tell in one line how the reference policy fares where another policy failed; empty where that says nothing. */
    static Optional<String> line(Episode failed) {
        EpisodeSpec spec = failed.spec();
        if (failed.outcome() != EpisodeOutcome.UNSOLVED || spec.policy().equals(ScenarioConfig.DEFAULT_POLICY)) {
            return Optional.empty();
        }
        Told told = new Told(
                failed.steps().isEmpty() ? "" : failed.steps().get(0).traceSha256(),
                spec.deployment(),
                spec.target(),
                spec.nodes(),
                spec.reward(),
                spec.maxSteps(),
                spec.duration(),
                spec.deltas(),
                spec.limits());
        if (told.trace().isEmpty() || TOLD.size() >= MOST_TOLD) {
            return sentence(spec);
        }
        // not computeIfAbsent: tests that play different traces do not wait for each other
        if (!TOLD.containsKey(told)) {
            TOLD.put(told, sentence(spec));
        }
        return TOLD.getOrDefault(told, Optional.empty());
    }

    private static Optional<String> sentence(EpisodeSpec spec) {
        return of(spec).filter(episode -> episode.outcome() == EpisodeOutcome.SOLVED && episode.stepCount() > 0)
                .map(ReferencePlay::sentence);
    }

    private static String sentence(Episode solved) {
        int steps = solved.stepCount();
        Double reward = solved.last().reward();
        return "reference policy solves this trace in %s (%s)%s"
                .formatted(
                        steps == 1 ? "1 step" : steps + " steps",
                        actions(solved.steps()),
                        reward == null ? "" : String.format(Locale.ROOT, ", final reward %.2f", reward));
    }

    /** Write runs of one action as {@code reduce_mem_small × 4}. */
    private static String actions(List<StepRecord> steps) {
        List<String> runs = new ArrayList<>();
        String current = "";
        int count = 0;
        for (StepRecord step : steps) {
            if (step.action() == null) {
                continue;
            }
            if (count > 0 && !step.action().key().equals(current)) {
                runs.add(current + " × " + count);
                count = 0;
            }
            current = step.action().key();
            count++;
        }
        runs.add(current + " × " + count);
        return String.join(", ", runs);
    }
}
