package dev.simarena.engine.core;

import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.OwnerRef;
import java.util.List;

/** Hear of every change of the store at once, in the order of the changes; only note work here, do it later. */
public interface StoreListener {

    /** An object was added. */
    default void added(ApiObject object) {}

    /** An object was changed. */
    default void changed(ApiObject object) {}

    /** Labels of an object were set anew; {@link #changed} follows. */
    default void relabeled(ApiObject object) {}

    /** The owners of an object are others than before; {@link #changed} follows. */
    default void reowned(ApiObject object, List<OwnerRef> before) {}

    /** An object was removed. */
    default void removed(ApiObject object) {}
}
