package dev.simarena.engine;

import dev.simarena.engine.scheduler.DecisionRate;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Fill clusters of up to 5,000 nodes and 150,000 pods and print how long that takes.
 *
 * <pre>{@code
 * mvn verify -Dbenchmark=Scale -Dbenchmark.main=dev.simarena.engine.ScaleBenchmark -Dbenchmark.jvm="-Xmx2g -XX:+UseSerialGC"
 * }</pre>
 *
 * <p>Figures are medians of five runs after one that is told separately: the first in its JVM, with code not yet
 * compiled. Processor time is that of the thread
 * the engine runs in, without compiler and garbage collector; other work on the machine hardly changes it. A decision is a pod bound by the scheduler alone.
 */
public final class ScaleBenchmark {

    private static final int RUNS = 5;
    private static final int LARGEST = 5000;

    private ScaleBenchmark() {}

    /** Measure; the arguments are not looked at. */
    public static void main(String[] arguments) {
        printLoad();
        report("ten sizes of pods", LargeCluster.of(LARGEST));
        report("three zones", new LargeCluster(LARGEST, 2 * LARGEST, 10, 3));
        report("every Deployment of its own size", new LargeCluster(LARGEST, 2 * LARGEST, 2 * LARGEST, 0));
        System.out.printf("%n%6s %8s %16s %20s%n", "nodes", "pods", "cpu us per pod", "decisions per cpu s");
        for (int nodes : new int[] {100, 1000, LARGEST}) {
            LargeCluster cluster = LargeCluster.of(nodes);
            int repeats = LARGEST / nodes;
            double seconds =
                    median(() -> mean(repeats, () -> ScaleRun.of(cluster).cpu()));
            double rate =
                    median(() -> mean(repeats, () -> DecisionRate.of(cluster).perCpuSecond()));
            System.out.printf("%6d %8d %16.1f %20.0f%n", nodes, cluster.pods(), seconds * 1e6 / cluster.pods(), rate);
        }
        printLoad();
    }

    private static void report(String name, LargeCluster cluster) {
        ScaleRun first = ScaleRun.of(cluster);
        List<ScaleRun> runs =
                Stream.generate(() -> ScaleRun.of(cluster)).limit(RUNS).toList();
        List<DecisionRate> rates =
                Stream.generate(() -> DecisionRate.of(cluster)).limit(RUNS).toList();
        double total = median(runs, ScaleRun::total);
        System.out.printf("%n%s: %d nodes, %d pods%n", name, cluster.nodes(), cluster.pods());
        System.out.printf(
                "  total %.2f s: nodes %.2f s, apply %.2f s, settle %.2f s; %.0f pods/s%n",
                total,
                median(runs, ScaleRun::nodes),
                median(runs, ScaleRun::apply),
                median(runs, ScaleRun::settle),
                cluster.pods() / total);
        System.out.printf(
                "  processor time %.2f s; first run total %.2f s, processor time %.2f s%n",
                median(runs, ScaleRun::cpu), first.total(), first.cpu());
        System.out.printf(
                "  scheduler alone %.0f decisions/s, %.0f per second of processor time%n",
                median(rates, DecisionRate::perSecond), median(rates, DecisionRate::perCpuSecond));
        System.out.printf(
                "  heap %.0f MiB, hashes %s%n",
                median(runs, ScaleRun::heap),
                Stream.concat(Stream.of(first), runs.stream())
                        .map(ScaleRun::hash)
                        .distinct()
                        .toList());
    }

    private static void printLoad() {
        System.out.printf(
                "load %.1f%n", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static double mean(int repeats, DoubleSupplier figure) {
        double sum = 0;
        for (int i = 0; i < repeats; i++) {
            sum += figure.getAsDouble();
        }
        return sum / repeats;
    }

    private static <T> double median(List<T> runs, ToDoubleFunction<T> figure) {
        return runs.stream().mapToDouble(figure).sorted().toArray()[runs.size() / 2];
    }

    /** Return the median of five figures after one that does not count. */
    private static double median(DoubleSupplier figure) {
        double[] figures = new double[RUNS + 1];
        Arrays.setAll(figures, __ -> figure.getAsDouble());
        Arrays.sort(figures, 1, figures.length);
        return figures[1 + RUNS / 2];
    }
}
