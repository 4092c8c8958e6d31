package dev.simarena.cluster.client;

import dev.simarena.engine.apiserver.message.Subscription;
import dev.simarena.engine.apiserver.message.WatchAnswer;
import dev.simarena.engine.apiserver.message.WatchSink;
import io.fabric8.kubernetes.client.http.AsyncBody;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Hand over the events of a watch whenever the client asks for more; a few wait here, the others in the log. */
final class WatchedBody implements AsyncBody, WatchSink {

    private static final int MOST_WAITING = 256;

    private final AsyncBody.Consumer<List<ByteBuffer>> consumer;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final ArrayDeque<ByteBuffer> waiting = new ArrayDeque<>();
    private @Nullable Subscription subscription;
    private boolean wanted;
    private boolean handing;
    private boolean refused;
    private boolean ended;

    WatchedBody(AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        this.consumer = consumer;
    }

    /** Begin to listen. */
    void follow(WatchAnswer watch) {
        Subscription opened = watch.open(this);
        synchronized (this) {
            subscription = opened;
        }
    }

    @Override
    public void event(byte[] frame) {
        synchronized (this) {
            waiting.add(ByteBuffer.wrap(frame));
        }
        handOver();
    }

    @Override
    public synchronized boolean ready() {
        refused = waiting.size() >= MOST_WAITING;
        return !refused;
    }

    @Override
    public void end() {
        synchronized (this) {
            ended = true;
        }
        handOver();
    }

    @Override
    public void consume() {
        synchronized (this) {
            wanted = true;
        }
        handOver();
    }

    @Override
    public CompletableFuture<Void> done() {
        return done;
    }

    @Override
    public void cancel() {
        Subscription open;
        synchronized (this) {
            open = subscription;
            waiting.clear();
            ended = true;
        }
        if (open != null) {
            open.close();
        }
        done.cancel(false);
    }

    @SuppressWarnings("IllegalCatch") // whatever the consumer throws ends the watch
    private void handOver() {
        for (List<ByteBuffer> batch = take(); !batch.isEmpty(); batch = take()) {
            try {
                consumer.consume(batch, this);
            } catch (Exception e) {
                done.completeExceptionally(e);
                cancel();
            } finally {
                synchronized (this) {
                    handing = false;
                }
            }
        }
    }

    /** Return what is to be handed over now, nothing where nobody asked or somebody is at it. */
    private List<ByteBuffer> take() {
        Subscription parked = null;
        List<ByteBuffer> batch = List.of();
        boolean over = false;
        synchronized (this) {
            if (!handing && wanted && !waiting.isEmpty()) {
                batch = new ArrayList<>(waiting);
                waiting.clear();
                wanted = false;
                handing = true;
                if (refused) {
                    refused = false;
                    parked = subscription;
                }
            } else {
                over = ended && !handing && waiting.isEmpty();
            }
        }
        if (parked != null) {
            parked.resume();
        }
        if (over) {
            done.complete(null);
        }
        return batch;
    }
}
