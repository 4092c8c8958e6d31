package dev.simarena.episode;

import dev.simarena.policy.Policies;
import dev.simarena.trace.ScenarioTraces;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Measure a whole episode: the reference policy solves {@code cpu-heavy} in 8 steps, which are 9 replays. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 10, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class EpisodeBenchmark {

    private static final String TRACE = "cpu-heavy.msgpack";

    private final EpisodeSpec spec = EpisodeSpec.declaredBy(
            TRACE, Objects.requireNonNull(ScenarioTraces.of("cpu").get(TRACE)));

    /** Play it; the records stay in memory. */
    @Benchmark
    public Episode play() {
        try (Simulation simulation = Simulation.inMemory(spec)) {
            return simulation.play(Policies.named("reference"));
        }
    }
}
