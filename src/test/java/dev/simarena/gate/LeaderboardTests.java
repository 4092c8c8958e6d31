package dev.simarena.gate;

import static dev.simarena.gate.Entries.entries;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class LeaderboardTests {

    @Test
    void policies_areRankedByShareSolved_thenByReward() {
        Leaderboard board = only(
                batch("a", entries().solved(2).unsolved(2)),
                batch("b", entries().solved(3).unsolved(1)),
                batch("c", entries().rewards(0.6, 0.6).unsolved(2)),
                batch("d", entries().solved(2).unsolved(2)));

        assertThat(board.standings()).extracting(Standing::policy).containsExactly("b", "c", "a", "d");
        assertThat(board.standings()).extracting(Standing::rank).containsExactly(1, 2, 3, 3);
        assertThat(board.standings()).extracting(Standing::solved).containsExactly(0.75, 0.5, 0.5, 0.5);
    }

    @Test
    void intervals_areThoseOfTheTables() {
        Standing standing = only(
                        batch("a", entries().solved(8).unsolved(2)),
                        batch("b", entries().rewards(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)))
                .standings()
                .get(1);

        // Clopper and Pearson for 8 of 10
        assertThat(standing.solvedAtLeast()).isCloseTo(0.4439, within(0.00005));
        assertThat(standing.solvedAtMost()).isCloseTo(0.9748, within(0.00005));
        Standing ten = only(
                        batch("a", entries().solved(8).unsolved(2)),
                        batch("b", entries().rewards(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)))
                .standings()
                .get(0);
        // t for 9 degrees and 97.5 %: 2.262
        assertThat(ten.rewardAtLeast()).isCloseTo(5.5 - 2.262 * 3.02765 / Math.sqrt(10), within(1e-3));
    }

    @Test
    void noEpisode_andOneEpisode_areDefined() {
        Leaderboard board = only(
                batch("none", entries()),
                batch("one", entries().solved(1)),
                batch("lost", entries().aborted(1)));

        assertThat(board.standings()).extracting(Standing::policy).containsExactly("one", "lost", "none");
        Standing one = board.standings().get(0);
        assertThat(one.solved()).isEqualTo(1);
        assertThat(one.solvedAtLeast()).isCloseTo(0.025, within(1e-9));
        assertThat(one.solvedAtMost()).isEqualTo(1);
        assertThat(one.reward()).isEqualTo(0.5);
        assertThat(one.rewardAtLeast()).isNull();
        Standing lost = board.standings().get(1);
        assertThat(lost.solved()).isZero();
        assertThat(lost.solvedAtLeast()).isZero();
        assertThat(lost.solvedAtMost()).isEqualTo(1);
        assertThat(lost.reward()).isNull();
        Standing none = board.standings().get(2);
        assertThat(none.solved()).isNull();
        assertThat(none.solvedAtLeast()).isZero();
        assertThat(none.solvedAtMost()).isEqualTo(1);
        assertThat(none.traces()).isZero();
    }

    @Test
    void aborted_stayInTheDenominator_andRaiseNothing() {
        Standing standing = only(
                        batch("a", entries().solved(8).aborted(2)),
                        batch("b", entries().solved(9).unsolved(1)))
                .standings()
                .get(1);

        assertThat(standing.policy()).isEqualTo("a");
        assertThat(standing.solved()).isEqualTo(0.8);
        assertThat(standing.solvedAtMost()).isEqualTo(1);
        assertThat(standing.coverage().aborted()).isEqualTo(2);
    }

    @Test
    void repetitions_areOneTrace() {
        Standing standing = only(
                        batch("a", entries().repeated("ssu").repeated("sss")),
                        batch("b", entries().repeated("uuu").repeated("uuu")))
                .standings()
                .get(0);

        assertThat(standing.traces()).isEqualTo(2);
        assertThat(standing.solved()).isCloseTo(5 / 6.0, within(1e-12));
        assertThat(standing.coverage().planned()).isEqualTo(6);
    }

    @Test
    void onePolicy_hasNoLeaderboard_andTestsAreApart() {
        assertThat(Leaderboard.of(List.of(batch("a", entries().solved(1))))).isEmpty();
        assertThat(Leaderboard.of(List.of())).isEmpty();

        Batch other = new Batch(
                new BatchKey("memory", "MemoryScenario.plays", "a", "gradual"),
                entries().unsolved(1).batch().entries());
        Batch another = new Batch(
                other.key().withPolicy("b"), entries().solved(1).batch().entries());
        List<Leaderboard> boards = Leaderboard.of(List.of(
                another,
                batch("b", entries().solved(3)),
                other,
                batch("a", entries().solved(3))));
        assertThat(boards).extracting(Leaderboard::scenario).containsExactly("", "cpu", "memory");
        assertThat(boards.get(0).standings()).extracting(Standing::policy).containsExactly("b", "a");
        assertThat(boards.get(0).standings()).extracting(Standing::traces).containsExactly(4, 4);
        assertThat(boards.get(0).standings()).extracting(Standing::solved).containsExactly(1.0, 0.75);

        Batch third = new Batch(
                other.key().withPolicy("c"), entries().solved(1).batch().entries());
        assertThat(Leaderboard.of(List.of(
                        another,
                        batch("b", entries().solved(3)),
                        other,
                        batch("a", entries().solved(3)),
                        third)))
                .extracting(Leaderboard::scenario)
                .containsExactly("cpu", "memory");
    }

    @Test
    void traceThatSeveralTestsPlay_isOneTraceOfAllTogether() {
        BatchKey second = new BatchKey("cpu", "CpuScenario.alsoPlays", "a", "gradual");
        List<Leaderboard> boards = Leaderboard.of(List.of(
                batch("a", entries().solved(3)),
                batch("b", entries().solved(3)),
                new Batch(second, entries().unsolved(3).batch().entries()),
                new Batch(second.withPolicy("b"), entries().unsolved(3).batch().entries())));

        Standing standing = boards.get(0).standings().get(0);
        assertThat(boards.get(0).scenario()).isEmpty();
        assertThat(standing.traces()).isEqualTo(3);
        assertThat(standing.solved()).isEqualTo(0.5);
        // 1.5 of 3, not 3 of 6
        assertThat(standing.solvedAtLeast()).isEqualTo(new Proportion(1.5, 3).lower(0.975));
        assertThat(standing.reward()).isCloseTo(-0.75, within(1e-12));
        assertThat(standing.coverage().planned()).isEqualTo(6);
    }

    private static Leaderboard only(Batch... batches) {
        List<Leaderboard> boards = Leaderboard.of(List.of(batches));
        assertThat(boards).hasSize(1);
        return boards.get(0);
    }

    private static Batch batch(String policy, Entries entries) {
        return new Batch(Entries.KEY.withPolicy(policy), entries.batch().entries());
    }
}
