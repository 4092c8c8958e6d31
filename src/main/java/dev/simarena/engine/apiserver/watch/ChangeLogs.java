package dev.simarena.engine.apiserver.watch;

import dev.simarena.engine.World;
import dev.simarena.engine.core.StoreListener;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.trace.Gvk;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Keep a log of changes for each kind of a world, from the moment an API server serves it.
 *
 * <p>A change costs a small copy of the object, which shares everything large with it; nothing is rendered before somebody
 * watches.
 */
final class ChangeLogs implements StoreListener {

    private final Map<Gvk, ChangeLog> logs = new LinkedHashMap<>();
    private final LongSupplier revision;
    private final Runnable changed;
    private volatile long noted;

    /**
     * Begin to listen.
     *
     * @param changed called after each change; only to note it
     */
    ChangeLogs(World world, Runnable changed) {
        this.changed = changed;
        revision = world.requests()::resourceVersion;
        noted = revision.getAsLong();
        for (ApiObject object : world.objects()) {
            logs.computeIfAbsent(object.gvk(), __ -> new ChangeLog(noted)).known(object);
        }
        world.listen(this);
    }

    /** Return the log of a kind. */
    synchronized ChangeLog of(Gvk gvk) {
        // Of a kind that has never been, every change is known.
        return logs.computeIfAbsent(gvk, __ -> new ChangeLog(0));
    }

    /** Return the version up to which all changes are in the logs. */
    long noted() {
        return noted;
    }

    /** Forget all changes so far, of all kinds. */
    synchronized void forget() {
        logs.values().forEach(log -> log.forget(noted));
    }

    @Override
    public void added(ApiObject object) {
        changed(object);
    }

    @Override
    public void changed(ApiObject object) {
        if (object.present()) {
            of(object.gvk()).put(object);
        }
        done();
    }

    @Override
    public void removed(ApiObject object) {
        of(object.gvk()).removed(object, revision.getAsLong());
        done();
    }

    private void done() {
        noted = revision.getAsLong();
        changed.run();
    }
}
