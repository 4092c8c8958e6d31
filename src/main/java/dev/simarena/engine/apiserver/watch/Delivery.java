package dev.simarena.engine.apiserver.watch;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Bring changes to all watchers by one thread, which exists only while somebody watches.
 *
 * <p>Watchers never keep changes from being made: each follows the log at its own pace.
 */
final class Delivery implements AutoCloseable {

    private static final int IDLE_SECONDS = 5;
    private static final int LONGEST_CLOSE_SECONDS = 5;

    private final ScheduledThreadPoolExecutor worker;
    private final Set<OpenWatch> watches = new LinkedHashSet<>();
    private final AtomicBoolean due = new AtomicBoolean();
    private volatile boolean watched;
    private volatile @Nullable Thread thread;

    Delivery() {
        worker = new ScheduledThreadPoolExecutor(1, this::thread);
        worker.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        worker.allowCoreThreadTimeOut(true);
        worker.setRemoveOnCancelPolicy(true);
        worker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Note that there are changes; costs next to nothing where nobody watches. */
    void changed() {
        if (watched && due.compareAndSet(false, true)) {
            run(this::deliver);
        }
    }

    void add(OpenWatch watch) {
        synchronized (watches) {
            watches.add(watch);
            watched = true;
        }
        run(() -> deliver(watch));
    }

    /** Go on with a watch whose reader was not ready. */
    void resume(OpenWatch watch) {
        run(() -> deliver(watch));
    }

    /** Do something for a watch after some seconds of the clock on the wall. */
    @Nullable
    ScheduledFuture<?> later(OpenWatch watch, Runnable work, long seconds) {
        try {
            return worker.schedule(
                    () -> {
                        work.run();
                        deliver(watch);
                    },
                    seconds,
                    TimeUnit.SECONDS);
        } catch (RejectedExecutionException closed) {
            return null;
        }
    }

    void remove(OpenWatch watch) {
        synchronized (watches) {
            watches.remove(watch);
            watched = !watches.isEmpty();
        }
    }

    /** Wait until all watches whose readers are ready have told all changes so far. */
    void flush() {
        if (watched && Thread.currentThread() != thread) {
            await(this::deliver);
        }
    }

    /** Let all watches that may tell the present version now; returns when they have. */
    void tellVersions() {
        await(() -> {
            all().forEach(OpenWatch::bookmarkNow);
            deliver();
        });
    }

    /** Return how many watches are open. */
    int open() {
        synchronized (watches) {
            return watches.size();
        }
    }

    /** End all watches and the thread. */
    @Override
    public void close() {
        run(() -> all().forEach(OpenWatch::end));
        worker.shutdown();
        if (Thread.currentThread() != thread) {
            try {
                if (!worker.awaitTermination(LONGEST_CLOSE_SECONDS, TimeUnit.SECONDS)) {
                    worker.shutdownNow();
                }
            } catch (InterruptedException e) {
                worker.shutdownNow();
                Thread.currentThread().interrupt();
            }
        }
    }

    private void deliver() {
        due.set(false);
        all().forEach(this::deliver);
    }

    private void deliver(OpenWatch watch) {
        if (!watch.deliver()) {
            remove(watch);
        }
    }

    private List<OpenWatch> all() {
        synchronized (watches) {
            return new ArrayList<>(watches);
        }
    }

    private void await(Runnable work) {
        try {
            worker.submit(work).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Watches could not be told.", e);
        } catch (RejectedExecutionException closed) {
            // Nobody watches any more.
        }
    }

    private void run(Runnable work) {
        try {
            worker.execute(work);
        } catch (RejectedExecutionException closed) {
            // Whoever watches was told of the end.
        }
    }

    private Thread thread(Runnable work) {
        Thread worker = new Thread(work, "arena-watches");
        worker.setDaemon(true);
        thread = worker;
        return worker;
    }
}
