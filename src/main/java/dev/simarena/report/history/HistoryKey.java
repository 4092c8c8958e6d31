package dev.simarena.report.history;

import java.util.Comparator;

/**
 * Tell what is played from run to run: what the history of a test in the report follows from, too. Not the seed.
 *
 * @param scenario name of the scenario
 * @param test class and method
 * @param trace relative name of the trace
 * @param policy name of the policy
 * @param reward name of the reward
 * @param repetition 0 for the first
 */
public record HistoryKey(String scenario, String test, String trace, String policy, String reward, int repetition)
        implements Comparable<HistoryKey> {

    private static final Comparator<HistoryKey> ORDER = Comparator.comparing(HistoryKey::scenario)
            .thenComparing(HistoryKey::test)
            .thenComparing(HistoryKey::trace)
            .thenComparing(HistoryKey::policy)
            .thenComparing(HistoryKey::reward)
            .thenComparing(HistoryKey::repetition);

    @Override
    public int compareTo(HistoryKey other) {
        return ORDER.compare(this, other);
    }
}
