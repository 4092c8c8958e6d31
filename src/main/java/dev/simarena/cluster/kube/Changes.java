package dev.simarena.cluster.kube;

import dev.simarena.cluster.EnvironmentException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Count what watches see, and wait for more of it; nobody has to look again and again. */
final class Changes {

    private long count;

    /** Return a handler that counts everything. */
    <T> ResourceEventHandler<T> handler() {
        return new ResourceEventHandler<>() {
            @Override
            public void onAdd(T object) {
                happened();
            }

            @Override
            public void onUpdate(T before, T object) {
                happened();
            }

            @Override
            public void onDelete(T object, boolean unknown) {
                happened();
            }
        };
    }

    synchronized void happened() {
        count++;
        notifyAll();
    }

    synchronized long count() {
        return count;
    }

    /**
     * Wait until more has happened than was counted.
     *
     * @return whether it has
     */
    synchronized boolean await(long counted, Duration longest) {
        long end = WallClock.nanos() + longest.toNanos();
        while (count <= counted) {
            long left = end - WallClock.nanos();
            if (left <= 0) {
                return false;
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new EnvironmentException(KubeMessages.interrupted("wait"), e);
            }
        }
        return true;
    }
}
