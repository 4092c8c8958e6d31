package dev.simarena.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Hold the planned episodes of one test method, policy and reward with what became of them.
 *
 * @param key what tells it from other batches
 * @param entries one entry for each planned episode, sorted by trace and repetition
 */
public record Batch(BatchKey key, List<BatchEntry> entries) {

    public Batch {
        entries = entries.stream().sorted().toList();
    }

    /** Count what became of the planned episodes. */
    public Coverage coverage() {
        return Coverage.of(entries);
    }

    /** Return the entries of each trace, the unit that a verdict counts; sorted by trace. */
    public Map<String, List<BatchEntry>> byTrace() {
        Map<String, List<BatchEntry>> traces = new TreeMap<>();
        entries.forEach(entry ->
                traces.computeIfAbsent(entry.trace(), __ -> new ArrayList<>()).add(entry));
        return traces;
    }

    /** Return the entries with a score. */
    public List<BatchEntry> scored() {
        return entries.stream().filter(entry -> entry.fate().scored()).toList();
    }

    /** Return the batch as it would be if all repetitions from one on were solved, or none. */
    Batch completed(int repetition, boolean solved) {
        return new Batch(
                key,
                entries.stream()
                        .map(entry -> entry.repetition() < repetition
                                ? entry
                                : entry.withFate(solved ? Fate.SOLVED : Fate.UNSOLVED))
                        .toList());
    }

    /**
     * Join the parts of one batch that were played apart, for example by shards: what has a fate wins over what is
     * {@link Fate#MISSING}, and the first of two over the second.
     *
     * @throws IllegalArgumentException when the keys differ
     */
    public Batch merge(Batch other) {
        if (!key.equals(other.key)) {
            throw new IllegalArgumentException(GateMessages.differentBatches(key, other.key));
        }
        Map<BatchEntry, BatchEntry> merged = new TreeMap<>();
        entries.forEach(entry -> merged.put(entry, entry));
        other.entries.forEach(entry -> {
            BatchEntry mine = merged.get(entry);
            if (mine == null || mine.fate() == Fate.MISSING) {
                merged.remove(entry);
                merged.put(entry, entry);
            }
        });
        return new Batch(key, List.copyOf(merged.values()));
    }
}
