package dev.simarena.cluster.client;

import io.fabric8.kubernetes.client.http.AsyncBody;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** Hand over a body that is there already, all at once. */
final class CompleteBody implements AsyncBody {

    private final byte[] bytes;
    private final AsyncBody.Consumer<List<ByteBuffer>> consumer;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final AtomicBoolean consumed = new AtomicBoolean();

    CompleteBody(byte[] bytes, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        this.bytes = bytes;
        this.consumer = consumer;
    }

    @Override
    @SuppressWarnings("IllegalCatch") // whatever the consumer throws ends the body
    public void consume() {
        if (!consumed.compareAndSet(false, true)) {
            return;
        }
        try {
            consumer.consume(List.of(ByteBuffer.wrap(bytes)), this);
            done.complete(null);
        } catch (Exception e) {
            done.completeExceptionally(e);
        }
    }

    @Override
    public CompletableFuture<Void> done() {
        return done;
    }

    @Override
    public void cancel() {
        consumed.set(true);
        done.cancel(false);
    }
}
