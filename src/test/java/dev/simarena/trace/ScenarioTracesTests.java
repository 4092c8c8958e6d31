package dev.simarena.trace;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioTracesTests {

    private static final String REGENERATE =
            "run `mvn -q compile exec:java -Dexec.mainClass=dev.simarena.trace.GenerateScenarioTraces` and commit the result";

    @ParameterizedTest
    @ValueSource(strings = {"cpu", "memory", "mixed", "replicas", "starved-cpu", "starved-memory"})
    void committed_traces_are_those_of_the_generator(String scenario) throws IOException {
        Path folder = Path.of("scenarios", scenario.replace('-', '_'));
        SortedMap<String, byte[]> expected = new TreeMap<>();
        ScenarioTraces.of(scenario).forEach((name, trace) -> expected.put(name, trace.toBytes()));
        Set<String> committed = new TreeSet<>();
        assertThat(folder).as(REGENERATE).isDirectory();
        try (Stream<Path> files = Files.list(folder)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".msgpack"))
                    .forEach(committed::add);
        }
        assertThat(committed).as("Files of %s differ: %s", folder, REGENERATE).isEqualTo(expected.keySet());
        for (Map.Entry<String, byte[]> trace : expected.entrySet()) {
            assertThat(Files.readAllBytes(folder.resolve(trace.getKey())))
                    .as("%s differs: %s", folder.resolve(trace.getKey()), REGENERATE)
                    .isEqualTo(trace.getValue());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cpu", "memory", "mixed", "replicas", "starved-cpu", "starved-memory"})
    void generated_trace_loads_without_repair_and_declares_itself(String scenario) {
        SortedMap<String, Trace> traces = ScenarioTraces.of(scenario);
        assertThat(traces).hasSize(22);
        Set<Integer> nodeCounts = new TreeSet<>();
        Set<String> bodies = new TreeSet<>();
        traces.forEach((name, trace) -> {
            LoadedTrace loaded = TraceFiles.read(trace.toBytes(), name);
            assertThat(loaded.repairs()).as(name).isEmpty();
            assertThat(loaded.trace().version()).isEqualTo(2);
            assertThat(loaded.trace().indexHash(Gvk.DEPLOYMENT, "default/web"))
                    .as(name)
                    .isPresent();
            assertThat(loaded.trace().podTemplatePaths(Gvk.DEPLOYMENT)).containsExactly("/spec/template");
            TraceDeclaration declared = loaded.trace().declaration().orElseThrow();
            assertThat(declared.deployment()).hasToString("web");
            assertThat(declared.fewestSteps()).as(name).isPresent();
            assertThat(declared.fewestSteps().getAsInt())
                    .as(name)
                    .isBetween(1, name.equals("mem-heavy.msgpack") ? 32 : 12);
            nodeCounts.add(declared.nodes());
            bodies.add(trace.events().toString()
                    + trace.events().get(0).applied().get(0).body());
        });
        assertThat(nodeCounts).containsExactly(3);
        assertThat(bodies).as("distinct workloads").hasSameSizeAs(traces.keySet());
    }

    @ParameterizedTest
    @CsvSource({
        "cpu, cpu-slight, 3, 17000m, 2Gi, 2",
        "cpu, cpu-heavy, 3, 20000m, 2Gi, 8",
        "memory, mem-slight, 3, 500m, 33Gi, 4",
        "memory, mem-heavy, 3, 500m, 40Gi, 32",
        "mixed, cpu-mem, 3, 17000m, 33Gi, 6",
        "mixed, composite, 5, 250m, 33Gi, 6",
        "replicas, replicas-over, 5, 500m, 512Mi, 2",
        "replicas, scale-up, 1, 250m, 512Mi, 2",
        "starved-cpu, starved-cpu-slight, 3, 500m, 512Mi, 1",
        "starved-cpu, starved-cpu-heavy, 3, 250m, 512Mi, 5",
        "starved-memory, starved-mem-slight, 3, 500m, 256Mi, 1",
        "starved-memory, starved-mem-heavy, 3, 500m, 128Mi, 5"
    })
    void named_trace_is_that_of_the_table(
            String scenario, String name, int replicas, String cpu, String memory, int fewestSteps) {
        Trace trace = requireNonNull(ScenarioTraces.of(scenario).get(name + ".msgpack"));
        assertThat(TraceEdits.copies(trace, DeploymentRef.parse("default/web")))
                .containsExactly(new DeploymentCopy(0, replicas, Quantity.parse(cpu), Quantity.parse(memory)));
        TraceDeclaration declared = trace.declaration().orElseThrow();
        assertThat(declared.fewestSteps()).hasValue(fewestSteps);
        assertThat(declared.target()).isEqualTo(3);
        assertThat(declared.nodes()).isEqualTo(3);
        assertThat(declared.cpu()).hasToString("16");
        assertThat(declared.memory()).hasToString("32Gi");
        assertThat(declared.pods()).isEqualTo(110);
    }

    /** The formula is checked by a breadth-first search over all edits the safeguards allow. */
    @ParameterizedTest
    @ValueSource(strings = {"cpu", "memory", "mixed", "replicas", "starved-cpu", "starved-memory"})
    void declared_steps_lead_to_the_target_and_one_step_less_does_not(String scenario) {
        ScenarioTraces.of(scenario).forEach((name, trace) -> {
            TraceDeclaration declared = trace.declaration().orElseThrow();
            assertThat(breadthFirst(trace, declared))
                    .as(name)
                    .isEqualTo(declared.fewestSteps().getAsInt());
        });
    }

    private static int breadthFirst(Trace trace, TraceDeclaration declared) {
        DeploymentCopy start = TraceEdits.copies(trace, declared.deployment()).get(0);
        Quantity cpu = requireNonNull(start.cpu());
        Quantity memory = requireNonNull(start.memory());
        Set<String> seen = new TreeSet<>();
        ArrayDeque<State> queue = new ArrayDeque<>();
        JsonNode annotations = trace.events().get(0).applied().get(0).body().at("/spec/template/metadata/annotations");
        Quantity usedCpu =
                Quantity.parse(annotations.path(UsageAnnotations.KWOK_CPU).asText("0"));
        Quantity usedMemory =
                Quantity.parse(annotations.path(UsageAnnotations.KWOK_MEMORY).asText("0"));
        queue.add(new State(cpu, memory, start.replicas(), 0));
        while (!queue.isEmpty()) {
            State state = queue.remove();
            boolean fed = state.cpu().compareTo(usedCpu) >= 0 && state.memory().compareTo(usedMemory) >= 0;
            if (fed && state.solves(declared)) {
                return state.steps();
            }
            if (state.steps() < 40 && seen.add(state.key())) {
                state.addNeighborsTo(queue);
            }
        }
        return -1;
    }

    private record State(Quantity cpu, Quantity memory, int replicas, int steps) {

        boolean solves(TraceDeclaration declared) {
            long perNode = Math.min(
                    declared.pods(),
                    Math.min(
                            declared.cpu().milliValue() / cpu.milliValue(),
                            declared.memory().longValue() / memory.longValue()));
            return replicas == declared.target() && declared.nodes() * perNode >= declared.target();
        }

        String key() {
            return cpu.value().stripTrailingZeros() + " " + memory.value().stripTrailingZeros() + " " + replicas;
        }

        void addNeighborsTo(Queue<State> queue) {
            Quantity lessCpu = cpu.plus(Quantity.parse("-500m"));
            if (lessCpu.compareTo(Quantity.parse("50m")) >= 0) {
                queue.add(new State(lessCpu, memory, replicas, steps + 1));
            }
            Quantity lessMemory = memory.plus(Quantity.parse("-256Mi"));
            if (lessMemory.compareTo(Quantity.parse("64Mi")) >= 0) {
                queue.add(new State(cpu, lessMemory, replicas, steps + 1));
            }
            Quantity moreCpu = cpu.plus(Quantity.parse("500m"));
            if (moreCpu.compareTo(Quantity.parse("16")) <= 0) {
                queue.add(new State(moreCpu, memory, replicas, steps + 1));
            }
            Quantity moreMemory = memory.plus(Quantity.parse("256Mi"));
            if (moreMemory.compareTo(Quantity.parse("32Gi")) <= 0) {
                queue.add(new State(cpu, moreMemory, replicas, steps + 1));
            }
            if (replicas > 1) {
                queue.add(new State(cpu, memory, replicas - 1, steps + 1));
            }
            if (replicas < 100) {
                queue.add(new State(cpu, memory, replicas + 1, steps + 1));
            }
        }
    }

    @Test
    void unknown_scenario_suggests_the_nearest() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScenarioTraces.of("memroy"))
                .withMessage(
                        "Scenario [memroy] has no generated traces. Did you mean [memory]? Available: cpu, memory, mixed, replicas, starved-cpu, starved-memory");
    }
}
