package dev.simarena.engine.core;

import dev.simarena.engine.model.ApiObject;

/** Hear of every change of the store at once, in the order of the changes; only note work here, do it later. */
public interface StoreListener {

    /** An object was added. */
    default void added(ApiObject object) {}

    /** An object was changed. */
    default void changed(ApiObject object) {}

    /** An object was removed. */
    default void removed(ApiObject object) {}
}
