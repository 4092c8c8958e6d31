package dev.simarena.engine.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bound how fast a HorizontalPodAutoscaler scales in one direction.
 *
 * @param window seconds during which earlier recommendations still count, {@code null} for the controller's own
 * @param select {@code Max}, {@code Min} or {@code Disabled}
 * @param policies bounds of which one is chosen
 * @param tolerance relative change of usage that is ignored, {@code null} for the controller's own
 */
public record ScalingRules(
        @Nullable Integer window,
        String select,
        List<Policy> policies,
        @Nullable Double tolerance) {

    public ScalingRules {
        policies = List.copyOf(policies);
    }

    /**
     * Bound the change within a time.
     *
     * @param percent whether the value is a percentage of the replicas, else it is a number of pods
     * @param value most change
     * @param seconds time
     */
    public record Policy(boolean percent, int value, int seconds) {}

    /** Return the longest time any policy looks back, in seconds. */
    public int longestPeriod() {
        int longest = 0;
        for (Policy policy : policies) {
            longest = Math.max(longest, policy.seconds());
        }
        return longest;
    }
}
