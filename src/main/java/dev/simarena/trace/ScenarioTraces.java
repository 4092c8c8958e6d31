package dev.simarena.trace;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Generate the traces of the scenario folders: the named ones and {@value #GENERATED} seeded ones of each kind.
 *
 * <p>Each is broken at the nodes it declares and the actions can solve it. Equal versions give equal bytes.
 */
public final class ScenarioTraces {

    /** Number of seeded traces in each scenario. */
    public static final int GENERATED = 20;

    /** Seed of all scenarios; each draws from its own generator, so that one can grow without changing another. */
    private static final long SEED = 20_241_031L;

    private ScenarioTraces() {}

    /** List the scenarios in sorted order. */
    public static List<String> scenarios() {
        return List.of("cpu", "memory", "mixed", "replicas", "starved-cpu", "starved-memory");
    }

    /**
     * Generate the traces of a scenario by file name.
     *
     * @throws IllegalArgumentException when there is no such scenario
     */
    public static SortedMap<String, Trace> of(String scenario) {
        SortedMap<String, Trace> traces = new TreeMap<>();
        switch (scenario) {
            case "cpu" -> {
                add(traces, "cpu-slight", 3, "17000m", "2Gi");
                add(traces, "cpu-heavy", 3, "20000m", "2Gi");
                generate(traces, "cpu", 1, (random, __) -> BrokenTraces.cpu(random), BrokenTraces::needsOnlyCpu);
            }
            case "memory" -> {
                add(traces, "mem-slight", 3, "500m", "33Gi");
                add(traces, "mem-heavy", 3, "500m", "40Gi");
                generate(traces, "mem", 2, (random, __) -> BrokenTraces.memory(random), BrokenTraces::needsOnlyMemory);
            }
            case "replicas" -> {
                add(traces, "replicas-over", 5, "500m", "512Mi");
                add(traces, "scale-up", 1, "250m", "512Mi");
                generate(
                        traces,
                        "replicas",
                        3,
                        (random, __) -> BrokenTraces.replicas(random),
                        BrokenTraces::needsOnlyReplicas);
            }
            case "mixed" -> {
                add(traces, "cpu-mem", 3, "17000m", "33Gi");
                add(traces, "composite", 5, "250m", "33Gi");
                generate(traces, "mixed", 4, BrokenTraces::mixed, BrokenTraces::needsSeveral);
            }
            case "starved-cpu" -> {
                starve(traces, "starved-cpu-slight", "500m", "512Mi", "900m", null);
                starve(traces, "starved-cpu-heavy", "250m", "512Mi", "2700m", null);
                generate(
                        traces,
                        "starved-cpu",
                        5,
                        (random, __) -> BrokenTraces.starvedCpu(random),
                        BrokenTraces::needsFewBumps);
            }
            case "starved-memory" -> {
                starve(traces, "starved-mem-slight", "500m", "256Mi", null, "400Mi");
                starve(traces, "starved-mem-heavy", "500m", "128Mi", null, "1400Mi");
                generate(
                        traces,
                        "starved-mem",
                        6,
                        (random, __) -> BrokenTraces.starvedMemory(random),
                        BrokenTraces::needsFewBumps);
            }
            default ->
                throw new IllegalArgumentException("Scenario [%s] has no generated traces.%s Available: %s"
                        .formatted(
                                scenario,
                                Suggestions.didYouMean(scenario, scenarios()),
                                Suggestions.available(scenarios())));
        }
        return traces;
    }

    private static void add(SortedMap<String, Trace> traces, String name, int replicas, String cpu, String memory) {
        Trace trace = DeploymentTrace.builder()
                .replicas(replicas)
                .cpu(cpu)
                .memory(memory)
                .description("%d x %s, %s".formatted(replicas, cpu, memory))
                .build();
        traces.put(name + ".msgpack", trace);
    }

    private static void starve(
            SortedMap<String, Trace> traces,
            String name,
            String cpu,
            String memory,
            @Nullable String usedCpu,
            @Nullable String usedMemory) {
        DeploymentTrace trace = DeploymentTrace.builder().cpu(cpu).memory(memory);
        if (usedCpu != null) {
            trace.usesCpu(usedCpu).description("Requests %s cpu and uses %s".formatted(cpu, usedCpu));
        }
        if (usedMemory != null) {
            trace.usesMemory(usedMemory).description("Requests %s memory and uses %s".formatted(memory, usedMemory));
        }
        traces.put(name + ".msgpack", trace.build());
    }

    private static void generate(
            SortedMap<String, Trace> traces,
            String prefix,
            int stream,
            Draw draw,
            Predicate<ShortestSolution> isOfItsKind) {
        SplittableRandom random = new SplittableRandom(SEED + stream);
        for (int number = 1; number <= GENERATED; number++) {
            DeploymentTrace drawn = draw.from(random, number);
            while (!isOfItsKind.test(drawn.shortestSolution())) {
                drawn = draw.from(random, number);
            }
            traces.put(String.format(Locale.ROOT, "%s-gen-%02d.msgpack", prefix, number), drawn.build());
        }
    }

    /** Draw a trace that may or may not be broken as wanted. */
    @FunctionalInterface
    private interface Draw {
        DeploymentTrace from(SplittableRandom random, int number);
    }
}
