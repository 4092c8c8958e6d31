package dev.simarena.engine.controller;

import dev.simarena.engine.core.KeyedController;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Fork;
import dev.simarena.engine.model.OwnerRef;
import java.util.List;

/**
 * Look at objects of one kind whenever something about them or about what they own changed, or about what they might own.
 *
 * @param <O> kind of the objects
 */
public abstract class OwningController<O extends ApiObject> extends KeyedController<O> {

    private final Ownership<O> ownership;

    protected OwningController(Class<O> type, int queue, Timeline timeline, Ownership<O> ownership) {
        super(type, queue, timeline);
        this.ownership = ownership;
    }

    /** Return who takes and lets go for this controller. */
    protected final Ownership<O> ownership() {
        return ownership;
    }

    /** An object was noticed that an owner may have to take or to let go; by default it looks soon. */
    protected void noticed(O owner) {
        enqueue(owner);
    }

    @Override
    public void added(ApiObject object) {
        super.added(object);
        ownership.notice(object).forEach(this::noticed);
    }

    @Override
    public void relabeled(ApiObject object) {
        ownership.notice(object).forEach(this::noticed);
    }

    @Override
    public void reowned(ApiObject object, List<OwnerRef> before) {
        ownership.notice(object, before).forEach(this::noticed);
    }

    @Override
    public void removed(ApiObject object) {
        super.removed(object);
        ownership.forget(object);
    }

    @Override
    protected void copyMemory(KeyedController<O> original, Fork fork) {
        ownership.copyFrom(((OwningController<O>) original).ownership, fork);
    }
}
