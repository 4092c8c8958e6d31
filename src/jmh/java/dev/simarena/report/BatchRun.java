package dev.simarena.report;

import static dev.simarena.junit.ArenaAssertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.sun.management.OperatingSystemMXBean;
import dev.simarena.cluster.EmbeddedCluster;
import dev.simarena.cluster.NamespaceHooks;
import dev.simarena.episode.EpisodeRecorder;
import dev.simarena.episode.EpisodeSeed;
import dev.simarena.episode.EpisodeSpec;
import dev.simarena.episode.Policy;
import dev.simarena.episode.Simulation;
import dev.simarena.junit.EpisodeTest;
import dev.simarena.junit.Scenario;
import dev.simarena.junit.SelfCheck;
import dev.simarena.junit.SolveRate;
import dev.simarena.policy.Policies;
import dev.simarena.trace.ScenarioTraces;
import dev.simarena.trace.Trace;
import dev.simarena.trace.TraceFiles;
import io.qameta.allure.Allure;
import io.qameta.allure.AllureLifecycle;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/**
 * Play 6 policies on some traces, 3 times each, as a build does: with the extension, records, history and Allure results.
 *
 * @param episodes number of episodes that ended
 * @param wall seconds
 * @param cpu seconds of processor time of the whole JVM
 */
record BatchRun(long episodes, double wall, double cpu) {

    static final int REPETITIONS = 3;
    static final List<String> POLICIES = List.of("reference", "heuristic", "random", "noop", "bump_cpu", "bump_mem");

    /** Steps that the extension allows beyond the fewest. */
    private static final int SLACK = 5;

    private static final OperatingSystemMXBean MACHINE =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /**
     * Play with JUnit in a folder, which is to be empty, with so many threads; Allure's results go there too.
     *
     * <p>Nothing is deleted before: a file system without journal makes files slowly where others have just been deleted.
     */
    static BatchRun withJunit(Path folder, int traces, int threads) throws IOException {
        for (Map.Entry<String, Trace> trace : traces(traces).entrySet()) {
            Path file = folder.resolve("scenarios/batch").resolve(trace.getKey());
            Files.createDirectories(file.getParent());
            TraceFiles.write(trace.getValue(), file);
        }
        System.setProperty("arena.folder", folder.toString());
        System.setProperty("arena.records", folder.resolve("arena").toString());
        System.setProperty("arena.history", folder.resolve("history.jsonl").toString());
        System.setProperty(
                "allure.results.directory", folder.resolve("allure-results").toString());
        // the one of the run before writes where it was told to first
        Allure.setLifecycle(new AllureLifecycle());
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        return measured(() -> {
            LauncherFactory.create()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(selectClass(BatchCase.class))
                                    .configurationParameter(
                                            "junit.jupiter.execution.parallel.enabled", Boolean.toString(threads > 1))
                                    .configurationParameter(
                                            "junit.jupiter.execution.parallel.mode.default", "concurrent")
                                    .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                                    .configurationParameter(
                                            "junit.jupiter.execution.parallel.config.fixed.parallelism",
                                            Integer.toString(threads))
                                    .configurationParameter(
                                            "junit.jupiter.execution.parallel.config.executor-service",
                                            "FORK_JOIN_POOL")
                                    .build(),
                            summary);
            summary.getSummary().getFailures().stream()
                    .filter(failure -> failure.getTestIdentifier().isContainer())
                    .findFirst()
                    .ifPresent(failure -> {
                        throw new IllegalStateException(
                                "The batch [benchmark] did not play. Mend it.", failure.getException());
                    });
            // the gate of each policy is a test too
            return summary.getSummary().getTestsStartedCount() - POLICIES.size();
        });
    }

    /** Play the same episodes in a loop, with nothing around them. */
    static BatchRun bare(int traces) throws IOException {
        SortedMap<String, Trace> all = traces(traces);
        EmbeddedCluster cluster = new EmbeddedCluster();
        return measured(() -> {
            long episodes = 0;
            for (int repetition = 0; repetition < REPETITIONS; repetition++) {
                for (Map.Entry<String, Trace> trace : all.entrySet()) {
                    for (String policy : POLICIES) {
                        try (Simulation simulation = new Simulation(
                                spec(EpisodeSpec.declaredBy(trace.getKey(), trace.getValue()), policy, repetition),
                                cluster,
                                new NamespaceHooks(),
                                EpisodeRecorder.NONE,
                                List.of())) {
                            simulation.play(Policies.named(policy));
                        }
                        episodes++;
                    }
                }
            }
            return episodes;
        });
    }

    private static EpisodeSpec spec(EpisodeSpec declared, String policy, int repetition) {
        return new EpisodeSpec(
                "batch",
                declared.traceName(),
                declared.trace(),
                declared.deployment(),
                declared.target(),
                declared.nodes(),
                policy,
                declared.reward(),
                EpisodeSeed.of(0, "batch", declared.traceName(), policy, repetition),
                repetition,
                declared.fewestSteps().orElse(EpisodeSpec.DEFAULT_MAX_STEPS) + SLACK,
                declared.minReturn(),
                declared.duration(),
                declared.stateSpace(),
                declared.noise(),
                declared.deltas(),
                declared.limits(),
                declared.fewestSteps());
    }

    private interface Work {
        long run() throws IOException;
    }

    private static BatchRun measured(Work work) throws IOException {
        System.gc();
        long wall = System.nanoTime();
        long cpu = MACHINE.getProcessCpuTime();
        long episodes = work.run();
        return new BatchRun(episodes, (System.nanoTime() - wall) / 1e9, (MACHINE.getProcessCpuTime() - cpu) / 1e9);
    }

    private static SortedMap<String, Trace> traces(int count) {
        SortedMap<String, Trace> traces = new TreeMap<>();
        ScenarioTraces.scenarios().forEach(scenario -> traces.putAll(ScenarioTraces.of(scenario)));
        while (traces.size() > count) {
            traces.remove(traces.lastKey());
        }
        return traces;
    }

    /** What a scenario looks like, with gates; most policies fail most traces. */
    @Scenario("batch")
    @SelfCheck(false)
    static class BatchCase {

        @EpisodeTest(
                policy = {"reference", "heuristic", "random", "noop", "bump_cpu", "bump_mem"},
                repetitions = REPETITIONS)
        @SolveRate(atLeast = 0.5)
        void plays(Simulation simulation, Policy policy) {
            assertThat(simulation.play(policy)).isSolved();
        }
    }
}
