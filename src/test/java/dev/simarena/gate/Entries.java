package dev.simarena.gate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Write batches down by hand. */
final class Entries {

    static final BatchKey KEY = new BatchKey("cpu", "CpuScenario.podsBecomeReady", "reference", "gradual");

    private final List<BatchEntry> entries = new ArrayList<>();

    static Entries entries() {
        return new Entries();
    }

    /** Add traces that were solved in 2 steps with a return of 0.5. */
    Entries solved(int count) {
        return add(count, Fate.SOLVED, 0.5);
    }

    Entries unsolved(int count) {
        return add(count, Fate.UNSOLVED, -2.0);
    }

    Entries aborted(int count) {
        return add(count, Fate.ABORTED, null);
    }

    /** Add traces that were aborted, with a step limit. */
    Entries abortedWithin(int steps, int count) {
        for (int i = 0; i < count; i++) {
            entries.add(new BatchEntry(
                    nextTrace(),
                    0,
                    Fate.ABORTED,
                    0,
                    steps,
                    null,
                    "dev.simarena.cluster.EnvironmentException",
                    List.of(),
                    null,
                    List.of()));
        }
        return this;
    }

    Entries missing(int count) {
        return add(count, Fate.MISSING, null);
    }

    Entries rewards(double... rewards) {
        for (double reward : rewards) {
            add(1, Fate.SOLVED, reward);
        }
        return this;
    }

    /** Add a trace with a letter for each repetition: s solved, u unsolved, a aborted, - missing, k skipped. */
    Entries repeated(String fates) {
        String trace = nextTrace();
        for (int i = 0; i < fates.length(); i++) {
            Fate fate = switch (fates.charAt(i)) {
                case 's' -> Fate.SOLVED;
                case 'u' -> Fate.UNSOLVED;
                case 'a' -> Fate.ABORTED;
                case 'k' -> Fate.SKIPPED;
                default -> Fate.MISSING;
            };
            entries.add(entry(trace, i, fate, fate.scored() ? Double.valueOf(1) : null));
        }
        return this;
    }

    Entries add(BatchEntry entry) {
        entries.add(entry);
        return this;
    }

    Batch batch() {
        return new Batch(KEY, entries);
    }

    private Entries add(int count, Fate fate, @Nullable Double reward) {
        for (int i = 0; i < count; i++) {
            entries.add(entry(nextTrace(), 0, fate, reward));
        }
        return this;
    }

    private String nextTrace() {
        long traces = entries.stream().map(BatchEntry::trace).distinct().count();
        return "t%02d.msgpack".formatted(traces + 1);
    }

    static BatchEntry entry(String trace, int repetition, Fate fate, @Nullable Double reward) {
        return new BatchEntry(
                trace, repetition, fate, fate.scored() ? 2 : 0, 0, reward, null, List.of(), null, List.of());
    }
}
