package dev.simarena.engine.core;

import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Fork;
import org.jspecify.annotations.Nullable;

/**
 * Look at objects of one kind, one after the other, whenever something about them changed.
 *
 * @param <T> kind of the objects
 */
public abstract class KeyedController<T extends ApiObject> implements Reconciler, Alarm {

    /** Number handed to {@link #ring} when the client may go on. */
    private static final long STALLED = -1;

    private final Class<T> type;
    private final Timeline timeline;
    private final Workqueue<T> queue;
    private final Stall stall;

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
        this.stall = new Stall(timeline);
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
        while (!stall.lasts()) {
            T object = queue.poll();
            if (object == null) {
                break;
            }
            worked = true;
            if (object.present()) {
                try {
                    sync(object);
                } catch (ThrottledException wait) {
                    queue.addFirst(object);
                    stall.begin(wait, this, object, STALLED);
                }
            }
        }
        return worked;
    }

    @Override
    public final void copyFrom(Reconciler original, Fork fork) {
        KeyedController<T> other = type(original);
        queue.copyFrom(other.queue, fork);
        stall.copyFrom(other.stall);
        copyMemory(other, fork);
    }

    /** Take over what a controller of the same class remembers besides its queue; called on a new one. */
    protected void copyMemory(KeyedController<T> original, Fork fork) {}

    @SuppressWarnings("unchecked") // a controller is only ever copied from one of its own class
    private static <T extends ApiObject> KeyedController<T> type(Reconciler original) {
        return (KeyedController<T>) original;
    }
}
