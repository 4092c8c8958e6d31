package dev.simarena.cluster.client;

import io.fabric8.kubernetes.client.KubernetesClientBuilder.ExecutorSupplier;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Run what clients do on threads of their own, handlers of informers above all, and know when they have done it.
 *
 * <p>Each client has its threads, which end with it.
 */
public final class ClientTasks {

    private static final int IDLE_SECONDS = 5;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition quiet = lock.newCondition();
    private int running;
    private int stuck;
    private long finished;

    /**
     * Wait until no task runs, but for those that were waited for in vain before.
     *
     * @param longestMillis how long to wait at most, by the clock on the wall, since a task may itself wait for something to
     *     happen in the cluster
     */
    public void quiet(long longestMillis) {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(longestMillis);
            while (running > stuck && left > 0) {
                left = quiet.awaitNanos(left);
            }
            stuck = running;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
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

    private void end() {
        lock.lock();
        try {
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
                super.execute(() -> {
                    try {
                        task.run();
                    } finally {
                        end();
                    }
                });
            } catch (RejectedExecutionException e) {
                end();
                throw e;
            }
        }
    }
}
