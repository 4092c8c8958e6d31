package dev.simarena.engine.core;

import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Pod;
import java.util.function.Consumer;

/**
 * Tell of pods that are created.
 *
 * @param listener told of each, in the order of creation
 */
public record CreatedPods(Consumer<Pod> listener) implements StoreListener {

    @Override
    public void added(ApiObject object) {
        if (object instanceof Pod pod) {
            listener.accept(pod);
        }
    }
}
