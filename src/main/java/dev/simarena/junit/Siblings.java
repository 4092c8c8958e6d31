package dev.simarena.junit;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Know which invocations of a test method are still to end, so that a gate begins after all of them.
 *
 * <p>JUnit asks for the invocations one by one, and begins each at once where tests run one after the other; in a
 * {@link ForkJoinPool} it only queues them. The thread that asks waits in the manner of that pool, which then lets another
 * thread take its place: nothing stands still, with however few threads.
 */
final class Siblings {

    /** How long to wait for invocations of which none runs: JUnit may have failed to begin them. */
    private static final long PATIENCE_SECONDS = 60;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<Object> expected = Collections.newSetFromMap(new IdentityHashMap<>());
    private int running;
    private long changes;

    /** Learn that JUnit is going to play an invocation; it asks for the name of those it plays, and of no other. */
    void announce(Object invocation) {
        change(() -> expected.add(invocation));
    }

    /** Learn that an invocation began. */
    void begin(Object invocation) {
        change(() -> running += expected.contains(invocation) ? 1 : 0);
    }

    /** Learn that an invocation and all that belongs to it ended. */
    void end(Object invocation) {
        change(() -> running -= expected.remove(invocation) ? 1 : 0);
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changes++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Wait until all announced invocations ended, or are lost. */
    void await() {
        try {
            ForkJoinPool.managedBlock(new Waiting());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Waiting implements ForkJoinPool.ManagedBlocker {

        private boolean lost;

        @Override
        public boolean isReleasable() {
            lock.lock();
            try {
                return lost || expected.isEmpty();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public boolean block() throws InterruptedException {
            lock.lock();
            try {
                long before = changes;
                long left = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
                while (!expected.isEmpty() && before == changes && left > 0) {
                    left = changed.awaitNanos(left);
                }
                lost = before == changes && running == 0;
                return lost || expected.isEmpty();
            } finally {
                lock.unlock();
            }
        }
    }
}
