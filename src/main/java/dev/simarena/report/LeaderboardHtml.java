package dev.simarena.report;

import dev.simarena.gate.Leaderboard;
import dev.simarena.gate.Standing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Write leaderboards as an HTML page that needs nothing else, with a drawing of each interval. */
final class LeaderboardHtml {

    private static final int WIDTH = 140;

    private static final String HEAD = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <title>Leaderboard</title>
            <style>
            body { font-family: sans-serif; font-size: 14px; color: #3c4043; background: #fff; margin: 24px; }
            table { border-collapse: collapse; margin-bottom: 28px; }
            th, td { padding: 5px 10px; border-bottom: 1px solid #e4e7ea; text-align: right; white-space: nowrap; }
            th { font-weight: 600; border-bottom: 2px solid #9aa0a6; }
            .text { text-align: left; }
            p { max-width: 60em; color: #70757a; }
            </style>
            </head>
            <body>
            <h1>Leaderboard</h1>
            """;

    private LeaderboardHtml() {}

    static String of(List<Leaderboard> boards) {
        StringBuilder page = new StringBuilder(HEAD);
        boards.forEach(board -> table(page, board));
        return page.append("<p>")
                .append(escaped(LeaderboardCells.NOTES))
                .append("</p>\n</body>\n</html>\n")
                .toString();
    }

    private static void table(StringBuilder page, Leaderboard board) {
        double least = -1;
        double most = 1;
        for (Standing standing : board.standings()) {
            for (Double value : List.of(
                    or(standing.rewardAtLeast(), 0), or(standing.rewardAtMost(), 0), or(standing.reward(), 0))) {
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
        }
        page.append("<h2>").append(escaped(LeaderboardCells.title(board))).append("</h2>\n<table>\n<tr>");
        List<String> headers = LeaderboardCells.HEADERS;
        for (int i = 0; i < headers.size(); i++) {
            page.append(i == 1 ? "<th class=\"text\">" : "<th>")
                    .append(escaped(headers.get(i)))
                    .append("</th>");
            page.append(i == 4 || i == 6 ? "<th></th>" : "");
        }
        page.append("</tr>\n");
        for (Standing standing : board.standings()) {
            List<String> cells = LeaderboardCells.of(standing);
            page.append("<tr>");
            for (int i = 0; i < cells.size(); i++) {
                page.append(i == 1 ? "<td class=\"text\">" : "<td>")
                        .append(escaped(cells.get(i)))
                        .append("</td>");
                if (i == 4) {
                    page.append("<td>")
                            .append(interval(
                                    standing.solvedAtLeast(), standing.solved(), standing.solvedAtMost(), 0, 1))
                            .append("</td>");
                } else if (i == 6) {
                    double reward = or(standing.reward(), least);
                    page.append("<td>")
                            .append(interval(
                                    or(standing.rewardAtLeast(), reward),
                                    standing.reward(),
                                    or(standing.rewardAtMost(), reward),
                                    least,
                                    most))
                            .append("</td>");
                }
            }
            page.append("</tr>\n");
        }
        page.append("</table>\n");
    }

    private static double or(@Nullable Double value, double otherwise) {
        return value == null ? otherwise : value;
    }

    /** Draw limits as a line and the figure between them as a dot, within a range. */
    private static String interval(double lower, @Nullable Double value, double upper, double least, double most) {
        StringBuilder svg = new StringBuilder(
                "<svg width=\"%d\" height=\"14\" viewBox=\"-5 0 %d 14\">".formatted(WIDTH + 10, WIDTH + 10));
        line(svg, 0, WIDTH, "#e4e7ea", 1);
        line(svg, x(lower, least, most), x(upper, least, most), "#5b5bd6", 3);
        if (value != null) {
            svg.append("<circle cx=\"%s\" cy=\"7\" r=\"4.5\" fill=\"#2e8b57\"/>"
                    .formatted(EpisodeWords.decimals(x(value, least, most), 1)));
        }
        return svg.append("</svg>").toString();
    }

    private static void line(StringBuilder svg, double from, double to, String color, int width) {
        svg.append("<line x1=\"%s\" y1=\"7\" x2=\"%s\" y2=\"7\" stroke=\"%s\" stroke-width=\"%d\"/>"
                .formatted(EpisodeWords.decimals(from, 1), EpisodeWords.decimals(to, 1), color, width));
    }

    private static double x(double value, double least, double most) {
        return WIDTH * (value - least) / (most - least);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
