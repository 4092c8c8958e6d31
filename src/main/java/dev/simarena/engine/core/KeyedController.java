package dev.simarena.engine.core;

import dev.simarena.engine.model.ApiObject;
import org.jspecify.annotations.Nullable;

/**
 * Look at objects of one kind, one after the other, whenever something about them changed.
 *
 * @param <T> kind of the objects
 */
public abstract class KeyedController<T extends ApiObject> implements Reconciler, Alarm {

    private final Class<T> type;
    private final Timeline timeline;
    private final Workqueue<T> queue;

    /**
     * Make a controller.
     *
     * @param type class of the objects
     * @param queue number of its workqueue, different for each controller, 0 to 31
     */
    protected KeyedController(Class<T> type, int queue, Timeline timeline) {
        this.type = type;
        this.timeline = timeline;
        this.queue = new Workqueue<>(queue);
    }

    /**
     * Bring one object closer to what is declared.
     *
     * @throws ThrottledException where it must go on later
     */
    protected abstract void sync(T object);

    /** Return the virtual time in microseconds since 1970. */
    protected final long now() {
        return timeline.now();
    }

    /** Look at an object soon. */
    protected final void enqueue(@Nullable ApiObject object) {
        if (type.isInstance(object)) {
            queue.add(type.cast(object));
        }
    }

    /** Look at an object at a time in microseconds since 1970. */
    protected final void enqueueAt(long time, T object) {
        timeline.at(time, this, object, 0);
    }

    /** By default an object that was planned for is looked at. */
    @Override
    public void ring(@Nullable ApiObject about, long what) {
        enqueue(about);
    }

    @Override
    public void added(ApiObject object) {
        changed(object);
    }

    @Override
    public void changed(ApiObject object) {
        enqueue(object);
        enqueue(object.controller());
    }

    @Override
    public void removed(ApiObject object) {
        enqueue(object.controller());
    }

    @Override
    public final boolean reconcile() {
        boolean worked = false;
        for (T object = queue.poll(); object != null; object = queue.poll()) {
            worked = true;
            if (object.present()) {
                try {
                    sync(object);
                } catch (ThrottledException wait) {
                    enqueueAt(wait.until(), object);
                }
            }
        }
        return worked;
    }
}
