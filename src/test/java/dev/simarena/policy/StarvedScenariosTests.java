package dev.simarena.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simarena.cluster.EmbeddedCluster;
import dev.simarena.cluster.NamespaceHooks;
import dev.simarena.episode.Action;
import dev.simarena.episode.Episode;
import dev.simarena.episode.EpisodeOutcome;
import dev.simarena.episode.EpisodeRecorder;
import dev.simarena.episode.Observation;
import dev.simarena.episode.Simulation;
import dev.simarena.episode.SpecBuilder;
import dev.simarena.episode.StepRecord;
import dev.simarena.trace.DeploymentTrace;
import dev.simarena.trace.ScenarioTraces;
import dev.simarena.trace.Trace;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Starvation is cured by bumping alone, within five steps; doing nothing never makes a pod ready. */
class StarvedScenariosTests {

    static Stream<Arguments> traces() {
        return Stream.of("starved-cpu", "starved-memory")
                .flatMap(scenario -> ScenarioTraces.of(scenario).entrySet().stream()
                        .map(trace -> Arguments.argumentSet(
                                trace.getKey(),
                                scenario.equals("starved-cpu") ? "bump_cpu" : "bump_mem",
                                trace.getValue())));
    }

    @ParameterizedTest
    @MethodSource("traces")
    void bumping_solves_within_five_steps(String policy, Trace trace) {
        Episode episode = play(trace, policy, 5);

        assertThat(episode.outcome()).isEqualTo(EpisodeOutcome.SOLVED);
        List<StepRecord> steps = episode.steps();
        for (StepRecord step : steps.subList(1, steps.size() - 1)) {
            assertThat(step.reward()).isZero();
        }
        assertThat(steps.get(steps.size() - 1).reward()).isEqualTo(1);
        assertThat(steps.get(0).observation().ready()).isZero();
    }

    @ParameterizedTest
    @MethodSource("traces")
    void nothing_is_ready_without_it(String policy, Trace trace) {
        Episode episode = play(trace, "noop", 5);

        assertThat(episode.outcome()).isEqualTo(EpisodeOutcome.UNSOLVED);
        assertThat(episode.steps()).allSatisfy(step -> {
            assertThat(step.observation().ready()).isZero();
            assertThat(step.observation().pending()).isZero();
            assertThat(step.observation().total()).isEqualTo(3);
        });
    }

    @Test
    void observation_tells_what_starves() {
        Trace cpu = DeploymentTrace.builder().cpu("500m").usesCpu("900m").build();
        assertThat(play(cpu, "noop", 1).steps().get(0).observation().usage())
                .isEqualTo(new Observation.Usage(1500, 0, 3, 0, 0));

        Trace memory =
                DeploymentTrace.builder().memory("256Mi").usesMemory("400Mi").build();
        // Within 120 s: at once, then after 10, 20, 40 s; the next restart would come after 80 s more.
        assertThat(play(memory, "noop", 1).steps().get(0).observation().usage())
                .isEqualTo(new Observation.Usage(0, 0, 0, 12, 3));
    }

    @Test
    void reference_feeds_both() {
        Trace both = DeploymentTrace.builder()
                .cpu("500m")
                .usesCpu("900m")
                .memory("256Mi")
                .usesMemory("400Mi")
                .build();
        Episode episode = play(both, "reference", 5);

        assertThat(episode.outcome()).isEqualTo(EpisodeOutcome.SOLVED);
        assertThat(episode.steps().stream().map(StepRecord::action).skip(1))
                .containsExactly(Action.BUMP_MEM_SMALL, Action.BUMP_CPU_SMALL);
        assertThat(both.declaration().orElseThrow().fewestSteps()).hasValue(2);
    }

    @Test
    void bumping_cannot_cure_an_over_request() {
        Trace trace = DeploymentTrace.builder().cpu("15500m").usesCpu("16500m").build();

        assertThat(trace.declaration().orElseThrow().fewestSteps()).isEmpty();
        assertThat(play(trace, "bump_cpu", 5).outcome()).isEqualTo(EpisodeOutcome.UNSOLVED);
    }

    private static Episode play(Trace trace, String policy, int steps) {
        try (Simulation simulation = new Simulation(
                SpecBuilder.spec()
                        .trace("t.msgpack", trace)
                        .reward("binary")
                        .maxSteps(steps)
                        .build(),
                new EmbeddedCluster(),
                new NamespaceHooks(),
                EpisodeRecorder.NONE,
                List.of())) {
            return simulation.play(Policies.named(policy));
        }
    }
}
