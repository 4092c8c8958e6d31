package dev.simarena.engine.apiserver.http;

import dev.simarena.engine.apiserver.message.Subscription;
import dev.simarena.engine.apiserver.message.WatchSink;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Send the events of a watch as fast as its client takes them.
 *
 * <p>Events wait here while the client is busy, shared with all other watchers of the same change. A client that lets too
 * many wait is cut off; it will list again.
 */
final class WatchStream implements WatchSink {

    private static final int WRITE = 64 * 1024;

    private final Context context;
    private final HttpServerResponse response;
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private @Nullable Subscription subscription;
    private boolean begun;
    private boolean draining;
    private boolean ended;
    private boolean overrun;
    private boolean closed;

    WatchStream(Context context, HttpServerResponse response) {
        this.context = context;
        this.response = response;
    }

    @Override
    public synchronized void event(byte[] frame) {
        if (closed || overrun) {
            return;
        }
        if (waiting.size() >= Limits.WAITING_EVENTS) {
            overrun = true;
            waiting.clear();
        } else {
            waiting.add(frame);
        }
        wake();
    }

    @Override
    public synchronized void end() {
        ended = true;
        wake();
    }

    /** Begin to write: the head of the answer is out. */
    synchronized void begin() {
        begun = true;
        wake();
    }

    /** Take over the subscription, to close it when the client has gone. */
    void subscribed(Subscription opened) {
        boolean late;
        synchronized (this) {
            subscription = opened;
            late = closed;
        }
        if (late) {
            opened.close();
        }
    }

    /** Forget everything: the client has gone. */
    void close() {
        Subscription open;
        synchronized (this) {
            closed = true;
            waiting.clear();
            open = subscription;
        }
        if (open != null) {
            open.close();
        }
    }

    private void wake() {
        if (begun && !draining && !closed) {
            draining = true;
            context.runOnContext(go -> drain());
        }
    }

    /** Write what waits until the client has enough or nothing waits; run by the thread of the connection only. */
    private void drain() {
        while (true) {
            if (response.closed() || response.ended()) {
                return;
            }
            if (response.writeQueueFull()) {
                response.drainHandler(ready -> drain());
                return;
            }
            Buffer batch = Buffer.buffer();
            boolean cut;
            boolean last;
            synchronized (this) {
                for (byte[] next = waiting.poll();
                        next != null;
                        next = batch.length() < WRITE ? waiting.poll() : null) {
                    batch.appendBytes(next);
                }
                cut = overrun;
                last = ended && waiting.isEmpty();
                draining = batch.length() > 0 && !cut && !last;
            }
            if (cut) {
                response.reset();
                return;
            }
            if (batch.length() > 0) {
                response.write(batch);
            }
            if (last) {
                response.end();
                return;
            }
            if (batch.length() == 0) {
                return;
            }
        }
    }
}
