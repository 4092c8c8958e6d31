package dev.simarena.cluster.client;

import io.fabric8.kubernetes.client.KubernetesClientBuilder.ExecutorSupplier;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Run what clients do on threads of their own, handlers of informers above all, and know when they have done it.
 *
 * <p>Each client has its threads, which end with it.
 */
public final class ClientTasks {

    private static final int IDLE_SECONDS = 5;
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition quiet = lock.newCondition();
    private final Set<Thread> working = new HashSet<>();
    private int running;
    private int stuck;
    private long finished;

    /**
     * Wait until no task runs, but for those that were waited for in vain before.
     *
     * <p>A task may itself wait for something to happen in the cluster, and is not waited for then. One that works is, also on
     * a machine that is busy with other things.
     *
     * @param waitingMillis how long to wait at most while all tasks do nothing but wait, by the clock on the wall
     * @param longestMillis how long to wait at most
     */
    public void quiet(long waitingMillis, long longestMillis) {
        lock.lock();
        try {
            long waited = 0;
            long worked = 0;
            while (running > stuck
                    && waited - worked < TimeUnit.MILLISECONDS.toNanos(waitingMillis)
                    && waited < TimeUnit.MILLISECONDS.toNanos(longestMillis)) {
                waited += LOOK_NANOS - quiet.awaitNanos(LOOK_NANOS);
                if (works()) {
                    worked = waited;
                }
            }
            stuck = running;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Tell whether a task has not begun yet, or runs and does not wait. */
    private boolean works() {
        return working.size() < running
                || working.stream()
                        .map(Thread::getState)
                        .anyMatch(state -> state != Thread.State.WAITING && state != Thread.State.TIMED_WAITING);
    }

    /** Return how many tasks have ended so far. */
    public long finished() {
        lock.lock();
        try {
            return finished;
        } finally {
            lock.unlock();
        }
    }

    /** Return threads for who works on some of its own, such as an operator; to be shut down by the caller. */
    public ExecutorService threads() {
        return new CountingPool();
    }

    ExecutorSupplier executors() {
        return new Executors();
    }

    private void begin() {
        lock.lock();
        try {
            running++;
        } finally {
            lock.unlock();
        }
    }

    private void run(Runnable task) {
        Thread thread = Thread.currentThread();
        lock.lock();
        try {
            working.add(thread);
        } finally {
            lock.unlock();
        }
        try {
            task.run();
        } finally {
            end(thread);
        }
    }

    /** Count a task as ended, and its thread, {@code null} where it got none. */
    private void end(@Nullable Thread thread) {
        lock.lock();
        try {
            working.remove(thread);
            running--;
            finished++;
            stuck = Math.min(stuck, running);
            if (running == stuck) {
                quiet.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private final class Executors implements ExecutorSupplier {

        @Override
        public Executor get() {
            return new CountingPool();
        }

        @Override
        public void onClose(Executor executor) {
            ((ExecutorService) executor).shutdownNow();
        }
    }

    private final class CountingPool extends ThreadPoolExecutor {

        CountingPool() {
            super(0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                Thread thread = new Thread(work, "arena-client");
                thread.setDaemon(true);
                return thread;
            });
        }

        @Override
        public void execute(Runnable task) {
            begin();
            try {
                super.execute(() -> ClientTasks.this.run(task));
            } catch (RejectedExecutionException e) {
                end(null);
                throw e;
            }
        }
    }
}
