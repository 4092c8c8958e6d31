package dev.simarena.docs;

import static dev.simarena.junit.ArenaAssertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.simarena.cluster.NamespaceHooks;
import dev.simarena.episode.Action;
import dev.simarena.episode.Episode;
import dev.simarena.episode.Policy;
import dev.simarena.episode.Simulation;
import dev.simarena.episode.StepResult;
import dev.simarena.junit.EpisodeTest;
import dev.simarena.junit.Nodes;
import dev.simarena.junit.Scenario;
import dev.simarena.junit.Seed;
import dev.simarena.junit.SimulationExtension;
import dev.simarena.junit.TraceSource;
import dev.simarena.junit.Workload;
import dev.simarena.trace.DeploymentTrace;
import dev.simarena.trace.Trace;
import dev.simarena.trace.TraceFiles;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/** Run the snippets of docs/WRITING_SCENARIOS.md. */
class WritingScenariosTests {

    @TempDir
    Path folder;

    @Test
    void built_trace_is_read_back_with_its_fewest_steps() throws IOException {
        // tag::builder[]
        Trace trace = DeploymentTrace.builder()
                .name("api")
                .replicas(4)
                .cpu("17")
                .memory("1Gi")
                .description("Four pods, each a little too big for a node")
                .nodes(4, "16", "32Gi", 110)
                .target(4)
                .build();
        TraceFiles.write(trace, folder.resolve("api.msgpack"));
        // end::builder[]
        Trace read = TraceFiles.load(folder.resolve("api.msgpack")).trace();
        assertThat(read).isEqualTo(trace);
        assertThat(read.declaration().orElseThrow().fewestSteps()).hasValue(2);
    }

    @Nested
    @Scenario(value = "cpu", traces = "scenarios/cpu/cpu-slight.msgpack")
    class Injected {

        // tag::parameters[]
        @EpisodeTest
        void stepByStep(Simulation simulation, Trace trace, @Seed long seed) {
            assertThat(trace.events()).hasSize(1);
            assertThat(seed).isEqualTo(simulation.spec().seed());
            assertThat(simulation.reset().pending()).isEqualTo(3);
            StepResult first = simulation.step(Action.REDUCE_CPU_SMALL);
            assertThat(first.terminated()).isFalse();
            StepResult second = simulation.step(Action.REDUCE_CPU_SMALL);
            assertThat(second.terminated()).isTrue();
            assertThat(second.reward()).isEqualTo(1);
        }
        // end::parameters[]

        // tag::hooks[]
        @EpisodeTest(steps = 20)
        void aNeighborTakesRoom(Simulation simulation, Policy policy, NamespaceHooks hooks) {
            hooks.on("pre_run", context -> context.apply(new ObjectMapper().readTree("""
                                    {"apiVersion": "v1", "kind": "Pod",
                                     "metadata": {"name": "neighbor", "namespace": "virtual-default"},
                                     "spec": {"nodeName": "node-0", "containers": [{"name": "main", "image": "main",
                                       "resources": {"requests": {"cpu": "4"}}}]}}
                                    """)));
            // the third pod now has 12 cpu: from 17 in steps of a half
            assertThat(simulation.play(policy)).isSolved().withinSteps(10).leftNothingBehind();
        }
        // end::hooks[]

        // tag::steps[]
        @EpisodeTest
        void tellsTheSteps(Simulation simulation, Policy policy) {
            Episode episode = simulation.play(policy);
            assertThat(episode).atStep(0).observation().hasPending(3).hasUnschedulable("Insufficient cpu", 3);
            assertThat(episode)
                    .atStep(2)
                    .hasAction(Action.REDUCE_CPU_SMALL)
                    .observation()
                    .hasReady(3);
        }
        // end::steps[]
    }

    @Nested
    // tag::parameterized[]
    @ExtendWith(SimulationExtension.class)
    @Workload(deployment = "web", target = 3)
    class PlainJupiter {

        @ParameterizedTest(name = "{argumentSetName}")
        @TraceSource("scenarios/cpu/cpu-{slight,heavy}.msgpack")
        void podsBecomeReady(Trace trace, Simulation simulation, Policy policy) {
            assertThat(trace.events()).isNotEmpty();
            assertThat(simulation.play(policy)).isSolved();
        }
    }
    // end::parameterized[]

    @Nested
    // tag::register[]
    class InCode {

        @RegisterExtension
        static final SimulationExtension ARENA = SimulationExtension.builder()
                .trace("too-many.msgpack", DeploymentTrace.builder().replicas(5).build())
                .workload("web", 3)
                .policy("reference")
                .build();

        @Test
        void podsBecomeReady(Simulation simulation, Policy policy) {
            assertThat(simulation.play(policy)).isSolved().inFewestSteps();
        }
    }
    // end::register[]

    // tag::meta[]
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @Scenario(value = "tight", traces = "scenarios/replicas/replicas-over.msgpack")
    @Workload(deployment = "web", target = 4)
    @Nodes(count = 1, cpu = "2", memory = "4Gi")
    @interface TightCluster {}
    // end::meta[]

    @Nested
    @TightCluster
    class Composed {

        @EpisodeTest
        void podsBecomeReady(Simulation simulation, Policy policy) {
            assertThat(simulation.spec().scenario()).isEqualTo("tight");
            assertThat(simulation.play(policy)).isSolved().withinSteps(1);
        }
    }
}
