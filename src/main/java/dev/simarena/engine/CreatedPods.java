package dev.simarena.engine;

import dev.simarena.engine.core.StoreListener;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Pod;

/**
 * Tell of pods that are created.
 *
 * @param listener told of each, in the order of creation
 */
record CreatedPods(PodListener listener) implements StoreListener {

    @Override
    public void added(ApiObject object) {
        if (object instanceof Pod pod) {
            listener.created(pod);
        }
    }
}
