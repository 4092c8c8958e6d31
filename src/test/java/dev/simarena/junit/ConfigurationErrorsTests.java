package dev.simarena.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.simarena.episode.Policy;
import dev.simarena.episode.Simulation;
import dev.simarena.trace.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/** What cannot be played stands in the summary, whether anything else was played or not. */
class ConfigurationErrorsTests {

    @TempDir
    Path folder;

    @Test
    void methodThatCannotBePlayed_isCounted_alsoWhereNothingElsePlays() throws IOException {
        var kit = kit().traces("cpu", 1).set(ArenaSettings.STEPS, "none");
        assertThat(kit.play(CpuTestCase.class).failures()).containsOnlyKeys("plays(Simulation, Policy)");

        assertThat(errors(kit)).containsExactly("cpu/CpuTestCase.plays");
        assertThat(kit.records().resolve("summary.txt"))
                .hasContent("No episodes were played.\n"
                        + "Configuration errors: 1 not played (cpu/CpuTestCase.plays). Their tests say what is wrong.");
        assertThat(folder.resolve("records/latest-run.txt")).content().contains("1 not played (cpu/CpuTestCase.plays)");
    }

    @Test
    void methodThatCannotBePlayed_isCounted_besideThoseThatCan() throws IOException {
        var kit = kit().traces("cpu", 1);
        kit.play(CpuTestCase.class, NowhereTestCase.class, ParameterizedTestCase.class);

        assertThat(errors(kit)).containsExactly("none/ParameterizedTestCase.plays", "nowhere/NowhereTestCase.plays");
        assertThat(kit.records().resolve("summary.txt"))
                .content()
                .contains("total ")
                .contains("Configuration errors: 2 not played (none/ParameterizedTestCase.plays, nowhere/");
    }

    @Test
    void shardThatCannotBePlayed_isAShard() throws IOException {
        var kit = kit().traces("cpu", 1).set(ArenaSettings.STEPS, "none").set(ArenaSettings.SHARD, "2/3");
        kit.play(CpuTestCase.class);
        var played = ArenaTestKit.in(folder.resolve("other")).traces("cpu", 1).set(ArenaSettings.SHARD, "2/3");
        played.play(CpuTestCase.class);

        assertThat(names(kit.records()))
                .containsAll(names(played.records()).stream()
                        .filter(name -> name.contains("shard"))
                        .toList());
    }

    @Test
    void scenarioThatDoesNotExist_isCounted() throws IOException {
        var kit = kit().traces("cpu", 1).set("scenario", "nope");
        kit.play(CpuTestCase.class);

        assertThat(errors(kit)).containsExactly("selection/nope");
    }

    @Test
    void testThatPlaysNothing_isWrong_andCounted() throws IOException {
        var kit = kit().traces("cpu", 1);
        var played = kit.play(IdleTestCase.class);

        assertThat(played.failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("Test [IdleTestCase.plays] played no episode. Take a Simulation as a parameter and play it:"
                        + " simulation.play(policy), or reset and step.");
        assertThat(errors(kit)).containsExactly("cpu/01.msgpack");
    }

    @Test
    void testThatFailsBeforeItPlays_failsForThat() throws IOException {
        assertThat(kit().traces("cpu", 1).play(FailingTestCase.class).failure()).hasMessageStartingWith("mine");
    }

    @Test
    void twoClassesOfOneName_areToldBothTimes() throws IOException {
        var played = kit().traces("cpu", 1)
                .knowing(CpuTestCase.class, OtherCpuTestCase.class)
                .play(CpuTestCase.class, OtherCpuTestCase.class);

        String one = CpuTestCase.class.getName();
        String other = OtherCpuTestCase.class.getName();
        assertThat(played.tests()).isEmpty();
        assertThat(played.failures())
                .containsOnly(
                        Map.entry(
                                "plays(Simulation, Policy)",
                                "Scenario [cpu] is the name of [%s] and of [%s]. Give each a name of its own."
                                        .formatted(one, other)),
                        Map.entry(
                                "playsToo(Simulation, Policy)",
                                "Scenario [cpu] is the name of [%s] and of [%s]. Give each a name of its own."
                                        .formatted(other, one)));
    }

    private ArenaTestKit kit() {
        return ArenaTestKit.in(folder);
    }

    private static List<String> errors(ArenaTestKit kit) throws IOException {
        JsonNode summary = new ObjectMapper()
                .readTree(kit.records().resolve("summary.json").toFile());
        List<String> errors = new ArrayList<>();
        summary.path("configuration_errors").forEach(error -> errors.add(error.asText()));
        return errors;
    }

    private static List<String> names(Path run) throws IOException {
        try (var files = Files.list(run)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }

    @Scenario("cpu")
    static class CpuTestCase {

        @EpisodeTest
        void plays(Simulation simulation, Policy policy) {
            simulation.play(policy);
        }
    }

    @Scenario("cpu")
    static class OtherCpuTestCase {

        @EpisodeTest
        void playsToo(Simulation simulation, Policy policy) {
            simulation.play(policy);
        }
    }

    @Scenario("nowhere")
    static class NowhereTestCase {

        @EpisodeTest
        void plays(Simulation simulation, Policy policy) {
            simulation.play(policy);
        }
    }

    @Scenario("none")
    static class ParameterizedTestCase {

        @ParameterizedTest
        @TraceSource("nothing")
        void plays(Trace trace, Simulation simulation) {
            simulation.reset();
        }
    }

    @Scenario("cpu")
    static class IdleTestCase {

        @EpisodeTest
        void plays(Trace trace) {
            assertThat(trace.events()).isNotEmpty();
        }
    }

    @Scenario("cpu")
    static class FailingTestCase {

        @EpisodeTest
        void plays() {
            throw new AssertionError("mine");
        }
    }
}
