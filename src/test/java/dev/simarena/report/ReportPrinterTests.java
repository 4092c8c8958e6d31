package dev.simarena.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Inflater;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportPrinterTests {

    @TempDir
    Path project;

    private Path made = Path.of("");
    private Path shown = Path.of("");
    private Path latestRun = Path.of("");
    private Path history = Path.of("");
    private final Map<String, String> settings = new HashMap<>();

    @BeforeEach
    void paths() {
        made = project.resolve("target/allure-maven/index.html");
        shown = project.resolve("target/arena-report/index.html");
        latestRun = project.resolve("target/arena/latest-run.txt");
        history = project.resolve("allure-results/history");
    }

    @Test
    void reportAndSummary_printsTheTableAndTheAddressLast() throws IOException {
        write(latestRun, "run-1\nscenario  policy\ncpu       noop\n");
        write(made, html("[1]"));

        List<String> lines = print();

        assertThat(lines)
                .containsExactly(
                        "",
                        "scenario  policy",
                        "cpu       noop",
                        "",
                        "Report: file://" + shown.toUri().getRawPath());
        assertThat(shown).exists();
    }

    @Test
    void noEpisodes_saysSoAndStillNamesTheReport() throws IOException {
        write(made, html("[1]"));

        assertThat(print())
                .containsExactly(
                        "",
                        "No episodes were played.",
                        "",
                        "Report: file://" + shown.toUri().getRawPath());
    }

    @Test
    void noEpisodes_namesTheSettingsThatChooseTests() throws IOException {
        settings.put("groups", "nope");
        settings.put("it.test", "CpuScenari");
        write(made, html("[1]"));

        assertThat(print())
                .startsWith(
                        "",
                        "No episodes were played.",
                        "Setting [groups = nope] chooses no test that plays an episode. Correct it, or leave it out.",
                        "Setting [it.test = CpuScenari] chooses no test that plays an episode. Correct it, or leave it out.");

        write(latestRun, "run-1\ntable\n");
        assertThat(print()).startsWith("", "table", "");
    }

    @Test
    void noReport_saysSo() throws IOException {
        write(latestRun, "run-1\ntable\n");

        assertThat(print())
                .containsExactly(
                        "",
                        "table",
                        "",
                        "Report [%s] was not made. Look above for what Allure says, then run mvn verify again."
                                .formatted(made));
        assertThat(shown).doesNotExist();
    }

    @Test
    void publishedReport_isTheSameButForTheAnalytics() throws IOException {
        write(made, html("[1]"));

        print();

        assertThat(Files.readString(made)).contains("googletagmanager");
        assertThat(Files.readString(shown))
                .isEqualTo(html("[1]")
                        .replace(
                                "    <script async src=\"https://www.googletagmanager.com/gtag/js?id=G-1\"></script>\n",
                                ""));
    }

    @Test
    void history_isKeptForTheNextReportAndReplacedByIt() throws IOException {
        write(made, html("[\"first run\"]"));
        print();
        assertThat(history.resolve("history-trend.json")).hasContent("[\"first run\"]");

        write(made, html("[\"second run\",\"first run\"]"));
        print();

        assertThat(history.resolve("history-trend.json")).hasContent("[\"second run\",\"first run\"]");
        assertThat(history.resolve("history.json")).hasContent("{}");
        try (var files = Files.list(history)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void largeReport_isPackedAndHoldsTheSameFiles() throws Exception {
        byte[] large = "0123456789 ".repeat(2_000_000).getBytes(StandardCharsets.UTF_8);
        String html = html("[1]")
                .replace(
                        "d('history/history.json'",
                        "d('data/large.txt','%s'),\n        d('history/history.json'"
                                .formatted(Base64.getEncoder().encodeToString(large)));
        write(made, html);

        print();

        String packed = Files.readString(shown);
        assertThat(packed).hasSizeLessThan(200_000).contains("</body>").doesNotContain("allSettled");
        Matcher loader = Pattern.compile("(?s)const index = (\\[.*?\\]);\n.*?atob\\(\"([^\"]*)\"\\)")
                .matcher(packed);
        assertThat(loader.find()).isTrue();
        assertThat(loader.group(1))
                .isEqualTo(
                        "[[\"widgets/history-trend.json\",3],[\"history/history-trend.json\",3],[\"data/large.txt\",%d],"
                                        .formatted(large.length)
                                + "[\"history/history.json\",2],[\"history/../evil.json\",2]]");
        Inflater inflater = new Inflater();
        inflater.setInput(Base64.getDecoder().decode(loader.group(2)));
        byte[] data = new byte[large.length + 10];
        assertThat(inflater.inflate(data)).isEqualTo(data.length);
        assertThat(new String(data, StandardCharsets.UTF_8))
                .isEqualTo("[1][1]" + new String(large, StandardCharsets.UTF_8) + "{}{}");
        assertThat(history.resolve("history-trend.json")).hasContent("[1]");
    }

    @Test
    void wrongNumberOfArguments_isAnError() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReportPrinter.main(new String[] {"index.html"}))
                .withMessageStartingWith("ReportPrinter [1 arguments] needs four.");
    }

    private List<String> print() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ReportPrinter(made, shown, latestRun, project.resolve("allure-results"), settings::get)
                .print(new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static void write(Path file, String content) throws IOException {
        Files.createDirectories(file.resolve("..").normalize());
        Files.writeString(file, content);
    }

    /** The parts of Allure 2.34.0's single file that matter here. */
    private static String html(String trend) {
        return """
                <body>
                    <script src="data:text/javascript;base64,AAAA"></script>
                    <script async src="https://www.googletagmanager.com/gtag/js?id=G-1"></script>
                    <script defer>
                      Promise.allSettled([
                        d('widgets/history-trend.json','%1$s'),
                        d('history/history-trend.json','%1$s'),
                        d('history/history.json','%2$s'),
                        d('history/../evil.json','%2$s'),
                      ]).then(function(){window.reportDataReady = true;})
                    </script>
                </body>
                """.formatted(base64(trend), base64("{}"));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
