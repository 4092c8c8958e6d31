package dev.simarena.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Demand a mean total reward on traces like these.
 *
 * <p>The unit is the trace; several repetitions of one are averaged first. PASS where the lower limit of the t-interval
 * reaches the threshold, FAIL where the upper limit misses it. An episode without a score counts as the worst it could have
 * been for the one and as the best for the other, see {@link BoundedMean}.
 *
 * @param mean the threshold
 * @param confidence one-sided confidence of the limits, more than 0 and less than 1
 */
public record MeanRewardGate(double mean, double confidence) implements Gate {

    public MeanRewardGate {
        Checks.finite("mean", mean);
        Checks.share("confidence", confidence);
    }

    @Override
    public String title() {
        return "mean reward at least %s (%s)".formatted(Figures.number(mean), Figures.percent(confidence));
    }

    /** Rewards have no bounds a gate could know, so that the last repetition may still turn it. */
    @Override
    public boolean decided(Batch batch, int repetition) {
        return false;
    }

    @Override
    public Verdict judge(Batch batch) {
        Mean sample = Mean.of(means(batch));
        BoundedMean bounded = BoundedMean.of(batch);
        double lower = bounded.lower(confidence);
        double upper = bounded.upper(confidence);
        List<String> details = details(batch, sample, lower, upper);
        if (batch.coverage().tooFew()) {
            return Verdict.tooFew(this, batch, details);
        }
        if (lower >= mean - Figures.ROUNDING) {
            return Verdict.of(this, batch, Verdict.Outcome.PASS, GateMessages.rewardReached(lower, mean), details);
        }
        if (upper < mean - Figures.ROUNDING) {
            return Verdict.of(this, batch, Verdict.Outcome.FAIL, GateMessages.rewardMissed(upper, mean), details);
        }
        if (sample.lower(confidence) >= mean - Figures.ROUNDING || sample.upper(confidence) < mean - Figures.ROUNDING) {
            String reason = GateMessages.rewardsOpen(batch.coverage());
            return Verdict.of(this, batch, Verdict.Outcome.INCONCLUSIVE, reason, details);
        }
        OptionalInt needed = sample.stillNeeded(mean, confidence);
        return Verdict.of(this, batch, Verdict.Outcome.INCONCLUSIVE, GateMessages.rewardUnknown(needed), details)
                .needing(needed);
    }

    private List<String> details(Batch batch, Mean sample, double lower, double upper) {
        List<String> details = new ArrayList<>();
        details.add(
                sample.size() == 0
                        ? "reward:    no episode has one"
                        : "reward:    mean %s over %s; %s"
                                .formatted(
                                        Figures.number(sample.mean()),
                                        GateMessages.count(sample.size(), "trace"),
                                        Figures.limits(lower, upper, "", confidence)));
        details.addAll(GateMessages.noScore(batch, RewardBounds.of(batch)::text));
        return details;
    }

    private static List<Double> means(Batch batch) {
        List<Double> means = new ArrayList<>();
        for (List<BatchEntry> trace : batch.byTrace().values()) {
            double sum = 0;
            int scored = 0;
            for (BatchEntry entry : trace) {
                Double reward = entry.totalReward();
                if (reward != null) {
                    sum += reward;
                    scored++;
                }
            }
            if (scored > 0) {
                means.add(sum / scored);
            }
        }
        return means;
    }
}
