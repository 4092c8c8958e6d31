package dev.simarena.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.episode.ConfigurationException;
import dev.simarena.episode.RecordsJson;
import dev.simarena.junit.ArenaSettings;
import dev.simarena.report.history.EpisodeHistory;
import dev.simarena.report.history.HistoryFile;
import dev.simarena.report.history.HistoryKey;
import dev.simarena.report.history.HistoryRun;
import dev.simarena.report.history.HistoryTable;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tell since when what fails, the first bad run, and how often results flap. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Tell for each episode since when it fails, its first bad run, and how often its result flaps.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done, also where episodes fail", ExitCode.WRONG_TEXT},
        footerHeading = "%nExamples:%n",
        footer = {
            "  arena history",
            "  arena history --failing --scenario cpu",
            "  arena history --trace 'cpu-*' --policy noop --json"
        })
final class HistoryCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "the history (default: " + ArenaSettings.DEFAULT_HISTORY + ")")
    private @Nullable Path named;

    @Option(names = "--scenario", paramLabel = "GLOB", description = "only scenarios that match")
    private @Nullable String scenario;

    @Option(names = "--trace", paramLabel = "GLOB", description = "only traces that match")
    private @Nullable String trace;

    @Option(names = "--policy", paramLabel = "GLOB", description = "only policies that match")
    private @Nullable String policy;

    @Option(names = "--failing", description = "only what failed in its last run")
    private boolean failing;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Override
    public Integer call() {
        Path file = named == null ? Path.of(ArenaSettings.DEFAULT_HISTORY) : named;
        if (named != null && !Files.exists(file)) {
            throw new ConfigurationException(CliMessages.noHistoryFile(file));
        }
        HistoryFile.Content content = new HistoryFile(file).read();
        List<EpisodeHistory> all = EpisodeHistory.of(content.entries());
        List<EpisodeHistory> chosen = narrowed("--scenario", scenario, HistoryKey::scenario, all);
        chosen = narrowed("--trace", trace, HistoryKey::trace, chosen);
        chosen = narrowed("--policy", policy, HistoryKey::policy, chosen);
        if (failing) {
            chosen = chosen.stream().filter(EpisodeHistory::failing).toList();
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(new String(RecordsJson.pretty(json(chosen, content.unreadable())), StandardCharsets.UTF_8));
        } else {
            out.print(all.isEmpty() ? CliMessages.noHistory(file) + "\n" : HistoryTable.text(chosen));
            if (content.unreadable() > 0) {
                out.println(CliMessages.unreadableLines(content.unreadable()));
            }
        }
        out.flush();
        return ExitCode.GREEN;
    }

    /** A glob that matches nothing is a mistake, except in a history that has nothing. */
    private List<EpisodeHistory> narrowed(
            String option, @Nullable String glob, Function<HistoryKey, String> name, List<EpisodeHistory> all) {
        if (glob == null || all.isEmpty()) {
            return all;
        }
        Predicate<String> matcher = matcher(option, glob);
        List<EpisodeHistory> matching =
                all.stream().filter(one -> matcher.test(name.apply(one.key()))).toList();
        if (matching.isEmpty()) {
            TreeSet<String> names = new TreeSet<>();
            all.forEach(one -> names.add(name.apply(one.key())));
            throw new ConfigurationException(CliMessages.nothingMatches(option, glob, names));
        }
        return matching;
    }

    private static Predicate<String> matcher(String option, String glob) {
        try {
            var pattern = FileSystems.getDefault().getPathMatcher("glob:" + glob);
            return name -> pattern.matches(Path.of(name));
        } catch (PatternSyntaxException e) {
            throw new ConfigurationException(CliMessages.noGlob("Option [%s %s]".formatted(option, glob), e), e);
        }
    }

    private static ObjectNode json(List<EpisodeHistory> histories, int unreadable) {
        ObjectNode json = RecordsJson.object();
        ArrayNode episodes = json.putArray("episodes");
        for (EpisodeHistory history : histories) {
            HistoryKey key = history.key();
            ObjectNode episode = episodes.addObject();
            episode.put("scenario", key.scenario());
            episode.put("test", key.test());
            episode.put("trace", key.trace());
            episode.put("policy", key.policy());
            episode.put("reward_name", key.reward());
            episode.put("repetition", key.repetition());
            episode.put("runs", history.results().size());
            episode.put("failed", history.failed());
            episode.put("failing", history.failing());
            episode.put("failing_runs", history.failingRuns());
            run(episode, "first_bad", history.failingSince());
            run(episode, "last_good", history.lastGood());
            episode.put("flaps", history.flaps());
            episode.put("flap_rate", history.flapRate());
        }
        return json.put("unreadable_lines", unreadable);
    }

    private static void run(ObjectNode json, String name, @Nullable HistoryRun run) {
        if (run == null) {
            json.putNull(name);
        } else {
            json.putObject(name)
                    .put("run", run.id())
                    .put("time", run.time())
                    .put("commit", run.commit())
                    .put("branch", run.branch());
        }
    }
}
