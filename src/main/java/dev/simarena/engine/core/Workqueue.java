package dev.simarena.engine.core;

import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Fork;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Hold the objects a controller must look at, first in first out, each at most once. */
public final class Workqueue<T extends ApiObject> {

    private final ArrayDeque<T> waiting = new ArrayDeque<>();
    private final int bit;

    /**
     * Make a queue.
     *
     * @param number number of the queue, 0 to 31, different for each queue an object can be in
     */
    public Workqueue(int number) {
        bit = 1 << number;
    }

    /** Add an object unless it already waits. */
    public void add(T object) {
        if (object.enterQueue(bit)) {
            waiting.add(object);
        }
    }

    /** Add an object that was taken but could not be finished before all others, unless it waits again. */
    public void addFirst(T object) {
        if (object.enterQueue(bit)) {
            waiting.addFirst(object);
        }
    }

    /** Take over the objects that wait in another queue. */
    public void copyFrom(Workqueue<T> original, Fork fork) {
        for (T object : original.waiting) {
            add(fork.of(object));
        }
    }

    /** Take the next object, {@code null} where none waits; it may be added again at once. */
    public @Nullable T poll() {
        T object = waiting.poll();
        if (object != null) {
            object.leaveQueue(bit);
        }
        return object;
    }
}
