package dev.simarena.engine.autoscale;

import dev.simarena.engine.model.Autoscaler.Past;
import dev.simarena.engine.model.ScalingRules;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Bound how far one look may scale.
 *
 * <p>With rules of its own an autoscaler may go as far from the replicas at the start of a policy's period as the policy
 * says; without, up to the double, at least 4, and down at once. Source: {@code horizontal.go} of kube-controller-manager.
 */
final class ScalingLimits {

    private static final int LEAST_UP = 4;

    /**
     * Hold a bounded number and how it came to be.
     *
     * @param replicas bounded number
     * @param reason reason of the condition ScalingLimited
     * @param message message of that condition
     */
    record Limited(int replicas, String reason, String message) {

        private static Limited within(int replicas) {
            return new Limited(replicas, "DesiredWithinRange", "the desired count is within the acceptable range");
        }

        private static Limited tooMany(int replicas) {
            return new Limited(
                    replicas, "TooManyReplicas", "the desired replica count is more than the maximum replica count");
        }

        private static Limited tooFew(int replicas) {
            return new Limited(
                    replicas, "TooFewReplicas", "the desired replica count is less than the minimum replica count");
        }

        private static Limited tooFastUp(int replicas) {
            return new Limited(
                    replicas,
                    "ScaleUpLimit",
                    "the desired replica count is increasing faster than the maximum scale rate");
        }

        private static Limited tooFastDown(int replicas) {
            return new Limited(
                    replicas,
                    "ScaleDownLimit",
                    "the desired replica count is decreasing faster than the maximum scale rate");
        }
    }

    private ScalingLimits() {}

    /** Bound a number without rules of the autoscaler's own. */
    static Limited usual(int current, int desired, int least, int most) {
        int fastest = Math.max(2 * current, LEAST_UP);
        if (desired < least) {
            return Limited.tooFew(least);
        }
        if (desired > Math.min(most, fastest)) {
            return most > fastest ? Limited.tooFastUp(fastest) : Limited.tooMany(most);
        }
        return Limited.within(desired);
    }

    /** Bound a higher number. */
    static Limited up(
            int current, int desired, int most, ScalingRules rules, List<Past> added, List<Past> taken, long now) {
        int fastest = Math.max(current, upLimit(current, rules, added, taken, now));
        if (desired > Math.min(most, fastest)) {
            return most > fastest ? Limited.tooFastUp(fastest) : Limited.tooMany(most);
        }
        return Limited.within(desired);
    }

    /** Bound a lower number. */
    static Limited down(
            int current, int desired, int least, ScalingRules rules, List<Past> added, List<Past> taken, long now) {
        int fastest = Math.min(current, downLimit(current, rules, added, taken, now));
        if (desired < Math.max(least, fastest)) {
            return least < fastest ? Limited.tooFastDown(fastest) : Limited.tooFew(least);
        }
        return Limited.within(desired);
    }

    /** Return the highest number the policies allow; a percentage is rounded up. */
    static int upLimit(int current, ScalingRules rules, List<Past> added, List<Past> taken, long now) {
        boolean min = rules.select().equals("Min");
        int limit = min ? Integer.MAX_VALUE : Integer.MIN_VALUE;
        for (ScalingRules.Policy policy : rules.policies()) {
            int start = atStart(current, policy, added, taken, now);
            int proposed =
                    policy.percent() ? (int) Math.ceil(start * (1 + policy.value() / 100.0)) : start + policy.value();
            limit = min ? Math.min(limit, proposed) : Math.max(limit, proposed);
        }
        return rules.select().equals("Disabled") ? current : limit;
    }

    /** Return the lowest number the policies allow; a percentage is rounded down. */
    static int downLimit(int current, ScalingRules rules, List<Past> added, List<Past> taken, long now) {
        boolean min = rules.select().equals("Min");
        int limit = min ? Integer.MIN_VALUE : Integer.MAX_VALUE;
        for (ScalingRules.Policy policy : rules.policies()) {
            int start = atStart(current, policy, added, taken, now);
            int proposed = policy.percent() ? (int) (start * (1 - policy.value() / 100.0)) : start - policy.value();
            limit = min ? Math.max(limit, proposed) : Math.min(limit, proposed);
        }
        return rules.select().equals("Disabled") ? current : limit;
    }

    private static int atStart(int current, ScalingRules.Policy policy, List<Past> added, List<Past> taken, long now) {
        long since = now - TimeUnit.SECONDS.toMicros(policy.seconds());
        return current - sum(added, since) + sum(taken, since);
    }

    private static int sum(List<Past> changes, long since) {
        int sum = 0;
        for (Past change : changes) {
            sum += change.time() > since ? change.replicas() : 0;
        }
        return sum;
    }
}
