package dev.simarena.cluster.client;

import io.fabric8.kubernetes.client.KubernetesClientBuilder.ExecutorSupplier;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Run what clients do on threads of their own, handlers of informers above all, and know when they have done it.
 *
 * <p>Each client has its threads, which end with it.
 */
public final class ClientTasks {

    private static final int IDLE_SECONDS = 5;

    private int running;
    private int stuck;
    private long finished;

    /**
     * Wait until no task runs, but for those that were waited for in vain before.
     *
     * @param longestMillis how long to wait at most, by the clock on the wall, since a task may itself wait for something to
     *     happen in the cluster
     */
    public synchronized void quiet(long longestMillis) {
        try {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(longestMillis);
            long left = end - System.nanoTime();
            while (running > stuck && left > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
                left = end - System.nanoTime();
            }
            stuck = running;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Return how many tasks have ended so far. */
    public synchronized long finished() {
        return finished;
    }

    /** Return threads for who works on some of its own, such as an operator; to be shut down by the caller. */
    public ExecutorService threads() {
        return new CountingPool();
    }

    ExecutorSupplier executors() {
        return new Executors();
    }

    private synchronized void begin() {
        running++;
    }

    private synchronized void end() {
        running--;
        finished++;
        stuck = Math.min(stuck, running);
        if (running == stuck) {
            notifyAll();
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
