package dev.simarena.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.simarena.gate.Batch;
import dev.simarena.gate.BatchEntry;
import dev.simarena.gate.BatchKey;
import dev.simarena.gate.Fate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaderboardReportTests {

    private static final BatchKey KEY = new BatchKey("cpu", "CpuScenario.plays", "", "gradual");

    @TempDir
    Path folder;

    @Test
    void markdown_hasARowForEachPolicy_definedForEveryNumberOfEpisodes() throws IOException {
        LeaderboardReport.write(
                folder,
                List.of(
                        batch("none"),
                        batch("a|b", entry("1", 0.5)),
                        batch("two", entry("1", 0.25), entry("2", 0.75))));

        assertThat(folder.resolve("leaderboard.md")).content().isEqualTo("""
                        # Leaderboard

                        ## Scenario cpu, CpuScenario.plays, reward gradual

                        | rank | policy | traces | solved | 95 % | mean reward | 95 % | episodes | scored | aborted |
                        | ---: | --- | ---: | ---: | --- | ---: | --- | ---: | ---: | ---: |
                        | 1 | a\\|b | 1 | 1.000 | 0.025 to 1.000 | 0.50 | – | 1 | 1 | 0 |
                        | 1 | two | 2 | 1.000 | 0.158 to 1.000 | 0.50 | -2.68 to 3.68 | 2 | 2 | 0 |
                        | 3 | none | 0 | – | 0.000 to 1.000 | – | – | 0 | 0 | 0 |

                        """ + LeaderboardCells.NOTES + "\n");
    }

    @Test
    void page_isWhole_andNamesAreText() throws IOException {
        LeaderboardReport.write(folder, List.of(batch("<b>", entry("1", 0.5)), batch("none")));

        assertThat(folder.resolve("leaderboard.html"))
                .content()
                .startsWith("<!doctype html>")
                .contains(
                        "<td class=\"text\">&lt;b&gt;</td>", "<h2>Scenario cpu, CpuScenario.plays, reward gradual</h2>")
                .doesNotContain("<b>", "NaN", "Infinity", "http:")
                .endsWith("</html>\n");
    }

    @Test
    void onePolicy_writesNothing() {
        assertThat(LeaderboardReport.write(folder, List.of(batch("a", entry("1", 0.5)))))
                .isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void report_hasAnEntryWithBothFiles() throws IOException {
        List<Batch> batches = List.of(batch("a", entry("1", 0.5)), batch("b"));
        LeaderboardReport.attach(LeaderboardReport.write(folder, batches), folder.resolve("results"));

        try (var files = Files.list(folder.resolve("results"))) {
            List<Path> all = files.toList();
            Path result = all.stream()
                    .filter(file -> file.toString().endsWith("-result.json"))
                    .findFirst()
                    .orElseThrow();
            JsonNode json = new ObjectMapper().readTree(result.toFile());
            assertThat(json.path("name").asText()).isEqualTo("Leaderboard");
            assertThat(json.path("status").asText()).isEqualTo("passed");
            assertThat(json.path("attachments")).hasSize(2);
            Path html = folder.resolve("results")
                    .resolve(json.path("attachments").path(0).path("source").asText());
            assertThat(html).hasSameTextualContentAs(folder.resolve("leaderboard.html"));
        }
    }

    private static Batch batch(String policy, BatchEntry... entries) {
        return new Batch(KEY.withPolicy(policy), List.of(entries));
    }

    private static BatchEntry entry(String trace, double reward) {
        return new BatchEntry(trace, 0, Fate.SOLVED, 2, 0, reward, null, List.of(), null, List.of());
    }
}
