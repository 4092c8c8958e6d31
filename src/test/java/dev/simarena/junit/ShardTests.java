package dev.simarena.junit;

import static dev.simarena.junit.ArenaAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simarena.episode.Policy;
import dev.simarena.episode.Shard;
import dev.simarena.episode.Simulation;
import dev.simarena.trace.Trace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

class ShardTests {

    @TempDir
    Path folder;

    @Test
    void shards_playEveryTraceOnceWithAllThatPlaysOnIt_balancedOverScenarios() throws IOException {
        for (int count : new int[] {2, 3, 7}) {
            List<String> dealt = new ArrayList<>();
            for (int index = 1; index <= count; index++) {
                List<String> passed = kit(index + "/" + count)
                        .play(CpuTestCase.class, MemoryTestCase.class)
                        .passed();
                List<String> episodes = passed.stream()
                        .filter(name -> name.contains(".msgpack"))
                        .toList();
                // 3 traces of two policies, then 4 of one: 7 traces
                List<String> traces = episodes.stream()
                        .map(name -> name.replaceFirst(" \\[.*", ""))
                        .distinct()
                        .toList();
                assertThat(traces.size()).isBetween(7 / count, (7 + count - 1) / count);
                traces.stream()
                        .filter(name -> name.startsWith("cpu"))
                        .forEach(name -> assertThat(episodes).contains(name + " [reference]", name + " [noop]"));
                dealt.addAll(episodes);
            }
            assertThat(dealt)
                    .containsExactlyInAnyOrder(
                            "cpu-1.msgpack [reference]",
                            "cpu-1.msgpack [noop]",
                            "cpu-2.msgpack [reference]",
                            "cpu-2.msgpack [noop]",
                            "cpu-3.msgpack [reference]",
                            "cpu-3.msgpack [noop]",
                            "mem-1.msgpack",
                            "mem-2.msgpack",
                            "mem-3.msgpack",
                            "mem-4.msgpack");
        }
    }

    @Test
    void shard_namesItselfInItsRunAndAsksNoGate() throws IOException {
        ArenaTestKit kit = kit("1/2");
        ArenaTestKit.Played played = kit.play(CpuTestCase.class);

        assertThat(Shard.read(kit.records())).contains(new Shard(1, 2));
        assertThat(played.failures()).isEmpty();
        assertThat(played.aborted())
                .hasSize(2)
                .containsEntry(
                        "solve rate at least 0.5 (95 %) [reference]",
                        "Gate [solve rate at least 0.5 (95 %)] was not asked: shard 1/2 plays a part of its episodes."
                                + " Judge all shards: arena merge.");
    }

    @Test
    void shardWithoutTraces_isGreenAndSaysSo() throws IOException {
        ArenaTestKit kit = kit("16/16");
        ArenaTestKit.Played played = kit.play(CpuTestCase.class);

        assertThat(played.failures()).isEmpty();
        assertThat(played.aborted())
                .containsOnlyKeys("shard 16/16")
                .containsValue(
                        "Test [CpuTestCase.plays] has nothing to play in shard 16/16: it has 3 traces, which others"
                                + " play.");
        assertThat(Shard.read(kit.records())).contains(new Shard(16, 16));
    }

    @Test
    void parameterizedTests_areDealtOutToo() throws IOException {
        List<String> dealt = new ArrayList<>();
        for (int index = 1; index <= 16; index++) {
            ArenaTestKit.Played played = kit(index + "/16").play(PlainTestCase.class);
            assertThat(played.failures()).isEmpty();
            dealt.addAll(played.passed());
        }
        assertThat(dealt).hasSize(3);
    }

    @Test
    void filterThatMatchesNothing_failsInEveryShard() throws IOException {
        assertThat(kit("16/16")
                        .set(ArenaSettings.TRACE, "gpu-*")
                        .play(CpuTestCase.class)
                        .failure())
                .hasMessageContaining("Setting [arena.trace = gpu-*] matches no trace");
    }

    @Test
    void shardThatIsNone_isAConfigurationError() throws IOException {
        assertThat(kit("17/16").play(CpuTestCase.class).failure())
                .hasMessage(
                        "Setting [arena.shard = 17/16] is not a part such as 3/16, the first being 1. Correct it, or"
                                + " leave it out.");
    }

    private ArenaTestKit kit(String shard) throws IOException {
        ArenaTestKit kit = ArenaTestKit.in(folder.resolve(shard.replace('/', '-')))
                .set(ArenaSettings.SHARD, shard)
                .knowing(CpuTestCase.class, MemoryTestCase.class);
        for (int i = 1; i <= 3; i++) {
            kit.trace("scenarios/cpu/cpu-%d.msgpack".formatted(i), ArenaTestKit.cpuSlight());
        }
        for (int i = 1; i <= 4; i++) {
            kit.trace("scenarios/memory/mem-%d.msgpack".formatted(i), ArenaTestKit.cpuSlight());
        }
        return kit;
    }

    @Scenario("cpu")
    static class CpuTestCase {

        @EpisodeTest(policy = {"reference", "noop"})
        @SolveRate(atLeast = 0.5)
        void plays(Simulation simulation, Policy policy) {
            simulation.play(policy);
        }
    }

    @Scenario("memory")
    static class MemoryTestCase {

        @EpisodeTest(policy = "reference")
        void plays(Simulation simulation, Policy policy) {
            assertThat(simulation.play(policy)).isSolved();
        }
    }

    static class PlainTestCase {

        @ParameterizedTest
        @TraceSource("scenarios/cpu")
        void plays(Trace trace, Simulation simulation, Policy policy) {
            assertThat(simulation.play(policy)).isSolved();
        }
    }
}
