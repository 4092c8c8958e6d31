package dev.simarena.gate;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hold one accepted result: a trace played by a policy in a test.
 *
 * @param test class and method
 * @param trace relative name of the trace
 * @param policy name of the policy
 * @param reward name of the reward
 * @param solved number of episodes that were solved
 * @param episodes number of episodes with a score
 * @param steps mean number of actions
 * @param totalReward mean total reward
 */
record BaselineLine(
        String test,
        String trace,
        String policy,
        String reward,
        int solved,
        int episodes,
        double steps,
        double totalReward) {

    private static final Pattern FORMAT = Pattern.compile(
            "(?<test>[^|]+) \\| (?<trace>.+) \\| (?<policy>[^|]+) \\| (?<reward>[^|]+) \\| solved (?<solved>\\d+)/(?<of>\\d+)"
                    + " \\| steps (?<steps>-?[0-9.]+) \\| return (?<return>-?[0-9.]+)");

    /** Sum up the episodes of one trace; empty where one of them has no score, so that nothing drops out. */
    static Optional<BaselineLine> of(BatchKey key, String trace, List<BatchEntry> entries) {
        int solved = 0;
        int episodes = 0;
        long steps = 0;
        double total = 0;
        for (BatchEntry entry : entries) {
            Double reward = entry.totalReward();
            if (reward == null) {
                return Optional.empty();
            }
            episodes++;
            solved += entry.fate() == Fate.SOLVED ? 1 : 0;
            steps += entry.steps();
            total += reward;
        }
        return Optional.of(new BaselineLine(
                key.test(),
                trace,
                key.policy(),
                key.reward(),
                solved,
                episodes,
                (double) steps / episodes,
                total / episodes));
    }

    static Optional<BaselineLine> parse(String text) {
        Matcher matcher = FORMAT.matcher(text);
        try {
            return matcher.matches()
                    ? Optional.of(new BaselineLine(
                            matcher.group("test"),
                            matcher.group("trace"),
                            matcher.group("policy"),
                            matcher.group("reward"),
                            Integer.parseInt(matcher.group("solved")),
                            Integer.parseInt(matcher.group("of")),
                            new BigDecimal(matcher.group("steps")).doubleValue(),
                            new BigDecimal(matcher.group("return")).doubleValue()))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    boolean isOf(BatchKey key) {
        return test.equals(key.test()) && policy.equals(key.policy()) && reward.equals(key.reward());
    }

    /** Compare by share solved, then return, then steps; less than 0 where this is worse than the other. */
    int compareTo(BaselineLine other) {
        int bySolved = Long.compare((long) solved * other.episodes, (long) other.solved * episodes);
        int byReturn = compare(totalReward, other.totalReward);
        return bySolved != 0 ? bySolved : byReturn != 0 ? byReturn : compare(other.steps, steps);
    }

    private static int compare(double one, double other) {
        return Math.abs(one - other) <= 10 * Figures.ROUNDING ? 0 : Double.compare(one, other);
    }

    /** Return what was reached, for example {@code solved 1/1 in 2 steps, return -0.45}. */
    String result() {
        return "solved %d/%d in %s steps, return %s"
                .formatted(solved, episodes, Figures.exact(steps), Figures.exact(totalReward));
    }

    @Override
    public String toString() {
        return "%s | %s | %s | %s | solved %d/%d | steps %s | return %s"
                .formatted(
                        test,
                        trace,
                        policy,
                        reward,
                        solved,
                        episodes,
                        Figures.exact(steps),
                        Figures.exact(totalReward));
    }
}
