package dev.simarena.engine;

import dev.simarena.engine.model.Fork;
import dev.simarena.engine.model.Pod;

/** Hear of pods as they come and start. */
public interface PodListener {

    /** A listener that does nothing. */
    PodListener NONE = new PodListener() {};

    /** A pod was created; the listener must not change the world. */
    default void created(Pod pod) {}

    /** A pod became Running just now; the listener may call {@link World#completeAt} or {@link World#endAt}, but
     * change nothing else. */
    default void started(World world, Pod pod) {}

    /**
     * Return the listener for a copy of the world; one that remembers pods must remember their copies there.
     *
     * @param fork leads from pods to their copies
     */
    default PodListener fork(Fork fork) {
        return this;
    }
}
