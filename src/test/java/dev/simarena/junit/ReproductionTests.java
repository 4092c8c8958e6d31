package dev.simarena.junit;

import static dev.simarena.junit.ArenaAssertions.assertThat;

import dev.simarena.episode.Policy;
import dev.simarena.episode.Simulation;
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
class ReproductionTests {

    @TempDir
    Path folder;

    /** The printed command is run for every failure of a matrix; it must play that episode, its records equal, and no other. */
    @Test
    void lastLine_playsExactlyTheEpisodeThatFailed() throws IOException {
        var kit = kit().set(ArenaSettings.POLICY, "random,noop")
                .set(ArenaSettings.REWARD, "binary")
                .set(ArenaSettings.SEED, "-42");
        var played = kit.play(SeveralTestCase.class);
        List<List<String>> episodes = episodes(kit.records());
        assertThat(played.messages()).hasSize(16);
        assertThat(episodes).hasSize(16);

        List<List<String>> replayed = new ArrayList<>();
        for (String message : played.messages()) {
            PrintedCommand command = PrintedCommand.lastLine(message);
            assertThat(command.goal()).isEqualTo("verify");
            assertThat(command.properties())
                    .containsKeys("scenario", "it.test", "arena.trace", "arena.policy", "arena.reward", "arena.seed");
            var again = rerun(replayed.size());
            var messages = command.play(again, SeveralTestCase.class).messages();
            assertThat(messages).hasSize(1);
            assertThat(withoutFolder(messages.get(0))).isEqualTo(withoutFolder(message));
            List<List<String>> episode = episodes(again.records());
            assertThat(episode).hasSize(1);
            replayed.addAll(episode);
        }
        assertThat(replayed).containsExactlyInAnyOrderElementsOf(episodes);
    }

    @Test
    void scenarioWithOneTest_needsNoMethod() throws IOException {
        var played = ArenaTestKit.in(folder)
                .traces("cpu", 1)
                .set(ArenaSettings.POLICY, "noop")
                .play(OneTestCase.class);

        PrintedCommand command = PrintedCommand.lastLine(played.failure("01.msgpack"));
        assertThat(command.properties())
                .containsOnlyKeys("scenario", "arena.trace", "arena.policy", "arena.reward", "arena.seed");
        assertThat(command.play(rerun(0), OneTestCase.class).failures()).containsOnlyKeys("01.msgpack");
    }

    @Test
    void testWithoutScenario_isPlayedBySurefire() throws IOException {
        var played = ArenaTestKit.in(folder)
                .trace("plain/a.msgpack", ArenaTestKit.cpuSlight())
                .trace("plain/b.msgpack", ArenaTestKit.cpuSlight())
                .play(PlainTestCase.class);

        PrintedCommand command = PrintedCommand.lastLine(played.failure("b.msgpack"));
        assertThat(command.goal()).isEqualTo("test");
        assertThat(command.properties()).containsEntry("test", "ReproductionTests$PlainTestCase#plays");
        assertThat(command.play(rerun(0), PlainTestCase.class).failures()).containsOnlyKeys("b.msgpack");
    }

    private ArenaTestKit kit() throws IOException {
        return ArenaTestKit.in(folder)
                .trace("scenarios/several/it's [1] $x.msgpack", ArenaTestKit.cpuSlight())
                .trace("scenarios/several/nested/*.msgpack", ArenaTestKit.tooMany());
    }

    private ArenaTestKit rerun(int number) {
        return ArenaTestKit.in(folder)
                .set(ArenaSettings.RECORDS, folder.resolve("again-" + number).toString());
    }

    private static String withoutFolder(String message) {
        return message.replaceAll("artifacts: .*", "artifacts:");
    }

    /** Return the lines of each episode; a second episode of the same name has another folder. */
    private static List<List<String>> episodes(Path run) throws IOException {
        List<List<String>> episodes = new ArrayList<>();
        for (String line : Files.readAllLines(run.resolve("step.jsonl"))) {
            if (line.contains("\"step\":0,")) {
                episodes.add(new ArrayList<>());
            }
            episodes.get(episodes.size() - 1).add(line.replaceAll("~\\d+/step-", "/step-"));
        }
        return episodes;
    }

    @Scenario("several")
    static class SeveralTestCase {

        @EpisodeTest(repetitions = 2, steps = 1, noise = 0.5)
        void soon(Simulation simulation, Policy policy) {
            assertThat(simulation.play(policy)).isAborted();
        }

        @EpisodeTest(repetitions = 2, steps = 3)
        void later(Simulation simulation, Policy policy) {
            assertThat(simulation.play(policy)).isAborted();
        }
    }

    @Scenario("cpu")
    static class OneTestCase {

        @EpisodeTest
        void plays(Simulation simulation, Policy policy) {
            assertThat(simulation.play(policy)).isSolved();
        }
    }

    static class PlainTestCase {

        @EpisodeTest(policy = "noop", traces = "plain")
        void plays(Simulation simulation, Policy policy) {
            assertThat(simulation.play(policy)).isSolved();
        }

        @EpisodeTest(policy = "noop", traces = "plain")
        void other(Simulation simulation, Policy policy) {
            simulation.play(policy);
        }
    }
}
