package dev.simarena.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.simarena.episode.EpisodeOutcome;
import dev.simarena.report.history.HistoryEntry;
import dev.simarena.report.history.HistoryFile;
import dev.simarena.report.history.HistoryKey;
import dev.simarena.report.history.HistoryRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryCommandTests {

    @TempDir
    Path folder;

    @Test
    void table_tellsAgeFirstBadRunAndFlapRate() {
        runs("cpu-slight.msgpack", "PFFP");
        runs("cpu-heavy.msgpack", "PPFF");
        runs("cpu-new.msgpack", "P");

        Output output = history();

        assertThat(output.exit()).isZero();
        assertThat(output.out())
                .isEqualTo("""
                        scenario  test               trace               policy  reward   runs  failed  flap rate  fails since                                 last good
                        cpu       CpuScenario.plays  cpu-heavy.msgpack   noop    gradual     4       2       33 %  2 runs, 2026-01-03T00:00:00Z (c300000000)  2026-01-02T00:00:00Z (c200000000)
                        cpu       CpuScenario.plays  cpu-new.msgpack     noop    gradual     1       0          –  –                                           2026-01-01T00:00:00Z (c100000000)
                        cpu       CpuScenario.plays  cpu-slight.msgpack  noop    gradual     4       2       67 %  –                                           2026-01-04T00:00:00Z (c400000000)

                        1 of 3 episodes fail.
                        """.replace("                                 last", "                                last")
                        .replace(
                                "–                                           2026",
                                "–                                          2026"));
    }

    @Test
    void json_tellsTheSame() throws IOException {
        runs("cpu-heavy.msgpack", "PPFF");
        Files.writeString(folder.resolve("history.jsonl"), "{\"torn", StandardOpenOption.APPEND);

        JsonNode json = new ObjectMapper().readTree(history("--json").out());

        assertThat(json.path("unreadable_lines").intValue()).isEqualTo(1);
        assertThat(json.path("episodes")).hasSize(1);
        assertThat(json.path("episodes").path(0).toString())
                .isEqualTo("{\"scenario\":\"cpu\",\"test\":\"CpuScenario.plays\",\"trace\":\"cpu-heavy.msgpack\","
                        + "\"policy\":\"noop\",\"reward_name\":\"gradual\",\"repetition\":0,\"runs\":4,\"failed\":2,"
                        + "\"failing\":true,\"failing_runs\":2,\"first_bad\":{\"run\":\"run-3\","
                        + "\"time\":\"2026-01-03T00:00:00Z\",\"commit\":\"c30000000000\",\"branch\":null},"
                        + "\"last_good\":{\"run\":\"run-2\",\"time\":\"2026-01-02T00:00:00Z\","
                        + "\"commit\":\"c20000000000\",\"branch\":null},\"flaps\":1,\"flap_rate\":0.3333333333333333}");
    }

    @Test
    void filters_narrow_andOneThatMatchesNothingIsAMistake() {
        runs("cpu-heavy.msgpack", "PF");
        runs("cpu-slight.msgpack", "PP");

        assertThat(history("--failing").out()).contains("cpu-heavy").doesNotContain("cpu-slight");
        assertThat(history("--trace", "*-slight*").out()).contains("cpu-slight").doesNotContain("cpu-heavy");
        assertThat(history("--scenario", "c*", "--policy", "noop").out()).contains("1 of 2 episodes fail.");

        Output wrong = history("--policy", "nop");
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.err())
                .isEqualTo(
                        "Option [--policy nop] matches nothing in the history. Did you mean [noop]? Available: noop\n");
        Output noGlob = history("--trace", "[");
        assertThat(noGlob.exit()).isEqualTo(2);
        assertThat(noGlob.err())
                .isEqualTo(
                        "Option [--trace [] is no glob: missing ']. Correct it, or put a backslash before what is meant"
                                + " literally.\n");
    }

    @Test
    void fileThatIsNamedAndNotThere_isAMistake() {
        Output output = history();

        assertThat(output.exit()).isEqualTo(2);
        assertThat(output.out()).isEmpty();
        assertThat(output.err())
                .isEqualTo(("Option [--file %s] names no file. Name one that runs wrote, or leave it out for"
                                + " arena-history/history.jsonl.\n")
                        .formatted(folder.resolve("history.jsonl")));
    }

    @Test
    void historyWithoutRuns_isNoMistake() throws IOException {
        Files.createFile(folder.resolve("history.jsonl"));
        Output output = history("--failing", "--trace", "cpu-*");

        assertThat(output.exit()).isZero();
        assertThat(output.out())
                .isEqualTo("History [%s] holds no run yet. Play one: mvn verify.\n"
                        .formatted(folder.resolve("history.jsonl")));
        assertThat(history("--json").out()).contains("\"episodes\" : [ ]");
    }

    @Test
    void help_hasExamplesAndExitCodes() {
        for (String command : List.of("history", "merge")) {
            Output help = Output.of(command, "--help");
            assertThat(help.exit()).isZero();
            assertThat(help.out()).contains("Examples:").contains("Exit codes:").contains("arena " + command);
        }
        assertThat(Output.of("--help").out()).contains("history").contains("merge");
        assertThat(Output.of("--version").out()).startsWith("arena ");
        assertThat(Output.of("help", "merge").out()).contains("arena merge target/shard-*");
    }

    @Test
    void help_fitsIntoATerminalAndBreaksNoExample() {
        for (String command : List.of("history", "merge")) {
            String help = Output.of(command, "--help").out();
            assertThat(help.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
            for (String example : Arena.commandLine()
                    .getSubcommands()
                    .get(command)
                    .getCommandSpec()
                    .usageMessage()
                    .footer()) {
                assertThat(help.lines()).contains(example);
            }
        }
    }

    @Test
    void wrongUsage_isToldInOneSentenceWithWhatToDo() {
        assertThat(wrong("histroy"))
                .isEqualTo(
                        "Command [histroy] does not exist. Did you mean [history]? Available: clean, explain, help, history, merge, preflight, trace.");
        assertThat(wrong("help", "histroy")).isEqualTo(wrong("histroy"));
        assertThat(wrong()).isEqualTo("Command [arena] needs a subcommand. See arena --help.");
        assertThat(wrong("history", "--falling"))
                .isEqualTo(
                        "Option [--falling] does not exist. Did you mean [--failing]? Available: --failing, --file, --help,"
                                + " --json, --policy, --scenario, --trace, --version, -V, -h. See arena history --help.");
        assertThat(wrong("history", "cpu"))
                .isEqualTo("Argument [cpu] is one too many. Leave it out, or see arena history --help.");
        assertThat(wrong("history", "--file"))
                .isEqualTo("Option [--file] has no value. Give it FILE, as arena history --help shows.");
        assertThat(wrong("history", "--file", "a", "--file", "b"))
                .isEqualTo("Option [--file] is given twice. Give it once.");
        assertThat(wrong("history", "--json=perhaps"))
                .isEqualTo("Option [--json] does not take [perhaps]. See arena history --help.");
        assertThat(wrong("merge")).isEqualTo("Argument [DIR] is missing. Give it, as arena merge --help shows.");
    }

    private static String wrong(String... arguments) {
        Output output = Output.of(arguments);
        assertThat(output.exit()).isEqualTo(2);
        assertThat(output.out()).isEmpty();
        assertThat(output.err()).endsWith("\n");
        return output.err().stripTrailing();
    }

    private Output history(String... options) {
        List<String> arguments = new java.util.ArrayList<>(
                List.of("history", "--file", folder.resolve("history.jsonl").toString()));
        arguments.addAll(List.of(options));
        return Output.of(arguments.toArray(String[]::new));
    }

    private void runs(String trace, String results) {
        for (int i = 0; i < results.length(); i++) {
            boolean passed = results.charAt(i) == 'P';
            int number = i + 1;
            new HistoryFile(folder.resolve("history.jsonl"))
                    .append(List.of(new HistoryEntry(
                            new HistoryRun(
                                    "run-" + number,
                                    "2026-01-0%dT00:00:00Z".formatted(number),
                                    "c%d0000000000".formatted(number),
                                    null),
                            new HistoryKey("cpu", "CpuScenario.plays", trace, "noop", "gradual", 0),
                            0,
                            passed ? HistoryEntry.Status.PASSED : HistoryEntry.Status.FAILED,
                            passed ? EpisodeOutcome.SOLVED : EpisodeOutcome.UNSOLVED,
                            1,
                            0.0,
                            null)));
        }
    }
}
