package dev.simarena.gate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Demand that no episode has a smaller total reward. It is about the episodes that were played, not about others like
 * them, so it needs no interval. An episode without a score that could have had a smaller one makes it INCONCLUSIVE.
 *
 * @param min the threshold
 */
public record SmallestRewardGate(double min) implements Gate {

    public SmallestRewardGate {
        Checks.finite("min", min);
    }

    @Override
    public String title() {
        return "every reward at least %s".formatted(Figures.number(min));
    }

    /** Only a reward that is too small decides before the end. */
    @Override
    public boolean decided(Batch batch, int repetition) {
        return judge(batch).outcome() == Verdict.Outcome.FAIL;
    }

    @Override
    public Verdict judge(Batch batch) {
        List<BatchEntry> rewarded = new ArrayList<>(batch.entries().stream()
                .filter(entry -> entry.totalReward() != null)
                .toList());
        rewarded.sort(Comparator.comparingDouble(SmallestRewardGate::reward));
        List<BatchEntry> below = rewarded.stream()
                .filter(entry -> reward(entry) < min - Figures.ROUNDING)
                .toList();
        List<String> details = new ArrayList<>();
        if (!rewarded.isEmpty()) {
            BatchEntry smallest = rewarded.get(0);
            details.add("reward:    smallest %s (%s)".formatted(Figures.number(reward(smallest)), smallest.name()));
        }
        if (!below.isEmpty()) {
            details.add("below:     " + GateMessages.names(below));
        }
        RewardBounds bounds = RewardBounds.of(batch);
        details.addAll(GateMessages.noScore(batch, bounds::text));
        if (!below.isEmpty()) {
            return Verdict.of(this, batch, Verdict.Outcome.FAIL, GateMessages.rewardsBelow(below.size(), min), details);
        }
        if (batch.coverage().tooFew()) {
            return Verdict.tooFew(this, batch, details);
        }
        boolean open = batch.entries().stream().anyMatch(entry -> bounds.least(entry) < min - Figures.ROUNDING);
        return open
                ? Verdict.of(
                        this, batch, Verdict.Outcome.INCONCLUSIVE, GateMessages.rewardsOpen(batch.coverage()), details)
                : Verdict.of(
                        this, batch, Verdict.Outcome.PASS, GateMessages.rewardsAbove(rewarded.size(), min), details);
    }

    private static double reward(BatchEntry entry) {
        return Objects.requireNonNull(entry.totalReward());
    }
}
