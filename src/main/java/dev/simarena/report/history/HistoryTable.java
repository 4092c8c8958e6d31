package dev.simarena.report.history;

import dev.simarena.report.TextTable;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Show histories as an aligned table: what fails first, the oldest failure on top. */
public final class HistoryTable {

    private static final int SHORT_COMMIT = 10;

    private HistoryTable() {}

    /** Return the lines, each with a line break, and below them how many fail. */
    public static String text(List<EpisodeHistory> histories) {
        TextTable table = new TextTable();
        List.of("scenario", "test", "trace", "policy", "reward")
                .forEach(name -> table.column(name, TextTable.Align.LEFT, name.equals("scenario") ? "" : "  "));
        List.of("runs", "failed", "flap rate").forEach(name -> table.column(name, TextTable.Align.RIGHT, "  "));
        List.of("fails since", "last good").forEach(name -> table.column(name, TextTable.Align.LEFT, "  "));
        histories.stream()
                .sorted((one, other) -> Integer.compare(other.failingRuns(), one.failingRuns()))
                .forEach(history -> table.row(cells(history)));
        long failing = histories.stream().filter(EpisodeHistory::failing).count();
        return String.join("\n", table.lines())
                + "\n\n%d of %s fail.\n"
                        .formatted(failing, histories.size() == 1 ? "1 episode" : histories.size() + " episodes");
    }

    private static List<String> cells(EpisodeHistory history) {
        HistoryKey key = history.key();
        Double rate = history.flapRate();
        HistoryRun since = history.failingSince();
        return List.of(
                key.scenario(),
                key.test(),
                key.trace() + (key.repetition() == 0 ? "" : " [repetition %d]".formatted(key.repetition())),
                key.policy(),
                key.reward(),
                Integer.toString(history.results().size()),
                Integer.toString(history.failed()),
                rate == null ? "–" : String.format(Locale.ROOT, "%.0f %%", rate * 100),
                since == null
                        ? "–"
                        : "%s, %s"
                                .formatted(
                                        history.failingRuns() == 1 ? "1 run" : history.failingRuns() + " runs",
                                        run(since)),
                run(history.lastGood()));
    }

    private static String run(@Nullable HistoryRun run) {
        if (run == null) {
            return "–";
        }
        String commit = run.commit();
        String where = commit == null ? run.id() : commit.substring(0, Math.min(SHORT_COMMIT, commit.length()));
        return "%s (%s)".formatted(run.time().replaceFirst("\\.\\d+Z$", "Z"), where);
    }
}
