package dev.simarena.report;

import dev.simarena.gate.Comparison;
import dev.simarena.gate.PairedTrace;

/** List what two policies did on each trace, the worst for the candidate first, as CSV, which reports show as a table. */
final class ComparisonTable {

    private ComparisonTable() {}

    static String csv(Comparison comparison) {
        StringBuilder csv = new StringBuilder();
        row(csv, "trace", comparison.candidate().policy(), comparison.baseline().policy(), "difference", "pairs");
        for (PairedTrace trace : comparison.traces()) {
            row(
                    csv,
                    trace.trace(),
                    EpisodeWords.decimals(trace.candidate(), 4),
                    EpisodeWords.decimals(trace.baseline(), 4),
                    EpisodeWords.decimals(trace.difference(), 4),
                    Integer.toString(trace.pairs()));
        }
        return csv.toString();
    }

    private static void row(StringBuilder csv, String... cells) {
        for (int i = 0; i < cells.length; i++) {
            csv.append(i == 0 ? "" : ",").append(quotedWhereNeeded(cells[i]));
        }
        csv.append('\n');
    }

    /** Quote as RFC 4180 does. */
    private static String quotedWhereNeeded(String cell) {
        return cell.matches("[^\",\\r\\n]*") ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
    }
}
