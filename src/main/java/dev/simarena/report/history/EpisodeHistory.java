package dev.simarena.report.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Say how one episode did from run to run. Runs whose test was skipped count for nothing; of several episodes in a run the
 * worst counts.
 *
 * @param key what is played
 * @param results the runs that count, oldest first
 */
public record EpisodeHistory(HistoryKey key, List<Result> results) {

    public EpisodeHistory {
        results = List.copyOf(results);
    }

    /**
     * Hold how a run ended.
     *
     * @param run the run
     * @param failed whether the test failed
     */
    public record Result(HistoryRun run, boolean failed) {}

    /** Sort entries by what is played; what has no run that counts has an empty history. */
    public static List<EpisodeHistory> of(List<HistoryEntry> entries) {
        Map<HistoryKey, Map<String, Result>> runs = new TreeMap<>();
        for (HistoryEntry entry : entries) {
            Map<String, Result> results = runs.computeIfAbsent(entry.key(), __ -> new LinkedHashMap<>());
            if (entry.status() != HistoryEntry.Status.SKIPPED) {
                boolean failed = entry.status() == HistoryEntry.Status.FAILED;
                results.merge(
                        entry.run().id(),
                        new Result(entry.run(), failed),
                        (one, other) -> new Result(one.run(), one.failed() || other.failed()));
            }
        }
        return runs.entrySet().stream()
                .map(episode -> new EpisodeHistory(
                        episode.getKey(), List.copyOf(episode.getValue().values())))
                .toList();
    }

    /** Tell whether it failed in the last run that counts. */
    public boolean failing() {
        return !results.isEmpty() && results.get(results.size() - 1).failed();
    }

    /** Return in how many runs it failed. */
    public int failed() {
        return (int) results.stream().filter(Result::failed).count();
    }

    /** Return the age of the failure: in how many runs up to the last it failed without a break, 0 where it does not. */
    public int failingRuns() {
        int runs = 0;
        while (runs < results.size() && results.get(results.size() - 1 - runs).failed()) {
            runs++;
        }
        return runs;
    }

    /** Return the first bad run: the one since which it fails; {@code null} where it does not. */
    public @Nullable HistoryRun failingSince() {
        return failing() ? results.get(results.size() - failingRuns()).run() : null;
    }

    /** Return the last run in which it passed, {@code null} where there is none. */
    public @Nullable HistoryRun lastGood() {
        List<Result> passed = new ArrayList<>(
                results.stream().filter(result -> !result.failed()).toList());
        return passed.isEmpty() ? null : passed.get(passed.size() - 1).run();
    }

    /** Return how often it went from passed to failed or back. */
    public int flaps() {
        int flaps = 0;
        for (int i = 1; i < results.size(); i++) {
            flaps += results.get(i).failed() == results.get(i - 1).failed() ? 0 : 1;
        }
        return flaps;
    }

    /** Return the share of runs that ended otherwise than the one before, {@code null} where there are fewer than two. */
    public @Nullable Double flapRate() {
        return results.size() < 2 ? null : Double.valueOf((double) flaps() / (results.size() - 1));
    }
}
