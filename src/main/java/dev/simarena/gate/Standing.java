package dev.simarena.gate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hold how a policy did over the traces of a batch.
 *
 * <p>The unit is the trace. An episode without a score counts as unsolved, as in {@link SolveRateGate}, and has no reward to
 * count. The limits are those of a two-sided interval of 95 %: the exact ones of Clopper and Pearson for the share solved,
 * Student's t for the mean reward, which takes two traces.
 *
 * @param rank 1 for the first; policies that did the same have the same
 * @param policy name of the policy
 * @param coverage what became of the planned episodes
 * @param traces number of traces planned
 * @param solved share of the planned episodes that were solved, {@code null} where none was planned
 * @param solvedAtLeast its lower limit, 0 where nothing is known
 * @param solvedAtMost its upper limit, 1 where nothing is known
 * @param reward mean total reward over the traces, {@code null} where no episode has a score
 * @param rewardAtLeast its lower limit, {@code null} for fewer than two traces with a score
 * @param rewardAtMost its upper limit, {@code null} for fewer than two traces with a score
 */
public record Standing(
        int rank,
        String policy,
        Coverage coverage,
        int traces,
        @Nullable Double solved,
        double solvedAtLeast,
        double solvedAtMost,
        @Nullable Double reward,
        @Nullable Double rewardAtLeast,
        @Nullable Double rewardAtMost) {

    /** Confidence of each limit, so that both hold with 95 %. */
    private static final double CONFIDENCE = 0.975;

    static Standing of(Batch batch) {
        double solved = 0;
        double open = 0;
        List<Double> rewards = new ArrayList<>();
        for (List<BatchEntry> trace : batch.byTrace().values()) {
            double scored =
                    trace.stream().filter(entry -> entry.fate().scored()).count();
            double won =
                    trace.stream().filter(entry -> entry.fate() == Fate.SOLVED).count();
            solved += won / trace.size();
            open += 1 - scored / trace.size();
            List<Double> scores = new ArrayList<>();
            trace.stream().map(Score.REWARD::of).forEach(score -> {
                if (score != null) {
                    scores.add(score);
                }
            });
            if (!scores.isEmpty()) {
                rewards.add(Mean.of(scores).mean());
            }
        }
        int traces = batch.byTrace().size();
        Mean mean = Mean.of(rewards);
        return new Standing(
                0,
                batch.key().policy(),
                batch.coverage(),
                traces,
                traces == 0 ? null : Double.valueOf(solved / traces),
                new Proportion(solved, traces).lower(CONFIDENCE),
                new Proportion(Math.min(traces, solved + open), traces).upper(CONFIDENCE),
                mean.size() == 0 ? null : Double.valueOf(mean.mean()),
                mean.size() < 2 ? null : Double.valueOf(mean.lower(CONFIDENCE)),
                mean.size() < 2 ? null : Double.valueOf(mean.upper(CONFIDENCE)));
    }

    Standing ranked(int place) {
        return new Standing(
                place,
                policy,
                coverage,
                traces,
                solved,
                solvedAtLeast,
                solvedAtMost,
                reward,
                rewardAtLeast,
                rewardAtMost);
    }

    /** Compare by share solved, then by mean reward; the better one is smaller, what is not known is the largest. */
    int compareScore(Standing other) {
        int shares = compare(solved, other.solved);
        return shares != 0 ? shares : compare(reward, other.reward);
    }

    private static int compare(@Nullable Double mine, @Nullable Double its) {
        if (mine == null || its == null) {
            return Boolean.compare(mine == null, its == null);
        }
        return Math.abs(mine - its) <= Figures.ROUNDING ? 0 : Double.compare(its, mine);
    }
}
