package dev.simarena.engine.apiserver.http;

import io.vertx.core.http.HttpConnection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Close connections that are too many, and those on which a client lets nothing happen for long. */
final class Connections {

    private final Map<HttpConnection, State> open = new ConcurrentHashMap<>();

    /** Take a new connection, or close it. */
    void opened(HttpConnection connection) {
        if (open.size() >= Limits.CONNECTIONS) {
            connection.close();
            return;
        }
        open.put(connection, new State());
        connection.closeHandler(closed -> open.remove(connection));
    }

    /** Return how many are open. */
    int open() {
        return open.size();
    }

    /** Note that a request came. */
    void begin(HttpConnection connection) {
        State state = open.get(connection);
        if (state != null) {
            state.requests.incrementAndGet();
            state.used = true;
        }
    }

    /** Note that a request is over. */
    void end(HttpConnection connection) {
        State state = open.get(connection);
        if (state != null) {
            state.looks.set(0);
            state.requests.decrementAndGet();
        }
    }

    /** Look at all connections; called again and again. */
    void look() {
        open.forEach((connection, state) -> {
            if (state.requests.get() > 0) {
                state.looks.set(0);
            } else if (state.looks.incrementAndGet()
                    > (state.used ? Limits.LOOKS_WHILE_IDLE : Limits.LOOKS_BEFORE_FIRST_REQUEST)) {
                connection.close();
            }
        });
    }

    private static final class State {
        private final AtomicInteger requests = new AtomicInteger();
        private volatile boolean used;
        private final AtomicInteger looks = new AtomicInteger();
    }
}
