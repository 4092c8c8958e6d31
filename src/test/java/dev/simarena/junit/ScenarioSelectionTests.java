package dev.simarena.junit;

import static dev.simarena.junit.ArenaTestKit.cpuSlight;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simarena.episode.Simulation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioSelectionTests {

    private static final Class<?>[] ALL = {CpuTestCase.class, MemoryTestCase.class, ReplicasTestCase.class};

    @TempDir
    Path folder;

    private ArenaTestKit kit;

    @BeforeEach
    void writeTraces() throws IOException {
        kit = ArenaTestKit.in(folder)
                .trace("scenarios/cpu/cpu-slight.msgpack", cpuSlight())
                .trace("scenarios/memory/mem-slight.msgpack", cpuSlight())
                .trace("scenarios/memory/mem-heavy.msgpack", cpuSlight())
                .trace("scenarios/replicas/scale-up.msgpack", cpuSlight())
                .knowing(ALL);
    }

    @Test
    void nothingSelected_playsAll() {
        assertThat(kit.play(ALL).tests())
                .containsExactlyInAnyOrder(
                        "cpu-slight.msgpack",
                        "plain()",
                        "cpu-slight.msgpack",
                        "mem-heavy.msgpack",
                        "mem-slight.msgpack",
                        "scale-up.msgpack");
    }

    @Test
    void oneSelected_othersAreNeitherSkippedNorReported() {
        var played = kit.set("scenario", "memory").play(ALL);

        assertThat(played.tests()).containsExactly("mem-heavy.msgpack", "mem-slight.msgpack");
        assertThat(played.results().allEvents().skipped().count()).isZero();
        assertThat(played.results().containerEvents().started().stream()
                        .map(event -> event.getTestDescriptor().getDisplayName()))
                .noneMatch(name -> name.contains("CpuTestCase") || name.contains("ReplicasTestCase"));
    }

    @Test
    void severalSelected_playTogether() {
        assertThat(kit.set("scenario", "memory, replicas").play(ALL).tests())
                .containsExactlyInAnyOrder("mem-heavy.msgpack", "mem-slight.msgpack", "scale-up.msgpack");
    }

    @Test
    void folderWithUnderscores_isTheScenarioWithHyphens() {
        assertThat(Selection.of(key -> Optional.of("starved_cpu, cpu, starved-cpu")))
                .contains(new Selection(List.of("starved-cpu", "cpu")));
    }

    @Test
    void longForm_selectsToo() {
        assertThat(kit.set("arena.scenario", "replicas").play(ALL).tests()).containsExactly("scale-up.msgpack");
    }

    @Test
    void unknownName_failsOnceAndSuggests() {
        var played = kit.set("scenario", "cpux").play(ALL);

        assertThat(played.failures())
                .isEqualTo(Map.of(
                        "cpux",
                        "Scenario [cpux] does not exist. Did you mean [cpu]? Available: cpu, memory, replicas"));
        assertThat(played.tests()).containsExactly("cpux");
        assertThat(played.failure()).isInstanceOf(ExtensionConfigurationException.class);
    }

    @Test
    void unknownNameBesideAKnownOne_failsAndTheKnownPlays() {
        var played = kit.set("scenario", "replicas,cpux").play(ALL);

        assertThat(played.tests()).containsExactly("cpux", "scale-up.msgpack");
        assertThat(played.failures()).containsOnlyKeys("cpux");
    }

    @Test
    void unknownName_classesDiscoveredOneByOneTellItOnce() {
        kit.set("scenario", "cpux");

        assertThat(kit.play(CpuTestCase.class).failures()).containsOnlyKeys("cpux");
        assertThat(kit.play(MemoryTestCase.class).tests()).isEmpty();
        assertThat(kit.play(ReplicasTestCase.class).tests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ","})
    void blankSelection_failsAndListsTheNames(String selection) {
        var played = kit.set("scenario", selection).play(ALL);

        assertThat(played.failures())
                .isEqualTo(Map.of(
                        "-Dscenario=",
                        "Selection [-Dscenario=] names no scenario. Name one or more, separated by commas, or leave it"
                                + " out. Available: cpu, memory, replicas"));
    }

    @Test
    void traceFilter_narrowsAndOtherScenariosStayQuiet() {
        var played = kit.set(ArenaSettings.TRACE, "mem-slight.*").play(ALL);

        assertThat(played.tests()).containsExactlyInAnyOrder("mem-slight.msgpack", "plain()");
        assertThat(played.failures()).isEmpty();
    }

    @Test
    void traceFilter_matchesNothingAnywhere_failsAndSuggests() {
        var played = kit.set(ArenaSettings.TRACE, "mem-slght.*")
                .set("scenario", "memory")
                .play(ALL);

        assertThat(played.tests()).isEmpty();
        assertThat(played.failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("Setting [arena.trace = mem-slght.*] matches no trace of scenario [memory]."
                        + " Did you mean [mem-slight]? Available: mem-heavy.msgpack, mem-slight.msgpack");
    }

    @Test
    void traceFilter_matchesOnlyAScenarioThatIsNotSelected_fails() {
        var played = kit.set(ArenaSettings.TRACE, "scale-up.*")
                .set("scenario", "memory")
                .play(ALL);

        assertThat(played.failure()).hasMessageContaining("matches no trace of scenario [memory]");
    }

    @Test
    void traceFilter_malformed_fails() {
        var played = kit.set(ArenaSettings.TRACE, "[").set("scenario", "memory").play(ALL);

        assertThat(played.failure())
                .hasMessage("Setting [arena.trace = [] is not a glob on trace names. Correct it, or leave it out.");
    }

    @Test
    void badScenarioName_fails() {
        assertThat(kit.play(BadNameTestCase.class).failure())
                .hasMessageStartingWith(
                        "Scenario [Not A Name] on [" + BadNameTestCase.class.getName() + "] is not a usable name.");
    }

    @Scenario("cpu")
    static class CpuTestCase {

        @EpisodeTest
        void plays(Simulation simulation) {
            simulation.reset();
        }

        @Test
        void plain() {}

        @Nested
        class Inner {

            @EpisodeTest
            void playsNested(Simulation simulation) {
                simulation.reset();
            }
        }
    }

    @Scenario("memory")
    static class MemoryTestCase {

        @EpisodeTest
        void plays(Simulation simulation) {
            simulation.reset();
        }
    }

    @Scenario("replicas")
    static class ReplicasTestCase {

        @EpisodeTest
        void plays(Simulation simulation) {
            simulation.reset();
        }
    }

    @Scenario("Not A Name")
    static class BadNameTestCase {

        @EpisodeTest
        void plays(Simulation simulation) {
            simulation.reset();
        }
    }
}
