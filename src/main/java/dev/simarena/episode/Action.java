package dev.simarena.episode;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Name the seven actions; the order is their index. */
public enum Action {
    /** Change nothing. */
    NOOP(0, "noop"),
    /** Add to the cpu request. */
    BUMP_CPU_SMALL(1, "bump_cpu_small"),
    /** Add to the memory request. */
    BUMP_MEM_SMALL(2, "bump_mem_small"),
    /** Add replicas. */
    SCALE_UP_REPLICAS(3, "scale_up_replicas"),
    /** Subtract from the cpu request. */
    REDUCE_CPU_SMALL(4, "reduce_cpu_small"),
    /** Subtract from the memory request. */
    REDUCE_MEM_SMALL(5, "reduce_mem_small"),
    /** Remove replicas. */
    SCALE_DOWN_REPLICAS(6, "scale_down_replicas");

    private final int index;
    private final String key;

    Action(int index, String key) {
        this.index = index;
        this.key = key;
    }

    /** Return the action's name in records, for example {@code bump_cpu_small}. */
    public String key() {
        return key;
    }

    /** Return the action's index, 0 to 6. */
    public int index() {
        return index;
    }

    /**
     * Find an action by its index.
     *
     * @throws IllegalArgumentException for an index outside 0 to 6
     */
    public static Action of(int index) {
        if (index < 0 || index >= values().length) {
            throw new IllegalArgumentException("Action [%d] does not exist. Use an index from 0 to %d: %s."
                    .formatted(
                            index,
                            values().length - 1,
                            Arrays.stream(values()).map(Action::key).collect(Collectors.joining(", "))));
        }
        return values()[index];
    }

    /** Find an action by its name in records; empty where there is none of that name. */
    public static Optional<Action> byKey(String key) {
        return Arrays.stream(values()).filter(action -> action.key.equals(key)).findFirst();
    }

    @Override
    public String toString() {
        return key;
    }
}
