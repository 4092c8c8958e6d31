package dev.simarena.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.cluster.Cluster;
import dev.simarena.cluster.EmbeddedCluster;
import dev.simarena.cluster.NamespaceHooks;
import dev.simarena.cluster.NodeShape;
import dev.simarena.episode.Action;
import dev.simarena.episode.ActionDeltas;
import dev.simarena.episode.Episode;
import dev.simarena.episode.EpisodeOutcome;
import dev.simarena.episode.EpisodeRecorder;
import dev.simarena.episode.EpisodeSpec;
import dev.simarena.episode.Observation;
import dev.simarena.episode.Observations;
import dev.simarena.episode.Policy;
import dev.simarena.episode.PolicyContext;
import dev.simarena.episode.SafeguardLimits;
import dev.simarena.episode.Simulation;
import dev.simarena.episode.SpecBuilder;
import dev.simarena.episode.StepRecord;
import dev.simarena.episode.TraceFollowingCluster;
import dev.simarena.episode.Traces;
import dev.simarena.trace.Quantity;
import dev.simarena.trace.ScenarioTraces;
import dev.simarena.trace.Trace;
import dev.simarena.trace.TraceDeclaration;
import dev.simarena.trace.TraceEvent;
import dev.simarena.trace.TraceObject;
import dev.simarena.trace.UsageAnnotations;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReferencePolicyTests {

    @ParameterizedTest
    @CsvSource({
        "cpu-slight, 3, 17000m, 2Gi, 2",
        "cpu-heavy, 3, 20000m, 2Gi, 8",
        "mem-slight, 3, 500m, 33Gi, 4",
        "mem-heavy, 3, 500m, 40Gi, 32",
        "cpu-mem, 3, 17000m, 33Gi, 6",
        "replicas-over, 5, 500m, 512Mi, 2",
        "scale-up, 1, 250m, 512Mi, 2",
        "composite, 5, 250m, 33Gi, 6"
    })
    void namedScenario_isSolvedInItsFewestSteps(String name, int replicas, String cpu, String memory, int steps) {
        Episode episode = play(SpecBuilder.spec()
                .trace(name + ".msgpack", SpecBuilder.trace(replicas, cpu, memory))
                .build());

        assertThat(episode.outcome()).isEqualTo(EpisodeOutcome.SOLVED);
        assertThat(episode.stepCount()).isEqualTo(steps);
    }

    static Stream<Arguments> scenarioTraces() {
        return ScenarioTraces.scenarios().stream()
                .flatMap(scenario -> ScenarioTraces.of(scenario).entrySet().stream()
                        .map(entry -> Arguments.argumentSet(entry.getKey(), entry.getKey(), entry.getValue())));
    }

    @ParameterizedTest
    @MethodSource("scenarioTraces")
    void scenarioTrace_isSolvedAsFastAsABreadthFirstSearch(String name, Trace trace) {
        TraceDeclaration declared = trace.declaration().orElseThrow();
        EpisodeSpec spec = SpecBuilder.spec()
                .trace(name, trace)
                .deployment(declared.deployment().toString())
                .target(declared.target())
                .nodes(new NodeShape(declared.nodes(), declared.cpu(), declared.memory(), declared.pods()))
                .maxSteps(100)
                .build();

        Episode episode = play(spec, new EmbeddedCluster());

        assertThat(episode.outcome()).isEqualTo(EpisodeOutcome.SOLVED);
        assertThat(episode.stepCount())
                .isEqualTo(breadthFirst(episode.steps().get(0).observation(), spec, trace))
                .isEqualTo(declared.fewestSteps().orElseThrow());
    }

    /** Search (cpu, memory, replicas) with all six changes; pods are alike, alone on the nodes, and need what they use. */
    private static int breadthFirst(Observation start, EpisodeSpec spec, Trace trace) {
        record State(long cpu, long memory, int replicas, int steps) {
            String place() {
                return cpu + " " + memory + " " + replicas;
            }
        }
        JsonNode annotations = trace.events().get(0).applied().get(0).body().at("/spec/template/metadata/annotations");
        long usedCpu = Quantity.parse(
                        annotations.path(UsageAnnotations.KWOK_CPU).asText("0"))
                .milliValue();
        long usedMemory = Quantity.parse(
                        annotations.path(UsageAnnotations.KWOK_MEMORY).asText("0"))
                .longValue();
        long memoryDelta = 256L << 20;
        ArrayDeque<State> queue = new ArrayDeque<>();
        Set<String> seen = new HashSet<>();
        queue.add(new State(start.cpuMilli(), start.memoryBytes(), start.replicas(), 0));
        while (!queue.isEmpty()) {
            State state = queue.remove();
            if (!seen.add(state.place())) {
                continue;
            }
            long perNode = Math.min(
                    spec.nodes().pods(),
                    Math.min(
                            spec.nodes().cpu().milliValue() / state.cpu(),
                            spec.nodes().memory().longValue() / state.memory()));
            boolean fed = state.cpu() >= usedCpu && state.memory() >= usedMemory;
            if (fed
                    && state.replicas() == spec.target()
                    && perNode * spec.nodes().count() >= spec.target()) {
                return state.steps();
            }
            int next = state.steps() + 1;
            if (state.cpu() + 500 <= 16_000) {
                queue.add(new State(state.cpu() + 500, state.memory(), state.replicas(), next));
            }
            if (state.cpu() - 500 >= 50) {
                queue.add(new State(state.cpu() - 500, state.memory(), state.replicas(), next));
            }
            if (state.memory() + memoryDelta <= 32L << 30) {
                queue.add(new State(state.cpu(), state.memory() + memoryDelta, state.replicas(), next));
            }
            if (state.memory() - memoryDelta >= 64L << 20) {
                queue.add(new State(state.cpu(), state.memory() - memoryDelta, state.replicas(), next));
            }
            if (state.replicas() + 1 <= 100) {
                queue.add(new State(state.cpu(), state.memory(), state.replicas() + 1, next));
            }
            if (state.replicas() - 1 >= 1) {
                queue.add(new State(state.cpu(), state.memory(), state.replicas() - 1, next));
            }
        }
        throw new AssertionError("no solution");
    }

    @Test
    void otherWorkloads_areLeftTheirShare() {
        // Each database takes 10 of the 16 CPU of a node, so 6 are left: 7500m -> 6000m is three steps.
        Trace trace = Traces.of(
                Traces.deployment("default/database", 3, "\"cpu\": \"10\", \"memory\": \"1Gi\""),
                Traces.deployment("default/web", 3, "\"cpu\": \"7500m\", \"memory\": \"1Gi\""));

        Episode episode = play(SpecBuilder.spec().trace("shared.msgpack", trace).build());

        assertThat(episode.outcome()).isEqualTo(EpisodeOutcome.SOLVED);
        assertThat(actions(episode)).containsOnly(Action.REDUCE_CPU_SMALL).hasSize(3);
    }

    @Test
    void workloadsThatCameSecond_areNotMadeRoomFor() {
        // The cache takes the node only because web, which comes first, does not fit: 5 CPU -> 4 CPU is enough.
        Trace trace = Traces.of(
                withImage(Traces.deployment("default/web", 1, "\"cpu\": \"5\"")),
                withImage(Traces.deployment("default/cache", 1, "\"cpu\": \"3900m\"")));
        EpisodeSpec spec = SpecBuilder.spec()
                .trace("second.msgpack", trace)
                .target(1)
                .nodes(NodeShape.of(1, "4", "8Gi"))
                .build();

        Episode episode = play(spec, new EmbeddedCluster());

        assertThat(episode.outcome()).isEqualTo(EpisodeOutcome.SOLVED);
        assertThat(actions(episode)).containsOnly(Action.REDUCE_CPU_SMALL).hasSize(2);
    }

    @Test
    void limitThatStandsInForARequest_isRelievedByARequest() {
        TraceObject web = withImage(Traces.deployment("default/web", 3, ""));
        ((ObjectNode) web.body().at("/spec/template/spec/containers/0"))
                .withObject("/resources/limits")
                .put("cpu", "20");
        EpisodeSpec spec =
                SpecBuilder.spec().trace("limits.msgpack", Traces.of(web)).build();

        Episode episode = play(spec, new EmbeddedCluster());

        assertThat(episode.outcome()).isEqualTo(EpisodeOutcome.SOLVED);
        assertThat(actions(episode)).containsExactly(Action.BUMP_CPU_SMALL);
    }

    private static TraceObject withImage(TraceObject deployment) {
        ((ObjectNode) deployment.body().at("/spec/template/spec/containers/0")).put("image", "registry/web:1");
        return deployment;
    }

    @Test
    void severalContainers_countTogether() {
        // 15500m of the first container and 1 CPU of the other are 500m too much for a node.
        Trace trace = Traces.of(Traces.object("""
                {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"namespace": "default", "name": "web"},
                 "spec": {"replicas": 3, "template": {"spec": {"containers": [
                   {"name": "main", "resources": {"requests": {"cpu": "15500m", "memory": "1Gi"}}},
                   {"name": "sidecar", "resources": {"requests": {"cpu": "1"}}}]}}}}
                """));

        Episode episode =
                play(SpecBuilder.spec().trace("sidecar.msgpack", trace).build());

        assertThat(episode.outcome()).isEqualTo(EpisodeOutcome.SOLVED);
        assertThat(actions(episode)).containsExactly(Action.REDUCE_CPU_SMALL);
    }

    @Test
    void absentRequest_isNeverReduced() {
        Trace trace = Traces.of(Traces.deployment("default/web", 3, "\"memory\": \"33Gi\""));

        Episode episode = play(SpecBuilder.spec().trace("absent.msgpack", trace).build());

        assertThat(episode.outcome()).isEqualTo(EpisodeOutcome.SOLVED);
        assertThat(actions(episode)).containsOnly(Action.REDUCE_MEM_SMALL).hasSize(4);
    }

    @Test
    void targetThatFitsNowhere_getsNoMoreThanReplicas() {
        // Two nodes of one pod each never hold three.
        Episode episode = play(SpecBuilder.spec()
                .trace("t.msgpack", SpecBuilder.trace(2, "17", "1Gi"))
                .nodes(new NodeShape(2, Quantity.parse("16"), Quantity.parse("32Gi"), 1))
                .maxSteps(3)
                .build());

        assertThat(episode.outcome()).isEqualTo(EpisodeOutcome.UNSOLVED);
        assertThat(actions(episode)).containsExactly(Action.SCALE_UP_REPLICAS, Action.NOOP, Action.NOOP);
    }

    @Test
    void clusterWithoutNodes_getsNoReductions() {
        Episode episode = play(SpecBuilder.spec()
                .nodes(NodeShape.of(0, "16", "32Gi"))
                .maxSteps(2)
                .build());

        assertThat(actions(episode)).containsOnly(Action.NOOP);
    }

    @Test
    void blockedReduction_isNotTriedAgain() {
        // The copy that is applied first would fall under the floor, so no copy may be reduced.
        Trace trace = Trace.of(List.of(
                new TraceEvent(
                        1,
                        List.of(Traces.deployment("default/web", 3, "\"cpu\": \"100m\", \"memory\": \"1Gi\"")),
                        List.of()),
                new TraceEvent(
                        2,
                        List.of(Traces.deployment("default/web", 3, "\"cpu\": \"17\", \"memory\": \"1Gi\"")),
                        List.of())));

        Episode episode =
                play(SpecBuilder.spec().trace("t.msgpack", trace).maxSteps(3).build());

        assertThat(actions(episode)).containsExactly(Action.REDUCE_CPU_SMALL, Action.NOOP, Action.NOOP);
        assertThat(episode.outcome()).isEqualTo(EpisodeOutcome.UNSOLVED);
    }

    @Test
    void stepThatWouldOvershootTheTarget_isNotTaken() {
        Policy policy = begun(3, new ActionDeltas(Quantity.parse("500m"), Quantity.parse("256Mi"), 2));

        assertThat(policy.act(Observations.pods(2, 0, 2))).isEqualTo(Action.NOOP);
        assertThat(policy.act(Observations.pods(1, 0, 1))).isEqualTo(Action.SCALE_UP_REPLICAS);
        assertThat(policy.act(Observations.pods(5, 0, 5))).isEqualTo(Action.SCALE_DOWN_REPLICAS);
    }

    @Test
    void reasonsThatNoReductionCures_areLeftAlone() {
        Policy policy = begun(3, ActionDeltas.defaults());
        Observation tainted = Observations.with(
                Observations.requests(0, 3, 3, 17_000, 1024),
                List.of("node(s) had untolerated taint {dedicated: x}", "Too many pods"),
                List.of());

        assertThat(policy.act(tainted)).isEqualTo(Action.NOOP);
        assertThat(policy.act(Observations.pods(1, 2, 3))).isEqualTo(Action.NOOP);
    }

    @Test
    void reasonAgainstTheNumbers_isBelieved() {
        // By the numbers all three fit, but some nodes may be closed to them.
        Policy policy = begun(3, ActionDeltas.defaults());
        List<Observation.NodeUsage> nodes =
                List.of(new Observation.NodeUsage("n", 16_000, 32L << 30, 110, 4_000, 1L << 30, 1, 1));
        Observation cpu =
                Observations.with(Observations.requests(1, 2, 3, 4_000, 1024), List.of("Insufficient cpu"), nodes);
        Observation memory =
                Observations.with(Observations.requests(1, 2, 3, 4_000, 1024), List.of("Insufficient memory"), nodes);

        assertThat(policy.act(cpu)).isEqualTo(Action.REDUCE_CPU_SMALL);
        assertThat(policy.act(memory)).isEqualTo(Action.REDUCE_MEM_SMALL);
    }

    private static Policy begun(int target, ActionDeltas deltas) {
        Policy policy = Policies.named("reference");
        policy.begin(new PolicyContext(target, 40, deltas, SafeguardLimits.defaults(), new SplittableRandom(1)));
        return policy;
    }

    private static List<Action> actions(Episode episode) {
        return episode.steps().stream()
                .map(StepRecord::action)
                .flatMap(Stream::ofNullable)
                .toList();
    }

    private static Episode play(EpisodeSpec spec) {
        return play(spec, new TraceFollowingCluster());
    }

    private static Episode play(EpisodeSpec spec, Cluster cluster) {
        try (Simulation simulation =
                new Simulation(spec, cluster, new NamespaceHooks(), EpisodeRecorder.NONE, List.of())) {
            return simulation.play(Policies.named("reference"));
        }
    }
}
