package dev.simarena.cluster;

import dev.simarena.trace.DeploymentTrace;
import dev.simarena.trace.Trace;
import dev.simarena.trace.TraceEvent;
import dev.simarena.trace.TraceFiles;
import dev.simarena.trace.TraceObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

/**
 * Measure replays of whole traces: SimKube's example {@code dsb-scaling.sktrace}, 27 Deployments in 1,134 s, and a
 * generated trace of the same size.
 *
 * <p>The example lies in the folder {@code -Dbenchmark.traces}; where it does not, its benchmark fails and says so, and
 * the others run.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 10, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ReplayBenchmark {

    private static final String GENERATED = "generated";
    private static final int DEPLOYMENTS = 27;
    private static final int EVENTS = 19;
    private static final int SECONDS_BETWEEN = 63;

    /** What is replayed: a file in the folder of traces, or the generated trace. */
    @Param({GENERATED, "dsb-scaling.sktrace"})
    public String trace = GENERATED;

    private final Cluster cluster = new EmbeddedCluster();
    private ReplayRequest request = request(generated());

    /** Read or generate the trace. */
    @Setup
    public void prepare() {
        request = request(trace.equals(GENERATED) ? generated() : load(trace));
    }

    /** Replay it, clean-up included. */
    @Benchmark
    public Replay replay() {
        return cluster.replay(request);
    }

    private static ReplayRequest request(Trace trace) {
        return new ReplayRequest(
                "benchmark",
                trace,
                NodeShape.of(4, "16", "32Gi"),
                ReplayRequest.DEFAULT_DURATION,
                new NamespaceHooks(),
                "benchmark",
                1);
    }

    private static Trace load(String name) {
        Path file = Path.of(System.getProperty("benchmark.traces", "."), name);
        if (!Files.exists(file)) {
            throw new IllegalStateException(
                    "Trace [%s] is not there, so it is skipped. Name its folder by -Dbenchmark.traces=<folder>."
                            .formatted(file.toAbsolutePath().normalize()));
        }
        return TraceFiles.load(file).trace();
    }

    /** Apply all Deployments at once, then at each further event scale a third of them up or down. */
    private static Trace generated() {
        List<TraceEvent> events = new ArrayList<>();
        for (int event = 0; event < EVENTS; event++) {
            List<TraceObject> applied = new ArrayList<>();
            for (int i = 0; i < DEPLOYMENTS; i++) {
                if (event == 0 || (i + event) % 3 == 0) {
                    applied.add(deployment("service-" + i, 1 + (i + event) % 4));
                }
            }
            events.add(new TraceEvent(DeploymentTrace.START + (long) event * SECONDS_BETWEEN, applied, List.of()));
        }
        return Trace.of(events);
    }

    private static TraceObject deployment(String name, int replicas) {
        Trace single = DeploymentTrace.builder()
                .name(name)
                .replicas(replicas)
                .cpu("100m")
                .memory("128Mi")
                .build();
        return single.events().get(0).applied().get(0);
    }
}
