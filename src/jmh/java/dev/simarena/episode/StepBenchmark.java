package dev.simarena.episode;

import dev.simarena.trace.DeploymentTrace;
import dev.simarena.trace.Trace;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measure steps: an action that edits the trace, the replay of 120 s on 3 nodes with 3 pods, the observation, the reward,
 * and the record, which stays in memory.
 *
 * <p>The target is out of reach, so that an episode has {@value #STEPS} steps. Its reset, a replay too, is played but not
 * counted.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 10, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class StepBenchmark {

    private static final int STEPS = EpisodeSpec.DEFAULT_MAX_STEPS;

    /** Cpu of a pod: one that fits a node, and one that leaves all pods pending. */
    @Param({"500m", "17000m"})
    public String cpu = "";

    private EpisodeSpec spec = spec("500m");

    /** Prepare the episode. */
    @Setup
    public void prepare() {
        spec = spec(cpu);
    }

    private static EpisodeSpec spec(String cpu) {
        Trace trace = DeploymentTrace.builder().replicas(3).cpu(cpu).target(4).build();
        return EpisodeSpec.declaredBy("web.msgpack", trace);
    }

    /** Take steps that each change the trace; the record of the last one is returned. */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public StepRecord step() {
        try (Simulation simulation = Simulation.inMemory(spec)) {
            simulation.reset();
            StepResult result = simulation.step(Action.REDUCE_MEM_SMALL);
            while (!result.done()) {
                boolean odd = result.record().step() % 2 != 0;
                result = simulation.step(odd ? Action.BUMP_MEM_SMALL : Action.REDUCE_MEM_SMALL);
            }
            return result.record();
        }
    }
}
