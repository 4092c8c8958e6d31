package dev.simarena.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Play 100 traces with 6 policies and 3 seeds as a build does, make the report, and print what it takes.
 *
 * <pre>{@code
 * mvn verify -Dbenchmark=Batch -Dbenchmark.main=dev.simarena.report.BatchBenchmark
 * }</pre>
 *
 * <p>First the whole batch in a fresh JVM, two tests at once, as {@code mvn verify} plays it. Then, with one thread and after
 * a warm-up, the same episodes in a bare loop and with JUnit, in turns: what they differ by is the overhead. Last the report
 * of a quarter, a half and all of the traces.
 */
public final class BatchBenchmark {

    private static final int TRACES = 100;
    private static final int TURNS = 3;

    private BatchBenchmark() {}

    /** Measure; the arguments are not looked at. */
    public static void main(String[] arguments) throws IOException {
        load();
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target/batch")), "run");
        Path whole = folder.resolve("whole");
        BatchRun cold = BatchRun.withJunit(whole, TRACES, 2);
        print("fresh JVM, two threads", cold);
        report(whole, TRACES);
        for (int turn = 0; turn < TURNS; turn++) {
            BatchRun bare = BatchRun.bare(TRACES);
            BatchRun junit = BatchRun.withJunit(folder.resolve("turn-" + turn), TRACES, 1);
            print("bare loop", bare);
            print("with JUnit", junit);
            System.out.printf(
                    "  overhead for each episode: %.2f ms, processor time %.2f ms%n",
                    (junit.wall() - bare.wall()) * 1000 / bare.episodes(),
                    (junit.cpu() - bare.cpu()) * 1000 / bare.episodes());
        }
        for (int traces : new int[] {TRACES / 4, TRACES / 2}) {
            Path part = folder.resolve("part-" + traces);
            BatchRun.withJunit(part, traces, 2);
            report(part, traces);
        }
        load();
    }

    /** Make the report of what was played last. */
    private static void report(Path folder, int traces) throws IOException {
        Path results = folder.resolve("allure-results");
        Path report = folder.resolve("report/index.html");
        long start = System.nanoTime();
        String said = new AllureCommand(AllureCommand.defaultHome()).report(results, report);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (!Files.exists(report)) {
            throw new IllegalStateException(said);
        }
        try (Stream<Path> files = Files.list(results)) {
            long[] sizes = files.mapToLong(file -> file.toFile().length()).toArray();
            System.out.printf(
                    "report of %d episodes: %.1f s, %.1f MB, unpacked %.1f MB; results %d files, %.1f MB%n",
                    traces * BatchRun.POLICIES.size() * BatchRun.REPETITIONS,
                    seconds,
                    Files.size(report) / 1e6,
                    Files.size(folder.resolve("report/allure/made/index.html")) / 1e6,
                    sizes.length,
                    Arrays.stream(sizes).sum() / 1e6);
        }
    }

    private static void print(String name, BatchRun run) {
        System.out.printf(
                "%s: %d episodes in %.1f s, processor time %.1f s%n", name, run.episodes(), run.wall(), run.cpu());
    }

    private static void load() {
        System.out.printf(
                "load %.1f%n", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
}
