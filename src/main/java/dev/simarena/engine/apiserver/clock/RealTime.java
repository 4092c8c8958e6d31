package dev.simarena.engine.apiserver.clock;

import dev.simarena.engine.World;
import dev.simarena.engine.apiserver.ApiServer;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Let the time of a served world follow the time of the wall, so that clients that wait for something see it happen.
 *
 * <p>What a test adds by moving time itself comes on top. Worlds that are driven so are not reproducible.
 */
public final class RealTime implements AutoCloseable {

    /** How often the world's time moves. */
    private static final long TICK_MILLIS = 10;

    private static final double NANOS_PER_MICRO = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger(RealTime.class);

    private final ApiServer server;
    private final double factor;
    private final long start = WallClock.nanos();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(RealTime::daemon);
    private long given;

    private RealTime(ApiServer server, double factor) {
        this.server = server;
        this.factor = factor;
    }

    /**
     * Begin to move the time of a world.
     *
     * @param factor seconds of the world in a second of the wall, above 0
     * @throws IllegalArgumentException for another factor
     */
    public static RealTime follow(ApiServer server, double factor) {
        if (!(factor > 0) || Double.isInfinite(factor)) {
            throw new IllegalArgumentException(
                    "Factor [%s] of the wall clock moves no time. Give a number above 0, 1 for real time."
                            .formatted(factor));
        }
        RealTime time = new RealTime(server, factor);
        ScheduledFuture<?> unused =
                time.thread.scheduleWithFixedDelay(time::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
        return time;
    }

    /** Leave time where it is; returns when nobody moves it any more. */
    @Override
    public void close() {
        thread.shutdown();
        server.exclusively(() -> null);
    }

    private void tick() {
        try {
            server.exclusively(() -> {
                if (!thread.isShutdown()) {
                    catchUp(server.world());
                }
                return null;
            });
        } catch (RuntimeException e) {
            LOG.error("Time stands still from now on: the world failed to move on.", e);
            throw e;
        }
    }

    private void catchUp(World world) {
        long due = (long) ((WallClock.nanos() - start) * factor / NANOS_PER_MICRO);
        if (due > given) {
            world.advance(Duration.of(due - given, ChronoUnit.MICROS));
            given = due;
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "arena-real-time");
        thread.setDaemon(true);
        return thread;
    }
}
