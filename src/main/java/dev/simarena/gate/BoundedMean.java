package dev.simarena.gate;

import java.util.ArrayList;
import java.util.List;

/**
 * Bound a mean from a sample of which some values are known only to lie between two limits.
 *
 * <p>The lower limit is that of {@link Mean} for the smallest mean and the largest deviation that the values can have, the upper
 * one that for the largest mean: whatever the values are, Student's t for them has no wider limits. The largest deviation is
 * that from the middle of all, each value being as far from it as it can be. Where all values are known, the limits are
 * Student's t.
 *
 * @param least smallest that each value can be
 * @param most largest that each value can be, in the same order
 */
record BoundedMean(List<Double> least, List<Double> most) {

    BoundedMean {
        least = List.copyOf(least);
        most = List.copyOf(most);
    }

    /** Take the mean total reward of each trace. */
    static BoundedMean of(Batch batch) {
        RewardBounds bounds = RewardBounds.of(batch);
        List<Double> least = new ArrayList<>();
        List<Double> most = new ArrayList<>();
        for (List<BatchEntry> trace : batch.byTrace().values()) {
            least.add(Mean.of(trace.stream().map(bounds::least).toList()).mean());
            most.add(Mean.of(trace.stream().map(bounds::most).toList()).mean());
        }
        return new BoundedMean(least, most);
    }

    /** Return what the true mean is at least, with this confidence; negative infinity where nothing is known. */
    double lower(double confidence) {
        return known()
                ? new Mean(Mean.of(least).mean(), deviation(), least.size()).lower(confidence)
                : Double.NEGATIVE_INFINITY;
    }

    /** Return what the true mean is at most, with this confidence; infinity where nothing is known. */
    double upper(double confidence) {
        return known()
                ? new Mean(Mean.of(most).mean(), deviation(), most.size()).upper(confidence)
                : Double.POSITIVE_INFINITY;
    }

    private boolean known() {
        return least.stream().allMatch(Double::isFinite) && most.stream().allMatch(Double::isFinite);
    }

    private double deviation() {
        double middle = (Mean.of(least).mean() + Mean.of(most).mean()) / 2;
        double squares = 0;
        for (int i = 0; i < least.size(); i++) {
            double farthest = Math.max(Math.abs(least.get(i) - middle), Math.abs(most.get(i) - middle));
            squares += farthest * farthest;
        }
        return least.size() < 2 ? Double.NaN : Math.sqrt(squares / (least.size() - 1));
    }
}
