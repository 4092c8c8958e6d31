package dev.simarena.engine.apiserver.http;

import dev.simarena.engine.apiserver.ApiServer;
import dev.simarena.engine.apiserver.clock.RealTime;
import java.util.concurrent.CountDownLatch;

/**
 * Keep a world open for a person with kubectl, on a port of one's own choice, until somebody ends the session.
 *
 * <p>Meanwhile the world's time follows that of the wall, so that waiting and watching behave.
 */
public final class DebuggingSession implements AutoCloseable {

    /** Deleting this path ends the session. */
    static final String PATH = "/sim-arena/session";

    private final CountDownLatch ended = new CountDownLatch(1);
    private final LoopbackServer server;
    private final RealTime time;

    private DebuggingSession(ApiServer api, int port) {
        server = LoopbackServer.start(api, port, Limits.TRANSFER_MILLIS, RequestLog.NONE, ended::countDown);
        time = RealTime.follow(api, 1);
    }

    /**
     * Begin a session.
     *
     * @param port port to listen on, {@link LoopbackServer#ANY_PORT} for a free one
     * @throws IllegalArgumentException for a number that is no port
     * @throws IllegalStateException where the port is taken
     */
    public static DebuggingSession open(ApiServer api, int port) {
        return new DebuggingSession(api, port);
    }

    /** Return the server of the session. */
    public LoopbackServer server() {
        return server;
    }

    /** Return lines that tell a person how to look around and how to end the session. */
    public String invitation() {
        return HttpMessages.invitation(server.uri(), server.kubeconfigFile());
    }

    /**
     * Wait until somebody ends the session.
     *
     * @throws InterruptedException when the thread is interrupted, which ends the session too
     */
    public void await() throws InterruptedException {
        ended.await();
    }

    /** End the session and everything it opened. */
    @Override
    public void close() {
        ended.countDown();
        time.close();
        server.close();
    }
}
