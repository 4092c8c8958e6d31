package dev.simarena.engine.apiserver.watch;

import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.ApiObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keep the last changes of one kind, and its objects as they are.
 *
 * <p>Changes are numbered from 0. The log grows with the changes up to {@link #MOST}, as the watch cache of the API server
 * does; then the oldest are forgotten. It is written under the lock of the world and read by anybody.
 */
final class ChangeLog {

    /** Most changes that are kept: the upper bound of the API server's watch cache. */
    static final int MOST = 100 * 1024;

    private static final int FEWEST = 128;

    private final Map<ApiObject, Version> current = new HashMap<>();
    private @Nullable Change[] ring = new Change[FEWEST];
    private long start;
    private volatile long end;
    private boolean overflowed;

    /** Version since which every change is known, as long as none was forgotten. */
    private long complete;

    /** Begin with no objects; all changes since a version will be told. */
    ChangeLog(long complete) {
        this.complete = complete;
    }

    /** Know an object that was there before. */
    void known(ApiObject object) {
        current.put(object, new Version(object.snapshot()));
    }

    synchronized void put(ApiObject object) {
        Version after = new Version(object.snapshot());
        append(new Change(object.resourceVersion(), current.put(object, after), after));
    }

    synchronized void removed(ApiObject object, long version) {
        Version before = current.remove(object);
        if (before != null) {
            append(new Change(version, before, null));
        }
    }

    /** Return the number the next change will have. */
    long end() {
        return end;
    }

    /**
     * Return the number of the first change after a version.
     *
     * @throws ApiException 410 where changes after it were forgotten
     */
    synchronized long after(long version) {
        long oldest = oldest();
        if (version < oldest) {
            throw new ApiException(410, "Expired", "too old resource version: %d (%d)".formatted(version, oldest));
        }
        long low = start;
        long high = end;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (at(middle).version() <= version) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * Return changes from a number on, none where there are none yet.
     *
     * @return {@code null} where the change of that number was forgotten
     */
    @Nullable
    synchronized List<Change> from(long number, int most) {
        if (number < start) {
            return null;
        }
        int count = (int) Math.min(most, end - number);
        List<Change> changes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            changes.add(at(number + i));
        }
        return changes;
    }

    /** Return the objects as they are, in no order. */
    synchronized List<Version> current() {
        return new ArrayList<>(current.values());
    }

    /**
     * Return the objects as they were at a version, in no order.
     *
     * @throws ApiException 410 where that is forgotten
     */
    synchronized List<ApiObject> at(long version, long present) {
        if (version < oldest()) {
            throw new ApiException(410, "Expired", "The resourceVersion for the provided list is too old.");
        }
        Map<ApiObject, Version> then = version >= present ? current : new HashMap<>(current);
        if (version < present) {
            Map<String, ApiObject> originals = new HashMap<>();
            current.keySet().forEach(object -> originals.put(object.uid(), object));
            for (long number = end - 1; number >= start && at(number).version() > version; number--) {
                undo(at(number), then, originals);
            }
        }
        List<ApiObject> objects = new ArrayList<>(then.size());
        then.values().forEach(past -> objects.add(past.object()));
        return objects;
    }

    /** Forget all changes so far. */
    synchronized void forget(long version) {
        start = end;
        Arrays.fill(ring, null);
        complete = version;
        overflowed = false;
    }

    private static void undo(Change change, Map<ApiObject, Version> then, Map<String, ApiObject> originals) {
        Version before = change.before();
        Version known = change.after() == null ? before : change.after();
        if (known == null) {
            return;
        }
        // What was deleted since has no original any more: its last snapshot stands for it.
        ApiObject original = originals.computeIfAbsent(known.object().uid(), __ -> known.object());
        if (before == null) {
            then.remove(original);
        } else {
            then.put(original, before);
        }
    }

    private long oldest() {
        return overflowed ? at(start).version() - 1 : complete;
    }

    private Change at(long number) {
        Change change = ring[(int) (number % ring.length)];
        if (change == null) {
            throw new IllegalStateException(
                    "Change [%d] is not in the log. Ask for those from %d to %d.".formatted(number, start, end));
        }
        return change;
    }

    private void append(Change change) {
        if (end - start == ring.length) {
            if (ring.length < MOST) {
                grow();
            } else {
                start++;
                overflowed = true;
            }
        }
        long number = end;
        ring[(int) (number % ring.length)] = change;
        end = number + 1;
    }

    private void grow() {
        @Nullable Change[] larger = new Change[Math.min(MOST, ring.length * 2)];
        for (long number = start; number < end; number++) {
            larger[(int) (number % larger.length)] = ring[(int) (number % ring.length)];
        }
        ring = larger;
    }
}
