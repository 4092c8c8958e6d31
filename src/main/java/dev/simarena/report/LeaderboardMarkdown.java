package dev.simarena.report;

import dev.simarena.gate.Leaderboard;
import java.util.List;
import java.util.stream.Collectors;

/** Write leaderboards as GitHub-flavored Markdown. */
final class LeaderboardMarkdown {

    private LeaderboardMarkdown() {}

    static String of(List<Leaderboard> boards) {
        StringBuilder page = new StringBuilder("# Leaderboard\n");
        for (Leaderboard board : boards) {
            page.append("\n## ").append(LeaderboardCells.title(board)).append("\n\n");
            page.append(row(LeaderboardCells.HEADERS));
            page.append("| ---: | --- | ---: | ---: | --- | ---: | --- | ---: | ---: | ---: |\n");
            board.standings().forEach(standing -> page.append(row(LeaderboardCells.of(standing))));
        }
        return page.append("\n").append(LeaderboardCells.NOTES).append("\n").toString();
    }

    private static String row(List<String> cells) {
        return cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
