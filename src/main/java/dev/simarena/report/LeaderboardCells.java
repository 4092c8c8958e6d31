package dev.simarena.report;

import dev.simarena.gate.Leaderboard;
import dev.simarena.gate.Standing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Write the cells of a leaderboard as text, defined for every number of episodes, 0 among them. */
final class LeaderboardCells {

    static final List<String> HEADERS = List.of(
            "rank", "policy", "traces", "solved", "95 %", "mean reward", "95 %", "episodes", "scored", "aborted");

    static final String NOTES =
            "Solved: share of the planned episodes, each trace counted once; an episode without a score is not solved."
                    + " Intervals: Clopper and Pearson's for the share, Student's t for the mean reward, over traces.";

    private static final String NONE = "–";

    private LeaderboardCells() {}

    static String title(Leaderboard board) {
        return board.scenario().isEmpty()
                ? "All scenarios, reward %s".formatted(board.reward())
                : "Scenario %s, %s, reward %s".formatted(board.scenario(), board.test(), board.reward());
    }

    static List<String> of(Standing standing) {
        return List.of(
                Integer.toString(standing.rank()),
                standing.policy(),
                Integer.toString(standing.traces()),
                number(standing.solved(), 3),
                "%s to %s"
                        .formatted(
                                EpisodeWords.decimals(standing.solvedAtLeast(), 3),
                                EpisodeWords.decimals(standing.solvedAtMost(), 3)),
                number(standing.reward(), 2),
                standing.rewardAtLeast() == null
                        ? NONE
                        : "%s to %s".formatted(number(standing.rewardAtLeast(), 2), number(standing.rewardAtMost(), 2)),
                Integer.toString(standing.coverage().planned()),
                Integer.toString(standing.coverage().scored()),
                Integer.toString(standing.coverage().aborted()));
    }

    private static String number(@Nullable Double value, int places) {
        return value == null ? NONE : EpisodeWords.decimals(value, places);
    }
}
