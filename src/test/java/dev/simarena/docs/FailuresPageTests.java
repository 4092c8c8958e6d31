package dev.simarena.docs;

import static dev.simarena.junit.ArenaAssertions.assertThat;

import dev.simarena.episode.Policy;
import dev.simarena.episode.Simulation;
import dev.simarena.junit.Cleanup;
import dev.simarena.junit.EpisodeTest;
import dev.simarena.junit.Scenario;
import dev.simarena.trace.DeploymentTrace;
import dev.simarena.trace.TraceFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Run the snippet of docs/FAILURES.md and compare the message of the page with a real one. */
class FailuresPageTests {

    @TempDir
    Path folder;

    @Test
    void message_has_the_lines_of_the_page_in_their_order() throws IOException {
        Path traces = Files.createDirectories(folder.resolve("scenarios/crowd"));
        TraceFiles.write(DeploymentTrace.builder().cpu("17").build(), traces.resolve("busy.msgpack"));

        List<String> labels = labels(message());
        assertThat(labels).containsExactly("artifacts", "kept", "look", "remove", "minimal", "replay it", "reproduce");
        String page = Files.readString(Path.of("docs/FAILURES.md"));
        String shown = page.substring(page.indexOf("```text"), page.indexOf("## Play it again"));
        assertThat(labels(shown)).isEqualTo(labels);
    }

    private String message() {
        return String.valueOf(EngineTestKit.engine("junit-jupiter")
                .selectors(DiscoverySelectors.selectClass(CrowdTestCase.class))
                .configurationParameter("arena.folder", folder.toString())
                .configurationParameter(
                        "arena.records", folder.resolve("records").toString())
                .configurationParameter(
                        "allure.results.directory", folder.resolve("results").toString())
                .configurationParameter("arena.shrink", "true")
                .configurationParameter("arena.selfCheck", "false")
                .execute()
                .testEvents()
                .failed()
                .list()
                .get(0)
                .getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .orElseThrow()
                .getMessage());
    }

    private static List<String> labels(String text) {
        return text.lines()
                .filter(line -> line.matches("  [a-z][a-z ]*:  .*"))
                .map(line -> line.substring(2, line.indexOf(':')))
                .toList();
    }

    @Scenario("crowd")
    static class CrowdTestCase {

        // tag::cleanup[]
        @EpisodeTest(policy = "noop", steps = 2, cleanup = Cleanup.ON_SUCCESS)
        void podsBecomeReady(Simulation simulation, Policy policy) {
            assertThat(simulation.play(policy)).isSolved();
        }
        // end::cleanup[]
    }
}
