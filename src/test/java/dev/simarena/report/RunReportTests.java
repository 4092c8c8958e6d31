package dev.simarena.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.simarena.episode.RunRecords;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReportTests {

    @TempDir
    Path target;

    private Path run = Path.of("");
    private Path results = Path.of("");

    @BeforeEach
    void folders() throws IOException {
        run = Files.createDirectories(target.resolve("arena/run-1"));
        results = target.resolve("allure-results");
    }

    @Test
    void summary_goesIntoTheRunAndBesideIt() throws IOException {
        write(Map.of());

        assertThat(run.resolve("summary.txt"))
                .hasContent(SummaryTableTests.table(SummaryTableTests.ROWS).textWithoutWallTime());
        assertThat(target.resolve("arena/latest-run.txt"))
                .hasContent("run-1\n"
                        + SummaryTableTests.table(SummaryTableTests.ROWS).text());
    }

    @Test
    void environment_namesVersionsSettingsScenariosAndPolicies() throws IOException {
        RunReport.write(
                SummaryTableTests.table(SummaryTableTests.ROWS),
                new GateSummary(List.of()),
                run,
                results,
                Map.of("java.version", "17.0.15", "os.name", "C:\\OS", "arena.seed", "42")::get,
                Map.of());

        Properties environment = new Properties();
        environment.load(new StringReader(Files.readString(results.resolve("environment.properties"))));
        assertThat(environment)
                .containsEntry("Java", "17.0.15")
                .containsEntry("OS", "C:\\OS")
                .containsEntry("Cluster", "embedded")
                .containsEntry("Seed", "42")
                .containsEntry("Scenarios", "cpu, memory")
                .containsEntry("Policies", "noop, reference");
        assertThat(environment.getProperty("Sim-Arena")).matches("\\d+\\.\\d+\\.\\d+.*");
    }

    @Test
    void categories_tellPolicyEnvironmentAndConfigurationApart() throws IOException {
        write(Map.of());

        assertThat(
                        categories(
                                "failed",
                                "java.lang.AssertionError: \nEpisode [a × noop × seed 1] did not reach its target within 4 steps"))
                .containsExactly("Policy failed");
        assertThat(
                        categories(
                                "skipped",
                                "org.opentest4j.TestAbortedException: Episode [a × noop × seed 1] was aborted after 2 steps: ..."))
                .containsExactly("Environment failed");
        assertThat(categories("broken", "dev.simarena.cluster.EnvironmentException: Driver [x] never started."))
                .containsExactly("Environment failed");
        assertThat(categories(
                        "broken",
                        "org.junit.jupiter.api.extension.ExtensionConfigurationException: Trace [x] cannot be read"))
                .containsExactly("Configuration wrong");
        assertThat(categories("failed", "dev.simarena.episode.UnknownRewardException: Reward [x] does not exist."))
                .containsExactly("Configuration wrong");
        assertThat(categories("broken", "java.lang.NullPointerException\n at Mine.test"))
                .isEmpty();
        assertThat(categories(
                        "broken",
                        "java.lang.NullPointerException\n\tat Mine.test\n\tSuppressed: dev.simarena.junit.Reproduction$Hint:"
                                + " Policy [mine] threw this. Mend the policy, or the test that asks it."))
                .containsExactly("Policy failed");
        assertThat(categories(
                        "broken",
                        "java.lang.StackOverflowError\n\tat Mine.act(Mine.java:1)\n\tat"
                                + " dev.simarena.episode.PolicyPlayer.act(PolicyPlayer.java:30)"))
                .containsExactly("Policy failed");
    }

    @Test
    void githubActions_getsTheTableAddedToTheSummaryOfTheJob() throws IOException {
        Path stepSummary = target.resolve("step-summary.md");
        Files.writeString(stepSummary, "before\n");

        write(Map.of("GITHUB_STEP_SUMMARY", stepSummary.toString()));

        assertThat(stepSummary)
                .hasContent("before\n"
                        + SummaryTableTests.table(SummaryTableTests.ROWS).markdown());
    }

    @Test
    void summaryOfTheJobThatCannotBeWritten_losesNoVerdict() throws IOException {
        List<String> troubles = RunReport.write(
                SummaryTableTests.table(SummaryTableTests.ROWS),
                new GateSummary(List.of()),
                run,
                results,
                Map.<String, String>of()::get,
                Map.of(
                        "GITHUB_STEP_SUMMARY",
                        target.resolve("nothing/summary.md").toString()));

        assertThat(troubles)
                .containsExactly(
                        ("Step summary [%s] cannot be written: no such file or folder. Let GITHUB_STEP_SUMMARY name a"
                                        + " file that can be, or leave it unset; no verdict depends on it.")
                                .formatted(target.resolve("nothing/summary.md")));
        assertThat(target.resolve("arena/latest-run.txt"))
                .hasContent("run-1\n"
                        + SummaryTableTests.table(SummaryTableTests.ROWS).text() + "\n" + troubles.get(0));
    }

    @Test
    void runWithNoEpisodes_isSummedUpToo() throws IOException {
        try (RunRecords records = RunRecords.create(target.resolve("arena"), "run-2")) {
            RunReport.write(records, results);
        }

        assertThat(target.resolve("arena/latest-run.txt")).hasContent("run-2\nNo episodes were played.");
    }

    private void write(Map<String, String> environment) {
        RunReport.write(
                SummaryTableTests.table(SummaryTableTests.ROWS),
                new GateSummary(List.of()),
                run,
                results,
                Map.<String, String>of()::get,
                environment);
    }

    /** Sort a failure as Allure does: by status, and by the stack trace as a whole. */
    private List<String> categories(String status, String trace) throws IOException {
        List<String> names = new ArrayList<>();
        for (JsonNode category :
                new ObjectMapper().readTree(results.resolve("categories.json").toFile())) {
            boolean matchesStatus = false;
            for (JsonNode matched : category.path("matchedStatuses")) {
                matchesStatus |= matched.textValue().equals(status);
            }
            Pattern pattern = Pattern.compile(category.path("traceRegex").textValue(), Pattern.DOTALL);
            if (matchesStatus && pattern.matcher(trace).matches()) {
                names.add(category.path("name").textValue());
            }
        }
        return names;
    }
}
