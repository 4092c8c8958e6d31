package dev.simarena.engine.apiserver.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/** Write the body of an answer piece by piece as its client takes it, within a limit of time. */
final class AnswerWriter {

    private static final int PIECE = 64 * 1024;

    private final Vertx vertx;
    private final Exchange exchange;
    private final HttpServerResponse response;
    private final byte[] body;
    private int written;

    private AnswerWriter(Vertx vertx, Exchange exchange, byte[] body) {
        this.vertx = vertx;
        this.exchange = exchange;
        this.response = exchange.response();
        this.body = body;
    }

    /**
     * Write a body whose head is set.
     *
     * @param millis time in which the client has to take it
     */
    static void write(Vertx vertx, Exchange exchange, byte[] body, long millis) {
        if (body.length <= PIECE) {
            exchange.response().end(Buffer.buffer(body));
            return;
        }
        exchange.response().putHeader("content-length", String.valueOf(body.length));
        long timer = vertx.setTimer(millis, slow -> exchange.cut());
        exchange.atEnd(() -> vertx.cancelTimer(timer));
        new AnswerWriter(vertx, exchange, body).go();
    }

    private void go() {
        if (exchange.over()) {
            return;
        }
        if (response.writeQueueFull()) {
            response.drainHandler(ready -> go());
            return;
        }
        int length = Math.min(PIECE, body.length - written);
        Buffer piece = Buffer.buffer(length).appendBytes(body, written, length);
        written += length;
        if (written == body.length) {
            response.end(piece);
        } else {
            response.write(piece);
            // whether the queue is full is known in the next turn only
            vertx.runOnContext(next -> go());
        }
    }
}
