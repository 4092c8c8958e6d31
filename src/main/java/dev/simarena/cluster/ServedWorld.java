package dev.simarena.cluster;

import dev.simarena.cluster.client.ClientTasks;
import dev.simarena.cluster.client.InProcessClients;
import dev.simarena.engine.World;
import dev.simarena.engine.apiserver.ApiServer;
import dev.simarena.engine.apiserver.http.DebuggingSession;
import dev.simarena.engine.apiserver.http.LoopbackServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Use a world alone, or share it with clients once somebody has asked for one.
 *
 * <p>Where there are clients, time moves from one instant to the next only after those in this JVM have seen what changed and
 * their handlers have done what they do about it, so that an operator keeps pace with the cluster.
 */
final class ServedWorld implements AutoCloseable {

    /** How long a handler may wait for something before time moves on without it, by the clock on the wall. */
    private static final long WAITING_MILLIS = 20_000;

    /** How long a handler may work before time moves on without it, by the clock on the wall. */
    private static final long WORKING_MILLIS = 180_000;

    /** How often handlers may answer each other before time moves on. */
    private static final int MOST_ROUNDS = 1_000;

    /** Sessions share a port and a terminal. */
    private static final Object ONE_SESSION = new Object();

    private final World world;
    private final ClientTasks tasks = new ClientTasks();
    private volatile @Nullable ApiServer server;
    private @Nullable KubernetesClient client;
    private @Nullable LoopbackServer loopback;
    private @Nullable ExecutorService threads;
    private boolean closed;

    ServedWorld(World world) {
        this.world = world;
    }

    /** Do something with the world while no client does. */
    <T> T exclusively(Supplier<T> work) {
        ApiServer shared = server;
        return shared == null ? work.get() : shared.exclusively(work);
    }

    /** Do something with the world while no client does. */
    void run(Runnable work) {
        exclusively(() -> {
            work.run();
            return true;
        });
    }

    Instant now() {
        return exclusively(world::now);
    }

    void advance(Duration duration) {
        if (server == null) {
            world.advance(duration);
        } else {
            await(() -> false, duration);
        }
    }

    boolean await(BooleanSupplier condition, Duration deadline) {
        if (server == null) {
            return world.await(condition, deadline);
        }
        exclusively(() -> world.await(() -> true, deadline)); // refuses what is no deadline
        Instant end = now().plus(deadline);
        while (true) {
            settleClients();
            if (condition.getAsBoolean()) {
                return true;
            }
            if (!exclusively(() -> world.step(end.isBefore(world.now()) ? world.now() : end))) {
                settleClients();
                return condition.getAsBoolean();
            }
        }
    }

    /** Wait until clients in this JVM have seen and answered what happened. */
    private void settleClients() {
        ApiServer shared = server;
        if (shared == null || shared.watches().open() == 0) {
            return;
        }
        long seen = -1;
        for (int round = 0; round < MOST_ROUNDS && seen != tasks.finished(); round++) {
            seen = tasks.finished();
            shared.watches().flush();
            tasks.quiet(WAITING_MILLIS, WORKING_MILLIS);
        }
    }

    /** Return the API server of the world, started by the first who asks. */
    synchronized ApiServer server() {
        if (closed) {
            throw new IllegalStateException(ClusterMessages.CLOSED);
        }
        ApiServer started = server;
        if (started == null) {
            started = new ApiServer(world);
            server = started;
        }
        return started;
    }

    /** Return the client that lives as long as this, another one where somebody has closed it. */
    synchronized KubernetesClient client() {
        KubernetesClient shared = client;
        if (shared == null || shared.getHttpClient().isClosed()) {
            shared = InProcessClients.of(server(), tasks);
            client = shared;
        }
        return shared;
    }

    /** Return threads whose work is waited for before time moves; they end with this. */
    synchronized ExecutorService executor() {
        if (closed) {
            throw new IllegalStateException(ClusterMessages.CLOSED);
        }
        ExecutorService shared = threads;
        if (shared == null || shared.isShutdown()) {
            shared = tasks.threads();
            threads = shared;
        }
        return shared;
    }

    /** Return the listener on the loopback interface, opened by the first who asks. */
    synchronized LoopbackServer loopback() {
        LoopbackServer open = loopback;
        if (open == null) {
            open = LoopbackServer.start(server(), LoopbackServer.ANY_PORT);
            loopback = open;
        }
        return open;
    }

    /** Keep the world open for a person until somebody ends the session; one at a time in this JVM. */
    void debug(int port, Consumer<String> told) {
        synchronized (ONE_SESSION) {
            try (DebuggingSession session = DebuggingSession.open(server(), port)) {
                told.accept(session.invitation());
                session.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    World fork() {
        return exclusively(world::fork);
    }

    /** End clients, watches and connections, with their threads. */
    @Override
    public synchronized void close() {
        closed = true;
        if (threads != null) {
            threads.shutdownNow();
        }
        if (client != null) {
            client.close();
        }
        if (loopback != null) {
            loopback.close();
        }
        ApiServer shared = server;
        if (shared != null) {
            shared.close();
        }
    }
}
