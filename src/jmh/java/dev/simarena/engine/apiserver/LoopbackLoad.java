package dev.simarena.engine.apiserver;

import dev.simarena.engine.apiserver.http.LoopbackServer;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PemTrustOptions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/** Put load on a server over its socket, by few threads. */
final class LoopbackLoad implements AutoCloseable {

    private static final int CONNECTIONS = 16;
    private static final int MOST_WATCHES = 2_000;
    // a TLS connection that is never idle keeps as much as one turn of reading takes: megabytes without a limit
    private static final int RECEIVE_BYTES = 64 * 1024;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpClient client;
    private final HttpClient watching;
    private final String token;

    LoopbackLoad(LoopbackServer server, HttpVersion version) {
        token = "Bearer " + server.token();
        client = client(server, version, CONNECTIONS);
        // by HTTP/1.1 each watch has a connection for itself
        watching = client(server, version, MOST_WATCHES);
    }

    private HttpClient client(LoopbackServer server, HttpVersion version, int connections) {
        return vertx.createHttpClient(new HttpClientOptions()
                .setDefaultHost("127.0.0.1")
                .setDefaultPort(server.uri().getPort())
                .setSsl(true)
                .setUseAlpn(true)
                .setProtocolVersion(version)
                .setMaxPoolSize(connections)
                .setHttp2MaxPoolSize(1)
                .setMaxWaitQueueSize(-1)
                .setReceiveBufferSize(RECEIVE_BYTES)
                .setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(server.certificate()))));
    }

    /** Send requests, some at a time, and return how many were answered in a second. */
    double rate(int count, HttpMethod method, int status, IntFunction<String> path, IntFunction<byte[]> body) {
        long start = System.nanoTime();
        CompletableFuture<Void> done = new CompletableFuture<>();
        AtomicInteger next = new AtomicInteger();
        AtomicInteger answered = new AtomicInteger();
        for (int i = 0; i < CONNECTIONS; i++) {
            more(count, next, answered, done, new Shape(method, status, path, body));
        }
        done.join();
        return count * 1e9 / (System.nanoTime() - start);
    }

    /**
     * Open watches, let changes be made, and return the seconds until all watchers have seen all of them.
     *
     * @throws java.util.concurrent.CompletionException where a watch ends before
     */
    double watch(int watches, String path, int changes, Runnable change) {
        AtomicLong seen = new AtomicLong();
        CompletableFuture<Void> allOpen = new CompletableFuture<>();
        CompletableFuture<Void> allSeen = new CompletableFuture<>();
        long expected = (long) watches * changes;
        // one after another: no client begins a thousand TLS handshakes at once
        open(watches, path, allOpen, allSeen, buffer -> {
            if (seen.addAndGet(lines(buffer)) == expected) {
                allSeen.complete(null);
            }
        });
        allOpen.join();
        long start = System.nanoTime();
        change.run();
        allSeen.join();
        return (System.nanoTime() - start) / 1e9;
    }

    private void open(
            int left,
            String path,
            CompletableFuture<Void> allOpen,
            CompletableFuture<Void> allSeen,
            Handler<Buffer> events) {
        if (left == 0) {
            allOpen.complete(null);
            return;
        }
        send(watching, HttpMethod.GET, path, new byte[0])
                .onSuccess(response -> {
                    response.handler(events)
                            .exceptionHandler(allSeen::completeExceptionally)
                            .endHandler(end ->
                                    allSeen.completeExceptionally(new IllegalStateException("a watch was ended")));
                    open(left - 1, path, allOpen, allSeen, events);
                })
                .onFailure(allOpen::completeExceptionally);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void more(
            int count, AtomicInteger next, AtomicInteger answered, CompletableFuture<Void> done, Shape shape) {
        int number = next.getAndIncrement();
        if (number >= count) {
            return;
        }
        send(client, shape.method(), shape.path().apply(number), shape.body().apply(number))
                .compose(response -> {
                    if (response.statusCode() != shape.status()) {
                        return Future.failedFuture("status " + response.statusCode());
                    }
                    return response.body();
                })
                .onFailure(done::completeExceptionally)
                .onSuccess(body -> {
                    if (answered.incrementAndGet() == count) {
                        done.complete(null);
                    }
                    more(count, next, answered, done, shape);
                });
    }

    private Future<HttpClientResponse> send(HttpClient by, HttpMethod method, String path, byte[] body) {
        return by.request(method, path).compose(request -> {
            HttpClientRequest headed = request.putHeader("authorization", token)
                    .putHeader("accept", "application/json")
                    .putHeader("content-type", "application/json");
            return body.length == 0 ? headed.send() : headed.send(Buffer.buffer(body));
        });
    }

    private static int lines(Buffer buffer) {
        int lines = 0;
        for (int i = 0; i < buffer.length(); i++) {
            if (buffer.getByte(i) == '\n') {
                lines++;
            }
        }
        return lines;
    }

    private record Shape(HttpMethod method, int status, IntFunction<String> path, IntFunction<byte[]> body) {}
}
