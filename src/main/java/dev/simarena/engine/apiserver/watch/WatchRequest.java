package dev.simarena.engine.apiserver.watch;

import dev.simarena.engine.model.ApiObject;
import dev.simarena.trace.Gvk;
import java.util.function.Predicate;

/**
 * Ask for a watch.
 *
 * @param stored kind under which the objects are stored
 * @param form how the watcher sees them
 * @param selector which of them it sees: namespace, labels and fields; called by another thread, with snapshots
 * @param options from when on and for how long
 */
public record WatchRequest(Gvk stored, WatchForm form, Predicate<ApiObject> selector, WatchOptions options) {}
