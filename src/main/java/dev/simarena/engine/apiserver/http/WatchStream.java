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
 * <p>Few events wait here while the client is busy; the others stay in the log that all watchers share. A client that does
 * not even take the end is cut off.
 */
final class WatchStream implements WatchSink {

    private static final int WRITE = 64 * 1024;
    private static final int ENOUGH = 256 * 1024;

    private final Context context;
    private final Exchange exchange;
    private final HttpServerResponse response;
    private final long transferMillis;
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private @Nullable Subscription subscription;
    private int waitingBytes;
    private boolean hungry;
    private boolean begun;
    private boolean draining;
    private boolean ended;
    private boolean closed;

    WatchStream(Context context, Exchange exchange, long transferMillis) {
        this.context = context;
        this.exchange = exchange;
        this.response = exchange.response();
        this.transferMillis = transferMillis;
    }

    @Override
    public synchronized boolean ready() {
        hungry = waitingBytes >= ENOUGH;
        return !hungry;
    }

    @Override
    public synchronized void event(byte[] frame) {
        if (!closed) {
            waiting.add(frame);
            waitingBytes += frame.length;
            wake();
        }
    }

    @Override
    public synchronized void end() {
        ended = true;
        wake();
        context.runOnContext(go -> limitEnd());
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

    private void limitEnd() {
        if (!exchange.over()) {
            long timer = context.owner().setTimer(transferMillis, untaken -> exchange.cut());
            exchange.atEnd(() -> context.owner().cancelTimer(timer));
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
        if (exchange.over()) {
            return;
        }
        if (response.writeQueueFull()) {
            response.drainHandler(ready -> drain());
            return;
        }
        Buffer batch = Buffer.buffer();
        boolean last;
        Subscription fed;
        synchronized (this) {
            take(batch);
            last = ended && waiting.isEmpty();
            draining = batch.length() > 0 && !last;
            fed = hungry && waiting.isEmpty() ? subscription : null;
            hungry = hungry && fed == null;
        }
        if (fed != null) {
            fed.resume();
        }
        if (batch.length() > 0) {
            response.write(batch);
        }
        if (last) {
            response.end();
        } else if (batch.length() > 0) {
            // whether the queue is full is known in the next turn only
            context.runOnContext(next -> drain());
        }
    }

    private void take(Buffer batch) {
        while (batch.length() < WRITE) {
            byte[] next = waiting.poll();
            if (next == null) {
                return;
            }
            waitingBytes -= next.length;
            batch.appendBytes(next);
        }
    }
}
