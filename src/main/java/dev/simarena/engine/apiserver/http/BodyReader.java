package dev.simarena.engine.apiserver.http;

import dev.simarena.engine.model.ApiException;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Collect the body of a request as it comes in, within limits.
 *
 * <p>What goes beyond them is thrown away as it comes, so that a client that only listens when it has sent everything
 * hears why, and nothing of it is kept.
 */
final class BodyReader {

    private static final byte[] NOTHING = {};

    /** Take what becomes of a body; exactly one of these is called, once, by the thread of the connection. */
    interface Receiver {
        void body(byte[] body);

        void refused(ApiException why);
    }

    private final Exchange exchange;
    private final HttpServerRequest request;
    private final AtomicLong held;
    private final Receiver receiver;
    private final Vertx vertx;
    private @Nullable Buffer collected = Buffer.buffer();
    private int size;
    private long timer;
    private boolean done;

    private BodyReader(Vertx vertx, Exchange exchange, AtomicLong held, Receiver receiver) {
        this.vertx = vertx;
        this.exchange = exchange;
        this.request = exchange.request();
        this.held = held;
        this.receiver = receiver;
    }

    /**
     * Read the body of a request.
     *
     * @param millis time in which it has to come
     * @param held bytes of bodies held for all clients
     */
    static void read(Vertx vertx, Exchange exchange, long millis, AtomicLong held, Receiver receiver) {
        HttpServerRequest request = exchange.request();
        if (request.isEnded()) {
            receiver.body(NOTHING);
            return;
        }
        BodyReader reader = new BodyReader(vertx, exchange, held, receiver);
        boolean asksFirst = "100-continue".equalsIgnoreCase(request.getHeader("expect"));
        if (asksFirst && announced(request) > Limits.BODY) {
            reader.refuse(tooLarge());
            return;
        }
        reader.start(millis);
        if (asksFirst) {
            request.response().writeContinue();
        }
    }

    static ApiException tooLarge() {
        return new ApiException(
                413, "RequestEntityTooLarge", "Request entity too large: limit is %d".formatted(Limits.BODY));
    }

    private static ApiException tooManyRequests() {
        return new ApiException(429, "TooManyRequests", "Too many requests, please try again later.");
    }

    private static ApiException timeout() {
        return new ApiException(
                504,
                "Timeout",
                "Timeout: request did not complete within requested timeout - context deadline exceeded");
    }

    private static long announced(HttpServerRequest request) {
        String length = request.getHeader("content-length");
        try {
            return length == null ? 0 : Long.parseLong(length.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private void start(long millis) {
        timer = vertx.setTimer(millis, fired -> {
            refuse(timeout());
            exchange.cut();
        });
        request.handler(this::take);
        request.endHandler(end -> finish());
        request.exceptionHandler(lost -> {
            vertx.cancelTimer(timer);
            done = true;
            drop();
        });
    }

    private void take(Buffer part) {
        Buffer buffer = collected;
        if (buffer == null) {
            return;
        }
        size += part.length();
        if (size > Limits.BODY) {
            refuse(tooLarge());
        } else if (held.addAndGet(part.length()) > Limits.BODIES) {
            refuse(tooManyRequests());
        } else {
            buffer.appendBuffer(part);
        }
    }

    private void finish() {
        vertx.cancelTimer(timer);
        Buffer buffer = collected;
        if (!done && buffer != null) {
            done = true;
            byte[] body = buffer.getBytes();
            drop();
            receiver.body(body);
        }
    }

    private void refuse(ApiException why) {
        drop();
        if (!done) {
            done = true;
            receiver.refused(why);
        }
    }

    private void drop() {
        if (collected != null) {
            held.addAndGet(-size);
            collected = null;
        }
    }
}
