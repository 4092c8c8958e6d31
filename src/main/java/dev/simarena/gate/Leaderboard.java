package dev.simarena.gate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Rank the policies that played the same test: by the share of planned episodes that were solved, then by mean reward.
 *
 * @param scenario name of the scenario, empty for all together
 * @param test class and method, empty for all together
 * @param reward name of the reward
 * @param standings the policies, the best first
 */
public record Leaderboard(String scenario, String test, String reward, List<Standing> standings) {

    public Leaderboard {
        standings = List.copyOf(standings);
    }

    /**
     * Return the leaderboards of batches, one for each test and reward that several policies played; where the same policies
     * played several tests, one of all together comes first. There, too, the unit is the trace: what several tests of a
     * scenario play on it counts together.
     */
    public static List<Leaderboard> of(Collection<Batch> batches) {
        Map<String, Map<BatchKey, List<Batch>>> rewards = new TreeMap<>();
        batches.forEach(batch -> rewards.computeIfAbsent(batch.key().reward(), __ -> new TreeMap<>())
                .computeIfAbsent(batch.key().withPolicy(""), __ -> new ArrayList<>())
                .add(batch));
        List<Leaderboard> boards = new ArrayList<>();
        rewards.values().forEach(tests -> {
            List<Leaderboard> each = tests.entrySet().stream()
                    .filter(test -> test.getValue().size() > 1)
                    .map(test -> of(test.getKey(), test.getValue()))
                    .toList();
            if (each.size() > 1
                    && each.stream().map(Leaderboard::policies).distinct().count() == 1) {
                boards.add(together(tests));
            }
            boards.addAll(each);
        });
        return boards;
    }

    private static Leaderboard together(Map<BatchKey, List<Batch>> tests) {
        Map<String, List<BatchEntry>> entries = new TreeMap<>();
        String reward = "";
        for (Map.Entry<BatchKey, List<Batch>> test : tests.entrySet()) {
            reward = test.getKey().reward();
            if (test.getValue().size() > 1) {
                test.getValue()
                        .forEach(batch -> entries.computeIfAbsent(batch.key().policy(), __ -> new ArrayList<>())
                                .addAll(batch.entries().stream()
                                        .map(entry -> entry.within(batch.key().scenario()))
                                        .toList()));
            }
        }
        BatchKey all = new BatchKey("", "", "", reward);
        return of(
                all,
                entries.entrySet().stream()
                        .map(policy -> new Batch(all.withPolicy(policy.getKey()), policy.getValue()))
                        .toList());
    }

    private TreeSet<String> policies() {
        TreeSet<String> policies = new TreeSet<>();
        standings.forEach(standing -> policies.add(standing.policy()));
        return policies;
    }

    private static Leaderboard of(BatchKey test, List<Batch> batches) {
        List<Standing> sorted = batches.stream()
                .map(Standing::of)
                .sorted(((Comparator<Standing>) Standing::compareScore).thenComparing(Standing::policy))
                .toList();
        List<Standing> ranked = new ArrayList<>();
        for (int i = 0; i < sorted.size(); i++) {
            boolean tied = i > 0 && sorted.get(i).compareScore(sorted.get(i - 1)) == 0;
            ranked.add(sorted.get(i).ranked(tied ? ranked.get(i - 1).rank() : i + 1));
        }
        return new Leaderboard(test.scenario(), test.test(), test.reward(), ranked);
    }
}
