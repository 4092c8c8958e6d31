package dev.simarena.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.episode.ConfigurationException;
import dev.simarena.episode.RecordsJson;
import dev.simarena.gate.Judgement;
import dev.simarena.gate.Verdict;
import dev.simarena.junit.ArenaSettings;
import dev.simarena.report.AllureCommand;
import dev.simarena.report.ShardMerge;
import dev.simarena.report.history.HistoryFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Merge what shards left, and judge the gates over all of it. */
@Command(
        name = "merge",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Merge the runs of shards: records, batches, Allure results and history;"
                    + " judge every gate over the whole, print table and verdicts, and make the report."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every gate passes, and no test of a shard failed",
            "1:a gate does not pass, or a test of a shard failed",
            "2:nothing was judged: a shard is missing or there twice, two shards differ in an episode,"
                    + " or a folder cannot be read; or all is green, but the history cannot be written"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  for shard in 1 2; do mvn verify -Darena.shard=$shard/2 \\",
            "    -Darena.records=target/shard-$shard/arena \\",
            "    -Dresults.folder=target/shard-$shard/allure-results; done",
            "  arena merge target/shard-*",
            "  arena merge --out target/all --json shards/*"
        })
final class MergeCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "DIR",
            description = "what a shard left: a folder with target/arena or arena, or the folder of a run; globs too")
    private List<String> folders = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "where records, results and report go (default: ${DEFAULT-VALUE})")
    private Path out = Path.of("target/merged");

    @Option(names = "--results", paramLabel = "DIR", description = "the merged Allure results (default: in --out)")
    private @Nullable Path results;

    @Option(
            names = "--history",
            paramLabel = "FILE",
            description =
                    "the history that gets the lines of the shards, none for no history (default: ${DEFAULT-VALUE})")
    private Path history = Path.of(ArenaSettings.DEFAULT_HISTORY);

    @Option(names = "--allure", paramLabel = "DIR", description = "where Allure is installed (default: as Maven does)")
    private Path allure = AllureCommand.defaultHome();

    @Option(names = "--no-report", description = "make no HTML report")
    private boolean noReport;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        List<ShardFolder> shards = ShardFolder.all(folders);
        Path merged = free(out.resolve("arena"));
        Path mergedResults = results == null ? out.resolve("allure-results") : results;
        ShardMerge merge = ShardMerge.of(
                shards.stream().map(ShardFolder::run).toList(),
                shards.stream()
                        .map(ShardFolder::results)
                        .flatMap(Optional::stream)
                        .toList(),
                merged,
                mergedResults,
                System.getenv());
        Optional<String> lost = addHistory(shards);
        String report = noReport ? null : report(mergedResults);
        PrintWriter printer = spec.commandLine().getOut();
        if (json) {
            printer.print(new String(RecordsJson.pretty(json(merge, report)), StandardCharsets.UTF_8));
        } else {
            printer.print(merge.text());
            if (merge.failedTests() > 0) {
                printer.println(CliMessages.failedTests(
                        merge.failedTests(), merge.runs().failedTests()));
            }
            printer.println("Records: " + merged);
            if (report != null) {
                printer.println(report);
            }
        }
        printer.flush();
        PrintWriter errors = spec.commandLine().getErr();
        merge.troubles().forEach(errors::println);
        lost.ifPresent(errors::println);
        if (merge.red()) {
            return ExitCode.RED;
        }
        return lost.isPresent() ? ExitCode.WRONG : ExitCode.GREEN;
    }

    /** Say why the history could not be written, if so; the verdicts are printed first. */
    private Optional<String> addHistory(List<ShardFolder> shards) {
        if (history.toString().equals(ArenaSettings.NO_HISTORY)) {
            return Optional.empty();
        }
        try {
            new HistoryFile(history)
                    .merge(shards.stream()
                            .map(ShardFolder::history)
                            .flatMap(Optional::stream)
                            .toList());
            return Optional.empty();
        } catch (ConfigurationException | UncheckedIOException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    private String report(Path mergedResults) {
        try {
            return new AllureCommand(allure).report(mergedResults, out.resolve("arena-report/index.html"));
        } catch (UncheckedIOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** Records are never overwritten. */
    private static Path free(Path parent) {
        int number = 1;
        while (Files.exists(parent.resolve("merged-" + number))) {
            number++;
        }
        return parent.resolve("merged-" + number);
    }

    private static ObjectNode json(ShardMerge merge, @Nullable String report) throws IOException {
        ObjectNode json = RecordsJson.object();
        json.put("red", merge.red());
        json.put("records", merge.folder().toString());
        json.put("report", report);
        json.put("failed_tests", merge.failedTests());
        ArrayNode failed = json.putArray("failed");
        merge.runs().failedTests().forEach(failed::add);
        ArrayNode gates = json.putArray("gates");
        for (Judgement gate : merge.gates()) {
            Verdict verdict = gate.verdict();
            ObjectNode one = gates.addObject();
            one.put("scenario", gate.batch().scenario());
            one.put("test", gate.batch().test());
            one.put("policy", gate.batch().policy());
            one.put("reward_name", gate.batch().reward());
            one.put("gate", gate.gate().title());
            one.put("outcome", verdict == null ? null : verdict.outcome().name());
            one.put("reason", verdict == null ? null : verdict.reason());
            one.put("red", gate.red());
        }
        json.set(
                "summary",
                new ObjectMapper()
                        .readTree(merge.folder().resolve("summary.json").toFile()));
        return json;
    }
}
