package dev.simarena.engine;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Measure how long it takes to copy a world of 5,000 nodes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ForkBenchmark {

    private static final int NODES = 5_000;

    /** Pods that run on the nodes. */
    @Param({"0", "1500", "15000", "150000"})
    public int pods;

    private World world = new World(options());

    /** Fill the nodes. */
    @Setup
    public void fill() {
        world = new World(options());
        LargeCluster cluster = new LargeCluster(NODES, pods / 15, 10, 0);
        cluster.nodeManifests().forEach(world::submit);
        cluster.deploymentManifests().forEach(world::submit);
        if (world.pods().size() != pods) {
            throw new IllegalStateException("World [%d pods] should have %d. Mend the benchmark."
                    .formatted(world.pods().size(), pods));
        }
    }

    /** Copy the world. */
    @Benchmark
    public World fork() {
        return world.fork();
    }

    private static WorldOptions options() {
        return WorldOptions.of(1, Instant.parse("2026-01-01T00:00:00Z"));
    }
}
