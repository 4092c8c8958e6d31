package dev.simarena.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Align text in columns. */
public final class TextTable {

    /** Where the text of a column stands. */
    public enum Align {
        /** At the left, as words. */
        LEFT,
        /** At the right, as numbers. */
        RIGHT
    }

    private record Column(String header, Align align, String gap) {}

    private final List<Column> columns = new ArrayList<>();
    private final List<@Nullable List<String>> rows = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();

    /** Add a column; {@code gap} stands before it. */
    public TextTable column(String header, Align align, String gap) {
        columns.add(new Column(header, align, gap));
        return this;
    }

    /** Add a row with one cell per column. */
    public void row(List<String> cells) {
        rows.add(List.copyOf(cells));
        texts.add("");
    }

    /** Add a line that keeps to no column. */
    public void text(String line) {
        rows.add(null);
        texts.add(line);
    }

    /** Return header and rows, without trailing blanks. */
    public List<String> lines() {
        int[] widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = columns.get(i).header().length();
            for (List<String> row : rows) {
                widths[i] =
                        row == null ? widths[i] : Math.max(widths[i], row.get(i).length());
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add(line(columns.stream().map(Column::header).toList(), widths));
        for (int i = 0; i < rows.size(); i++) {
            List<String> row = rows.get(i);
            lines.add(row == null ? texts.get(i) : line(row, widths));
        }
        return lines;
    }

    private String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            Column column = columns.get(i);
            String blanks = " ".repeat(widths[i] - cells.get(i).length());
            line.append(column.gap());
            line.append(column.align() == Align.LEFT ? cells.get(i) + blanks : blanks + cells.get(i));
        }
        return line.toString().stripTrailing();
    }
}
