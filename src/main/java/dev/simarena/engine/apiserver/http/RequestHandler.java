package dev.simarena.engine.apiserver.http;

import dev.simarena.engine.apiserver.ApiServer;
import dev.simarena.engine.apiserver.message.Answer;
import dev.simarena.engine.apiserver.message.Answers;
import dev.simarena.engine.apiserver.message.ApiRequest;
import dev.simarena.engine.apiserver.message.ApiResponse;
import dev.simarena.engine.apiserver.message.Status;
import dev.simarena.engine.apiserver.message.WatchAnswer;
import dev.simarena.engine.model.ApiException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Take one request after another from their connections to the API server, and the answers back. */
final class RequestHandler {

    private static final byte[] NOTHING = {};

    private final Vertx vertx;
    private final ApiServer server;
    private final BearerToken token;
    private final Executor workers;
    private final Connections connections;
    private final long transferMillis;
    private final RequestLog log;
    private final @Nullable Runnable end;
    private final AtomicLong bodies = new AtomicLong();

    RequestHandler(
            Vertx vertx,
            ApiServer server,
            BearerToken token,
            Executor workers,
            Connections connections,
            long transferMillis,
            RequestLog log,
            @Nullable Runnable end) {
        this.vertx = vertx;
        this.server = server;
        this.token = token;
        this.workers = workers;
        this.connections = connections;
        this.transferMillis = transferMillis;
        this.log = log;
        this.end = end;
    }

    /** Take a request whose headers have come. */
    void handle(HttpServerRequest request) {
        Exchange exchange = begin(request);
        if (!token.isIn(request.getHeader("authorization"))) {
            answer(exchange, unauthorized());
        } else if (isWebSocketWatch(request)) {
            answer(exchange, noWebSocket());
        } else if (PodSession.asked(request)) {
            session(exchange);
        } else if (end != null && endsSession(request)) {
            exchange.atEnd(end);
            answer(exchange, Answers.json(200, Status.success(200)));
        } else {
            BodyReader.read(vertx, exchange, transferMillis, bodies, new BodyReader.Receiver() {
                @Override
                public void body(byte[] body) {
                    serve(exchange, body);
                }

                @Override
                public void refused(ApiException why) {
                    answer(exchange, Answers.failure(why));
                }
            });
        }
    }

    /**
     * Answer a request that is no proper HTTP.
     *
     * <p>The connection ends with the answer, and a client that is still sending then would not come to read it. So the
     * whole answer is sent, but ended only when the client has gone, or after a while; what comes until then is thrown away.
     */
    void refuse(HttpServerRequest request) {
        Exchange exchange = begin(request);
        Answer answer = Answers.failure(BadHttp.why(request.decoderResult().cause()));
        if (exchange.over()) {
            return;
        }
        head(exchange, answer.status(), answer.headers());
        HttpServerResponse response = exchange.response();
        response.putHeader("connection", "close").putHeader("content-length", String.valueOf(answer.body().length));
        response.write(Buffer.buffer(answer.body()));
        long timer = vertx.setTimer(Limits.LINGER_MILLIS, late -> response.end());
        exchange.atEnd(() -> vertx.cancelTimer(timer));
    }

    private Exchange begin(HttpServerRequest request) {
        HttpConnection connection = request.connection();
        connections.begin(connection);
        Exchange exchange = new Exchange(request);
        exchange.atEnd(() -> connections.end(connection));
        return exchange;
    }

    private void serve(Exchange exchange, byte[] body) {
        Context context = vertx.getOrCreateContext();
        HttpServerRequest request = exchange.request();
        ApiRequest read = ApiRequest.of(request.method().name(), request.uri(), headers(request), body);
        work(request.connection(), () -> {
            ApiResponse answer = server.handle(read);
            if (answer instanceof WatchAnswer watch) {
                WatchStream stream = new WatchStream(context, exchange, transferMillis);
                context.runOnContext(go -> watch(exchange, watch, stream));
                stream.subscribed(watch.open(stream));
            } else {
                context.runOnContext(go -> answer(exchange, (Answer) answer));
            }
        });
    }

    /** Begin a session with a pod where the API server would, to tell there why it ends. */
    private void session(Exchange exchange) {
        Context context = vertx.getOrCreateContext();
        HttpServerRequest request = exchange.request();
        request.pause();
        ApiRequest read = ApiRequest.of(request.method().name(), request.uri(), headers(request), NOTHING);
        work(request.connection(), () -> {
            ApiResponse answer = server.handle(read);
            context.runOnContext(go -> {
                if (answer instanceof Answer failed && failed.status() == 500) {
                    log.answered(request.method().name(), request.uri(), 101);
                    PodSession.end(request, failed.body());
                } else {
                    request.resume();
                    answer(exchange, (Answer) answer);
                }
            });
        });
    }

    private void work(HttpConnection connection, Runnable work) {
        try {
            workers.execute(work);
        } catch (RejectedExecutionException closing) {
            connection.close();
        }
    }

    private static Map<String, String> headers(HttpServerRequest request) {
        Map<String, String> headers = new LinkedHashMap<>();
        request.headers()
                .forEach(header -> headers.merge(
                        header.getKey().toLowerCase(Locale.ROOT), header.getValue(), (one, two) -> one + "," + two));
        return headers;
    }

    private void answer(Exchange exchange, Answer answer) {
        if (exchange.over()) {
            return;
        }
        head(exchange, answer.status(), answer.headers());
        AnswerWriter.write(vertx, exchange, answer.body(), transferMillis);
    }

    private void watch(Exchange exchange, WatchAnswer watch, WatchStream stream) {
        exchange.atEnd(stream::close);
        if (exchange.over()) {
            return;
        }
        HttpServerResponse response = exchange.response();
        head(exchange, watch.status(), watch.headers());
        response.setChunked(true);
        // the client shall know at once that its watch has begun
        response.write(Buffer.buffer(NOTHING));
        stream.begin();
    }

    private void head(Exchange exchange, int status, Map<String, String> headers) {
        log.answered(exchange.request().method().name(), exchange.request().uri(), status);
        HttpServerResponse response = exchange.response();
        response.setStatusCode(status);
        headers.forEach((name, value) -> {
            for (String one : value.split("\n")) {
                response.headers().add(name, one);
            }
        });
    }

    /** Tell whether a client tries to watch by WebSocket before it does so by HTTP. */
    private static boolean isWebSocketWatch(HttpServerRequest request) {
        String upgrade = request.getHeader("upgrade");
        if (upgrade == null || !upgrade.toLowerCase(Locale.ROOT).contains("websocket")) {
            return false;
        }
        String watch = ApiRequest.of("GET", request.uri(), Map.of(), NOTHING).parameter("watch");
        return watch.equals("true") || watch.equals("1");
    }

    private static boolean endsSession(HttpServerRequest request) {
        return request.method().equals(HttpMethod.DELETE) && request.path().equals(DebuggingSession.PATH);
    }

    /** Answer with success but without a protocol switch, after which clients turn to HTTP; an error would stop them. */
    private static Answer noWebSocket() {
        return Answers.text(200, "watch by HTTP\n");
    }

    private static Answer unauthorized() {
        return Answers.failure(new ApiException(401, "Unauthorized", "Unauthorized"));
    }
}
