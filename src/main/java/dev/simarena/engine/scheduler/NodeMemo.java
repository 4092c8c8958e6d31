package dev.simarena.engine.scheduler;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remember one number per node for each of the last kinds of pods that were asked about.
 *
 * <p>A number is remembered together with the version of the node it was worked out from and is unknown again as soon as
 * the node has another version. So an answer never differs from asking again, as long as it depends on nothing but the
 * key and what the version stands for; forgetting everything at any time changes no answer.
 *
 * <p>A kind that comes only once is not worth the memory: numbers are kept from its second pod on, for at most 512 kinds.
 *
 * @param <K> kind of pods: a value
 */
final class NodeMemo<K> {

    /** Says that a number has to be worked out. */
    static final int UNKNOWN = -1;

    private static final int MOST_KINDS = 512;
    private static final long[] NOTHING = {};

    /** Per kind and node the version in the upper and the number in the lower half; version 0 does not exist. */
    private final Map<K, long[]> kinds = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<K, long[]> eldest) {
            return size() > MOST_KINDS;
        }
    };

    private @Nullable K kind;
    private long[] known = NOTHING;

    /**
     * Turn to a kind of pods.
     *
     * @param places number of places in the table of nodes
     */
    void begin(K next, int places) {
        if (next.equals(kind) && known.length >= places) {
            return;
        }
        long[] present = kinds.get(next);
        if (present == null) {
            known = NOTHING;
            kinds.put(next, known);
        } else {
            known = present;
            if (known.length < places) {
                known = Arrays.copyOf(known, places);
                kinds.put(next, known);
            }
        }
        kind = next;
    }

    /** Return the number of a node, {@link #UNKNOWN} where there is none for this version. */
    int find(int node, int version) {
        if (node >= known.length) {
            return UNKNOWN;
        }
        long entry = known[node];
        return (int) (entry >>> 32) == version ? (int) entry : UNKNOWN;
    }

    /** Remember the number of a node, 0 or more. */
    void put(int node, int version, int number) {
        if (node < known.length) {
            known[node] = (long) version << 32 | number;
        }
    }
}
