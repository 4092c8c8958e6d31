package dev.simarena.gate;

import java.util.Comparator;

/**
 * Tell batches apart: one for each test method, policy and reward.
 *
 * @param scenario name of the scenario
 * @param test class and method, for example {@code CpuScenario.podsBecomeReady}
 * @param policy name of the policy
 * @param reward name of the reward
 */
public record BatchKey(String scenario, String test, String policy, String reward) implements Comparable<BatchKey> {

    private static final Comparator<BatchKey> ORDER = Comparator.comparing(BatchKey::scenario)
            .thenComparing(BatchKey::test)
            .thenComparing(BatchKey::policy)
            .thenComparing(BatchKey::reward);

    /** Return the key of the same test and reward for another policy. */
    public BatchKey withPolicy(String other) {
        return new BatchKey(scenario, test, other, reward);
    }

    @Override
    public int compareTo(BatchKey other) {
        return ORDER.compare(this, other);
    }
}
