package dev.simarena.engine.apiserver.watch;

import dev.simarena.engine.apiserver.message.Subscription;
import dev.simarena.engine.apiserver.message.WatchSink;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follow the log of a kind for one watcher; everything but opening and closing is done by the delivering thread. */
final class OpenWatch implements Subscription {

    private static final Logger LOG = LoggerFactory.getLogger(OpenWatch.class);
    private static final int BATCH = 256;

    /** Roughly how often the API server tells versions without changes, and how long before the end it does so. */
    private static final long BOOKMARK_SECONDS = 60;

    private static final long BOOKMARK_BEFORE_END_SECONDS = 2;

    private final WatchStart start;
    private final ChangeLogs logs;
    private final Delivery delivery;
    private final KeptLines kept;
    private final WatchSink sink;
    private List<Version> initial;
    private boolean initialEndDue;
    private int told;
    private long next;
    private boolean bookmarkDue;
    private boolean timedOut;
    private volatile boolean closed;
    private @Nullable ScheduledFuture<?> timeout;
    private @Nullable ScheduledFuture<?> bookmark;

    OpenWatch(WatchStart start, ChangeLogs logs, Delivery delivery, KeptLines kept, WatchSink sink) {
        this.start = start;
        this.logs = logs;
        this.delivery = delivery;
        this.kept = kept;
        this.sink = sink;
        initial = start.initial();
        initialEndDue = start.request().options().initialEvents()
                && start.request().options().bookmarks();
        next = start.next();
    }

    void open() {
        long seconds = start.seconds();
        timeout = delivery.later(this, () -> timedOut = true, seconds);
        if (start.request().options().bookmarks()) {
            bookmarkLater(seconds);
        }
        delivery.add(this);
    }

    @Override
    public void resume() {
        delivery.resume(this);
    }

    @Override
    public void close() {
        closed = true;
        cancel(timeout);
        cancel(bookmark);
        delivery.remove(this);
    }

    /** Tell what there is to tell; returns whether the watch goes on. */
    boolean deliver() {
        if (closed) {
            return false;
        }
        try {
            boolean caughtUp = tellInitial() && tellChanges();
            if (caughtUp && bookmarkDue) {
                bookmarkDue = false;
                sink.event(start.request().form().bookmark(start.bookmarkVersion(logs.noted()), false));
            }
            if (timedOut) {
                end();
            }
        } catch (RuntimeException e) {
            LOG.warn("Watch of [{}] failed and was ended.", start.request().stored(), e);
            end();
        }
        return !closed;
    }

    /** Tell the present version with what is told next, where the watcher wants to know it. */
    void bookmarkNow() {
        bookmarkDue = start.request().options().bookmarks();
    }

    void end() {
        if (!closed) {
            close();
            sink.end();
        }
    }

    private boolean tellInitial() {
        WatchForm form = start.request().form();
        while (told < initial.size()) {
            if (closed || !sink.ready()) {
                return false;
            }
            sink.event(form.line(Change.ADDED, initial.get(told++), kept));
        }
        initial = List.of();
        told = 0;
        if (initialEndDue) {
            if (!sink.ready()) {
                return false;
            }
            initialEndDue = false;
            sink.event(form.bookmark(start.version(), true));
        }
        return true;
    }

    /** Returns whether the watcher has seen every change up to the moment of the call. */
    private boolean tellChanges() {
        ChangeLog log = start.log();
        long end = log.end();
        while (next < end) {
            List<Change> changes = log.from(next, BATCH);
            if (changes == null) {
                // Too slow: what comes next is forgotten. The client has to list again, as with the real one.
                end();
                return false;
            }
            for (Change change : changes) {
                if (closed || !sink.ready()) {
                    return false;
                }
                next++;
                tell(change);
            }
        }
        return !closed;
    }

    private void tell(Change change) {
        if (change.version() <= start.version()) {
            return;
        }
        Change.Seen seen = change.seen(start.request().selector());
        if (seen != null) {
            sink.event(start.request().form().line(seen.type(), seen.version(), kept));
        }
    }

    private void bookmarkLater(long secondsLeft) {
        long wait = Math.min(BOOKMARK_SECONDS, secondsLeft - BOOKMARK_BEFORE_END_SECONDS);
        if (wait > 0) {
            bookmark = delivery.later(
                    this,
                    () -> {
                        bookmarkDue = true;
                        bookmarkLater(secondsLeft - wait);
                    },
                    wait);
        }
    }

    private static void cancel(@Nullable ScheduledFuture<?> task) {
        if (task != null) {
            task.cancel(false);
        }
    }
}
