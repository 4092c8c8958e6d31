package dev.simarena.junit;

import static dev.simarena.junit.ArenaAssertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.episode.Action;
import dev.simarena.episode.Policy;
import dev.simarena.episode.Simulation;
import dev.simarena.trace.DeploymentTrace;
import dev.simarena.trace.Trace;
import dev.simarena.trace.TraceEvent;
import dev.simarena.trace.TraceFiles;
import dev.simarena.trace.TraceObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "commands are for a POSIX shell")
class ShrinkingTests {

    @TempDir
    Path folder;

    /** Fifteen cores of each node are taken by something else, so that a pod that asks for two finds no room. */
    @Test
    void trace_shrinksToWhatTheFailureNeeds_andTheLineReplaysIt() throws IOException {
        var kit = kit(crowded());
        String message = kit.play(NoopTestCase.class).failure("busy.msgpack");

        Path minimal = kit.records().resolve("kept/NoopTestCase.plays/crowd/busy/noop/minimal.msgpack");
        assertThat(message)
                .contains("  minimal:    " + minimal + "  (1 event, 2 objects of 4 events, 12 objects, after ")
                .containsPattern(
                        "\n  replay it:  mvn verify .* -Darena\\.traceFile=.*minimal\\.msgpack\n  reproduce:  [^\n]*$");
        Trace shrunk = TraceFiles.load(minimal).trace();
        assertThat(shrunk.events()).hasSize(1);
        assertThat(shrunk.events().get(0).applied())
                .extracting(TraceObject::name)
                .containsExactly("hog", "web");
        assertThat(shrunk.declaration()).isEqualTo(crowded().declaration());

        var again = ArenaTestKit.in(folder)
                .set(ArenaSettings.RECORDS, folder.resolve("again").toString());
        var replayed = PrintedCommand.replay(message).play(again, NoopTestCase.class);
        assertThat(replayed.failures()).containsOnlyKeys("busy.msgpack");
        assertThat(replayed.failure("busy.msgpack").lines().limit(3).toList())
                .isEqualTo(message.lines().limit(3).toList());
        assertThat(Files.readString(again.records().resolve("step.jsonl")))
                .contains("\"trace_sha256\":\"" + shrunk.sha256() + "\"");
    }

    @Test
    void shrinking_isDeterministic() throws IOException {
        var one = kit(crowded());
        one.play(NoopTestCase.class);
        var two = ArenaTestKit.in(folder.resolve("two"))
                .trace("scenarios/crowd/busy.msgpack", crowded())
                .set(ArenaSettings.SHRINK, "true");
        two.play(NoopTestCase.class);

        assertThat(two.records().resolve("kept/NoopTestCase.plays/crowd/busy/noop/minimal.msgpack"))
                .hasSameBinaryContentAs(
                        one.records().resolve("kept/NoopTestCase.plays/crowd/busy/noop/minimal.msgpack"));
        assertThat(one.records().resolve("summary.json")).content().contains("\"episodes\" : 1,");
    }

    @Test
    void stepsByHand_areRepeatedOnEachTry() throws IOException {
        var kit = kit(crowded());
        String message = kit.play(ByHandTestCase.class).failure("busy.msgpack");

        assertThat(message)
                .startsWith("not what I wanted\n  minimal:    ")
                .contains("minimal.msgpack  (1 event, 2 objects of ");
        assertThat(TraceFiles.load(
                                kit.records().resolve("kept/ByHandTestCase.plays/crowd/busy/reference/minimal.msgpack"))
                        .trace()
                        .events()
                        .get(0)
                        .applied())
                .extracting(TraceObject::name)
                .containsExactly("hog", "web");
    }

    @Test
    void greenTests_andOtherSettings_shrinkNothing() throws IOException {
        var green = kit(ArenaTestKit.cpuSlight());
        assertThat(green.play(SolvedTestCase.class).failures()).isEmpty();
        assertThat(green.records().resolve("kept/ByHandTestCase.plays/crowd/busy/reference/minimal.msgpack"))
                .doesNotExist();

        var off = ArenaTestKit.in(folder.resolve("off")).trace("scenarios/crowd/busy.msgpack", crowded());
        assertThat(off.play(NoopTestCase.class).failure("busy.msgpack")).doesNotContain("minimal:");
    }

    @Test
    void traceFile_standsForOneTrace_andLeavesGatesOut() throws IOException {
        Path file = folder.resolve("mine.msgpack");
        TraceFiles.write(ArenaTestKit.cpuSlight(), file);
        var several = ArenaTestKit.in(folder).traces("crowd", 2).set(ArenaSettings.TRACE_FILE, file.toString());
        assertThat(several.play(GatedTestCase.class).failure())
                .hasMessage("Setting [arena.traceFile = " + file
                        + "] stands for one trace, but 2 would play. Name the one with arena.trace.");

        var one = ArenaTestKit.in(folder)
                .set(ArenaSettings.TRACE_FILE, "mine.msgpack")
                .set(ArenaSettings.TRACE, "02*")
                .play(GatedTestCase.class);
        assertThat(one.passed()).containsExactly("02.msgpack");
        assertThat(one.aborted()).hasSize(1);

        var missing = ArenaTestKit.in(folder)
                .set(ArenaSettings.TRACE_FILE, "gone.msgpack")
                .set(ArenaSettings.TRACE, "02*")
                .play(GatedTestCase.class);
        assertThat(missing.failure("02.msgpack")).contains("gone.msgpack");
    }

    private ArenaTestKit kit(Trace trace) throws IOException {
        return ArenaTestKit.in(folder)
                .trace("scenarios/crowd/busy.msgpack", trace)
                .set(ArenaSettings.SHRINK, "true");
    }

    /** Two Deployments that do not fit together, and much that does not matter, in four events. */
    private static Trace crowded() {
        Trace web = DeploymentTrace.builder().cpu("2").build();
        TraceObject hog = DeploymentTrace.builder()
                .name("hog")
                .cpu("15")
                .build()
                .events()
                .get(0)
                .applied()
                .get(0);
        long start = DeploymentTrace.START;
        List<TraceObject> first = new ArrayList<>(List.of(map("a"), map("b"), hog, map("c")));
        first.addAll(web.events().get(0).applied());
        first.add(map("d"));
        return web.withEvents(List.of(
                new TraceEvent(start, first, List.of()),
                new TraceEvent(start + 5, List.of(map("e"), map("f")), List.of()),
                new TraceEvent(start + 10, List.of(map("g")), List.of(map("a"), map("b"))),
                new TraceEvent(start + 15, List.of(), List.of(map("g")))));
    }

    private static TraceObject map(String name) {
        ObjectNode map = JsonNodeFactory.instance.objectNode();
        map.put("apiVersion", "v1").put("kind", "ConfigMap");
        map.putObject("metadata").put("name", name).put("namespace", "default");
        return TraceObject.of(map);
    }

    @Scenario("crowd")
    static class NoopTestCase {

        @EpisodeTest(policy = "noop", steps = 2)
        void plays(Simulation simulation, Policy policy) {
            assertThat(simulation.play(policy)).isSolved();
        }
    }

    @Scenario("crowd")
    static class ByHandTestCase {

        @EpisodeTest
        void plays(Simulation simulation) {
            simulation.reset();
            simulation.step(Action.NOOP);
            throw new AssertionError("not what I wanted");
        }
    }

    @Scenario("crowd")
    static class SolvedTestCase {

        @EpisodeTest
        void plays(Simulation simulation, Policy policy) {
            assertThat(simulation.play(policy)).isSolved();
        }
    }

    @Scenario("crowd")
    static class GatedTestCase {

        @EpisodeTest
        @SolveRate(atLeast = 0.8)
        void plays(Simulation simulation, Policy policy) {
            assertThat(simulation.play(policy)).isSolved();
        }
    }
}
