package dev.simarena.engine.apiserver.http;

import dev.simarena.engine.apiserver.ApiServer;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Serve an API server on 127.0.0.1, over TLS, by HTTP/1.1 and HTTP/2, to those who hold the token.
 *
 * <p>Key, certificate and token are made for this server and die with it. Nothing outside of this machine can reach it.
 */
public final class LoopbackServer implements AutoCloseable {

    /** Choose a port that is free. */
    public static final int ANY_PORT = 0;

    private static final String ADDRESS = "127.0.0.1";
    private static final int LARGEST_PORT = 65_535;
    private static final int CLOSE_SECONDS = 10;

    private final Vertx vertx;
    private final ExecutorService workers;
    private final Connections connections = new Connections();
    private final RunCertificate certificate = RunCertificate.make();
    private final String token = RunCertificate.randomToken();
    private int port;
    private @Nullable Path kubeconfigFile;
    private boolean closed;

    private LoopbackServer() {
        int threads = Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));
        AtomicInteger number = new AtomicInteger();
        workers = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "arena-apiserver-" + number.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        });
        vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(threads)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setUseDaemonThread(true)
                // looks for blocked threads, of which there are none; it would only add a thread that wakes up
                .setBlockedThreadCheckInterval(TimeUnit.DAYS.toMillis(1))
                .setFileSystemOptions(new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
    }

    /**
     * Begin to serve.
     *
     * @param port port to listen on, {@link #ANY_PORT} for a free one
     * @throws IllegalArgumentException for a number that is no port
     * @throws IllegalStateException where the port is taken
     */
    public static LoopbackServer start(ApiServer server, int port) {
        return start(server, port, Limits.TRANSFER_MILLIS, RequestLog.NONE, null);
    }

    /**
     * Begin to serve, give clients some time to send a body and to take an answer, and tell of each request.
     *
     * @param end what to do when a client asks for the end of a debugging session, {@code null} where there is none
     */
    static LoopbackServer start(
            ApiServer server, int port, long transferMillis, RequestLog log, @Nullable Runnable end) {
        if (port < 0 || port > LARGEST_PORT) {
            throw new IllegalArgumentException(HttpMessages.noPort(port));
        }
        LoopbackServer loopback = new LoopbackServer();
        try {
            loopback.listen(server, port, transferMillis, log, end);
        } catch (RuntimeException e) {
            loopback.close();
            throw e;
        }
        return loopback;
    }

    /** Return the address to reach it at. */
    public URI uri() {
        return URI.create("https://" + ADDRESS + ":" + port);
    }

    /** Return the token that every request must carry in {@code Authorization: Bearer <token>}. */
    public String token() {
        return token;
    }

    /** Return the certificate to trust, in PEM. */
    public String certificate() {
        return certificate.certificate();
    }

    /** Return a kubeconfig with address, certificate and token. */
    public String kubeconfig() {
        return Kubeconfig.text(uri().toString(), certificate(), token);
    }

    /**
     * Return a file with the kubeconfig, which only its owner can read; {@link #close} deletes it.
     *
     * @throws IllegalStateException after {@link #close}
     */
    public synchronized Path kubeconfigFile() {
        if (closed) {
            throw new IllegalStateException(HttpMessages.CLOSED);
        }
        Path file = kubeconfigFile;
        if (file == null) {
            file = Kubeconfig.write(kubeconfig());
            kubeconfigFile = file;
        }
        return file;
    }

    /** End all connections and threads, and delete the kubeconfig file. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        } finally {
            workers.shutdown();
            deleteKubeconfig();
        }
        try {
            if (!workers.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    /** Return how many connections are open. */
    int connections() {
        return connections.open();
    }

    private void listen(ApiServer server, int wanted, long transferMillis, RequestLog log, @Nullable Runnable end) {
        RequestHandler requests = new RequestHandler(
                vertx, server, new BearerToken(token), workers, connections, transferMillis, log, end);
        HttpServer http = vertx.createHttpServer(options())
                .connectionHandler(connections::opened)
                .requestHandler(requests::handle)
                .invalidRequestHandler(requests::refuse);
        try {
            port = http.listen(wanted, ADDRESS)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join()
                    .actualPort();
        } catch (CompletionException e) {
            throw new IllegalStateException(HttpMessages.notListening(wanted, e.getCause()), e.getCause());
        }
        vertx.setPeriodic(Limits.LOOK_MILLIS, again -> connections.look());
    }

    private HttpServerOptions options() {
        return new HttpServerOptions()
                .setSsl(true)
                .setUseAlpn(true)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setCertValue(Buffer.buffer(certificate.certificate()))
                        .setKeyValue(Buffer.buffer(certificate.key())))
                .setWebSocketSubProtocols(PodSession.PROTOCOLS)
                .setMaxHeaderSize(Limits.HEADERS)
                .setMaxInitialLineLength(Limits.REQUEST_LINE)
                .setInitialSettings(new Http2Settings()
                        .setMaxConcurrentStreams(Limits.STREAMS)
                        .setMaxHeaderListSize(Limits.HEADERS));
    }

    private void deleteKubeconfig() {
        Path file = kubeconfigFile;
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
