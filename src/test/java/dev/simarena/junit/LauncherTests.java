package dev.simarena.junit;

import static dev.simarena.junit.ArenaTestKit.cpuSlight;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.simarena.episode.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Play through a launcher, as Surefire and IDEs do, with real system properties. */
@Isolated("sets system properties")
class LauncherTests {

    private static final List<String> KEYS = List.of(
            "scenario",
            "arena.polcy",
            "arena.policy",
            ArenaSettings.FOLDER,
            ArenaSettings.RECORDS,
            ArenaSettings.HISTORY,
            ArenaSettings.SCENARIO_CLASSES,
            ArenaSettings.SELF_CHECK,
            "allure.results.directory");

    @TempDir
    Path folder;

    @BeforeEach
    void writeTraces() throws IOException {
        ArenaTestKit.in(folder).trace("scenarios/cpu/a.msgpack", cpuSlight());
        System.setProperty(ArenaSettings.FOLDER, folder.toString());
        System.setProperty(ArenaSettings.RECORDS, folder.resolve("records").toString());
        System.setProperty(ArenaSettings.HISTORY, "none");
        System.setProperty(ArenaSettings.SCENARIO_CLASSES, ".*LauncherTests\\$CpuTestCase");
        System.setProperty(ArenaSettings.SELF_CHECK, "false");
        System.setProperty("allure.results.directory", folder.resolve("results").toString());
    }

    @AfterEach
    void restore() {
        KEYS.forEach(System::clearProperty);
    }

    @Test
    void unknownSystemProperty_failsAndSuggests() {
        System.setProperty("arena.polcy", "noop");

        assertThat(play(CpuTestCase.class).getFailures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.getException())
                        .hasMessageStartingWith(
                                "Setting [arena.polcy] does not exist. Did you mean [arena.policy]? Available: "));
    }

    @Test
    void commandLine_winsOverTheAnnotation() {
        System.setProperty("arena.policy", "noop");

        assertThat(play(CpuTestCase.class).getFailures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.getException()).hasMessageContaining("played noop"));
    }

    @Test
    void filter_isFoundByTheLauncher() {
        System.setProperty("scenario", "memory");
        TestExecutionSummary unknown = play(CpuTestCase.class);

        assertThat(unknown.getFailures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.getException())
                        .hasMessage("Scenario [memory] does not exist. Available: cpu"));

        System.setProperty("scenario", "cpu");
        assertThat(play(CpuTestCase.class).getTestsSucceededCount()).isEqualTo(1);
        assertThat(ServiceLoader.load(PostDiscoveryFilter.class)).hasAtLeastOneElementOfType(ScenarioFilter.class);
        assertThat(ServiceLoader.load(TestExecutionListener.class))
                .hasAtLeastOneElementOfType(AllureResultsCleaner.class);
    }

    @Test
    void resultsOfAllure_areEmptiedButForHistoryAndStrangers() throws IOException {
        Path results = folder.resolve("results");
        Files.createDirectories(results.resolve("history"));
        List<String> old = List.of(
                "1-result.json",
                "1-container.json",
                "1-attachment.txt",
                "1-attachment",
                "environment.properties",
                "categories.json",
                "executor.json");
        List<String> kept = List.of("notes.txt", "result.json", "history/history.json");
        for (String name : Stream.concat(old.stream(), kept.stream()).toList()) {
            Files.writeString(results.resolve(name), "old");
        }

        play(CpuTestCase.class);

        assertThat(kept).allSatisfy(name -> assertThat(results.resolve(name)).hasContent("old"));
        assertThat(results.resolve("1-result.json")).doesNotExist();
        assertThat(results.resolve("1-container.json")).doesNotExist();
        assertThat(results.resolve("1-attachment.txt")).doesNotExist();
        assertThat(results.resolve("1-attachment")).doesNotExist();
        assertThat(results.resolve("executor.json")).doesNotExist();
        assertThat(results.resolve("environment.properties")).content().isNotEqualTo("old");
    }

    @Test
    void resultsOfAllure_stayWhereNoScenarioIsPlayed() throws IOException {
        Path results = Files.createDirectories(folder.resolve("results"));
        Files.writeString(results.resolve("1-result.json"), "old");

        play(PlainTestCase.class);

        assertThat(results.resolve("1-result.json")).hasContent("old");
    }

    private static TestExecutionSummary play(Class<?> type) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(type))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                .build();
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherFactory.create(LauncherConfig.builder()
                        .enableTestExecutionListenerAutoRegistration(false)
                        .addTestExecutionListeners(new AllureResultsCleaner(), summary)
                        .build())
                .execute(request);
        return summary.getSummary();
    }

    @Scenario("cpu")
    static class CpuTestCase {

        @EpisodeTest(policy = "reference")
        void plays(Simulation simulation) {
            simulation.reset();
            assertThat(simulation.spec().policy())
                    .as("played " + simulation.spec().policy())
                    .isEqualTo("reference");
        }
    }

    static class PlainTestCase {

        @Test
        void passes() {}
    }
}
