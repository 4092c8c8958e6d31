package dev.simarena.engine.core;

import dev.simarena.engine.model.ApiObject;
import org.jspecify.annotations.Nullable;

/** Be called at a time on the {@link Timeline}; a part of the world, so that a fork finds its counterpart. */
public interface Alarm {

    /**
     * Do what was planned.
     *
     * @param about object given when it was planned, which may be gone by now
     * @param what number given when it was planned
     */
    void ring(@Nullable ApiObject about, long what);
}
