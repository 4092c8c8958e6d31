package dev.simarena.report;

import dev.simarena.episode.RecordsJson;
import dev.simarena.episode.SummaryRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Show how each scenario and policy did in a run, as an aligned table or as Markdown. */
final class SummaryTable {

    private static final List<String> HEADERS = List.of(
            "scenario", "policy", "reward", "episodes", "solved", "aborted", "mean reward", "mean steps", "wall time");

    private final List<SummaryRow> rows;
    private final Duration wall;
    private final List<String> configurationErrors;

    /** Show rows; the wall time of all is not their sum, since episodes play at once. */
    SummaryTable(List<SummaryRow> rows, Duration wall, List<String> configurationErrors) {
        this.rows = List.copyOf(rows);
        this.wall = wall;
        this.configurationErrors = List.copyOf(configurationErrors);
    }

    List<SummaryRow> rows() {
        return rows;
    }

    /** Return the table as text without a line break at its end. */
    String text() {
        return text(HEADERS.size());
    }

    /** Return the table without the wall time; equal runs give equal text. */
    String textWithoutWallTime() {
        return text(HEADERS.size() - 1);
    }

    private String text(int columns) {
        return String.join("\n", errorsBelow(rows.isEmpty() ? List.of(RunMessages.NO_EPISODES) : lines(columns)));
    }

    private List<String> errorsBelow(List<String> above) {
        if (configurationErrors.isEmpty()) {
            return above;
        }
        List<String> lines = new ArrayList<>(above);
        lines.add(RunMessages.configurationErrors(configurationErrors));
        return lines;
    }

    private List<String> lines(int columns) {
        TextTable table = new TextTable();
        for (int i = 0; i < columns; i++) {
            table.column(HEADERS.get(i), i < 3 ? TextTable.Align.LEFT : TextTable.Align.RIGHT, i == 0 ? "" : "  ");
        }
        rows.forEach(row -> table.row(cells(row).subList(0, columns)));
        table.row(cells(total()).subList(0, columns));
        List<String> lines = new ArrayList<>(table.lines());
        String rule = "-".repeat(lines.stream().mapToInt(String::length).max().orElse(0));
        lines.add(1, rule);
        lines.add(lines.size() - 1, rule);
        return lines;
    }

    /** Return the table as GitHub-flavored Markdown with a heading. */
    String markdown() {
        List<String> lines = new ArrayList<>(List.of("### Sim-Arena", ""));
        if (rows.isEmpty()) {
            lines.add(RunMessages.NO_EPISODES);
        } else {
            lines.add(markdownRow(HEADERS));
            lines.add("| --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |");
            rows.forEach(row -> lines.add(markdownRow(cells(row))));
            lines.add(markdownRow(cells(total()).stream()
                    .map(cell -> cell.isEmpty() ? "" : "**" + cell + "**")
                    .toList()));
        }
        if (!configurationErrors.isEmpty()) {
            lines.add("");
        }
        return String.join("\n", errorsBelow(lines)) + "\n";
    }

    private static String markdownRow(List<String> cells) {
        return cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static List<String> cells(SummaryRow row) {
        return List.of(
                row.scenario(),
                row.policy(),
                row.reward(),
                Integer.toString(row.episodes()),
                Integer.toString(row.solved()),
                Integer.toString(row.aborted()),
                mean(row.meanReward()),
                mean(row.meanSteps()),
                EpisodeWords.decimals(row.wall().toMillis() / 1000.0, 2) + " s");
    }

    private static String mean(@Nullable Double value) {
        return value == null ? "–" : EpisodeWords.decimals(value, 2);
    }

    private SummaryRow total() {
        return new SummaryRow(
                "total",
                "",
                "",
                sum(SummaryRow::episodes),
                sum(SummaryRow::solved),
                sum(SummaryRow::aborted),
                sameReward() ? mean(SummaryRow::meanReward) : null,
                mean(SummaryRow::meanSteps),
                wall);
    }

    /** Rewards of different functions have no common mean. */
    private boolean sameReward() {
        return rows.stream().map(SummaryRow::reward).distinct().count() == 1;
    }

    private int sum(ToIntFunction<SummaryRow> count) {
        return rows.stream().mapToInt(count).sum();
    }

    private @Nullable Double mean(Function<SummaryRow, @Nullable Double> mean) {
        double sum = 0;
        int scored = 0;
        for (SummaryRow row : rows) {
            Double value = mean.apply(row);
            int weight = row.episodes() - row.aborted();
            if (value != null) {
                sum += value * weight;
                scored += weight;
            }
        }
        return scored == 0 ? null : Double.valueOf(RecordsJson.rounded(sum / scored));
    }
}
