package dev.simarena.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Demand a mean total reward on traces like these.
 *
 * <p>The unit is the trace; several repetitions of one are averaged first. PASS where the lower limit of the t-interval
 * reaches the threshold, FAIL where the upper limit misses it. An episode without a score has no reward to count.
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
        double lower = sample.lower(confidence);
        double upper = sample.upper(confidence);
        List<String> details = List.of("reward:    mean %s over %s; at least %s and at most %s, each with %s confidence"
                .formatted(
                        Figures.number(sample.mean()),
                        GateMessages.count(sample.size(), "trace"),
                        Figures.number(lower),
                        Figures.number(upper),
                        Figures.percent(confidence)));
        if (batch.coverage().tooFew()) {
            return Verdict.tooFew(this, batch, details);
        }
        if (lower >= mean - Figures.ROUNDING) {
            return Verdict.of(this, batch, Verdict.Outcome.PASS, GateMessages.rewardReached(lower, mean), details);
        }
        if (upper < mean - Figures.ROUNDING) {
            return Verdict.of(this, batch, Verdict.Outcome.FAIL, GateMessages.rewardMissed(upper, mean), details);
        }
        OptionalInt needed = sample.stillNeeded(mean, confidence);
        return Verdict.of(this, batch, Verdict.Outcome.INCONCLUSIVE, GateMessages.rewardUnknown(needed), details)
                .needing(needed);
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
