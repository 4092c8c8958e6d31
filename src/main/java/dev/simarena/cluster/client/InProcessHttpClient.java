package dev.simarena.cluster.client;

import dev.simarena.engine.apiserver.ApiServer;
import dev.simarena.engine.apiserver.message.Answer;
import dev.simarena.engine.apiserver.message.ApiRequest;
import dev.simarena.engine.apiserver.message.ApiResponse;
import dev.simarena.engine.apiserver.message.WatchAnswer;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.StandardHttpClient;
import io.fabric8.kubernetes.client.http.StandardHttpRequest;
import io.fabric8.kubernetes.client.http.StandardHttpRequest.BodyContent;
import io.fabric8.kubernetes.client.http.StandardHttpRequest.ByteArrayBodyContent;
import io.fabric8.kubernetes.client.http.StandardHttpRequest.InputStreamBodyContent;
import io.fabric8.kubernetes.client.http.StandardHttpRequest.StringBodyContent;
import io.fabric8.kubernetes.client.http.StandardWebSocketBuilder;
import io.fabric8.kubernetes.client.http.WebSocket;
import io.fabric8.kubernetes.client.http.WebSocketResponse;
import io.fabric8.kubernetes.client.http.WebSocketUpgradeResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Carry requests to an API server in this JVM: on the caller's thread, as a call of a method.
 *
 * <p>Watches stay open and are told of changes by the API server's thread. There are no WebSockets, which fabric8 takes as
 * the advice to watch by plain HTTP.
 */
final class InProcessHttpClient
        extends StandardHttpClient<InProcessHttpClient, InProcessHttpClientFactory, InProcessHttpClientBuilder> {

    private static final byte[] NOTHING = {};
    private static final int OK = 200;

    private final ApiServer server;
    private final Set<WatchedBody> watches = ConcurrentHashMap.newKeySet();

    InProcessHttpClient(InProcessHttpClientBuilder builder, ApiServer server, AtomicBoolean closed) {
        super(builder, closed);
        this.server = server;
    }

    @Override
    public CompletableFuture<HttpResponse<AsyncBody>> consumeBytesDirect(
            StandardHttpRequest request, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        ApiResponse response;
        try {
            response = send(request);
        } catch (IOException | IllegalStateException e) {
            return CompletableFuture.failedFuture(e);
        }
        AsyncBody body = response instanceof WatchAnswer watch
                ? watch(watch, consumer)
                : new CompleteBody(((Answer) response).body(), consumer);
        return CompletableFuture.completedFuture(new InProcessResponse(request, response, body));
    }

    @Override
    public CompletableFuture<WebSocketResponse> buildWebSocketDirect(
            StandardWebSocketBuilder builder, WebSocket.Listener listener) {
        StandardHttpRequest request = builder.asHttpRequest();
        int code = OK;
        try {
            if (send(request) instanceof Answer answer) {
                code = answer.status();
            }
        } catch (IOException | IllegalStateException e) {
            return CompletableFuture.failedFuture(e);
        }
        return CompletableFuture.completedFuture(new WebSocketResponse(
                new WebSocketUpgradeResponse(request, code), new IOException("There are no WebSockets within a JVM.")));
    }

    @Override
    protected void doClose() {
        watches.forEach(WatchedBody::cancel);
    }

    private WatchedBody watch(WatchAnswer watch, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        WatchedBody body = new WatchedBody(consumer);
        watches.add(body);
        CompletableFuture<Void> unused = body.done().whenComplete((done, failure) -> watches.remove(body));
        body.follow(watch);
        if (isClosed()) {
            body.cancel();
        }
        return body;
    }

    private ApiResponse send(StandardHttpRequest request) throws IOException {
        if (isClosed()) {
            throw new IllegalStateException(
                    "Client [%s] is closed. Get another one of the cluster.".formatted(request.uri()));
        }
        URI uri = request.uri();
        String target = uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery();
        return server.handle(ApiRequest.of(request.method(), target, headers(request), bytes(request.body())));
    }

    private static Map<String, String> headers(StandardHttpRequest request) {
        Map<String, String> headers = new LinkedHashMap<>();
        request.headers()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
        if (request.getContentType() != null) {
            headers.put("content-type", request.getContentType());
        }
        return headers;
    }

    private static byte[] bytes(@Nullable BodyContent body) throws IOException {
        if (body instanceof StringBodyContent text) {
            return text.getContent().getBytes(StandardCharsets.UTF_8);
        }
        if (body instanceof ByteArrayBodyContent array) {
            return array.getContent();
        }
        return body instanceof InputStreamBodyContent stream
                ? stream.getContent().readAllBytes()
                : NOTHING;
    }
}
