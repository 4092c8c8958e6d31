package dev.simarena.engine.apiserver.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Begin sessions with pods by WebSocket, and end them by saying why on their channel for errors.
 *
 * <p>Source: {@code k8s.io/apimachinery/pkg/util/remotecommand}.
 */
final class PodSession {

    /** Protocols whose channel for errors carries a Status object. */
    static final List<String> PROTOCOLS = List.of("v5.channel.k8s.io", "v4.channel.k8s.io");

    private static final byte ERROR_CHANNEL = 3;
    private static final Pattern PATH = Pattern.compile("/api/v1/namespaces/[^/]+/pods/[^/]+/(exec|attach)/?");

    private PodSession() {}

    /** Tell whether a request asks for one. */
    static boolean asked(HttpServerRequest request) {
        String upgrade = request.getHeader("upgrade");
        String protocols = request.getHeader("sec-websocket-protocol");
        return upgrade != null
                && upgrade.toLowerCase(Locale.ROOT).equals("websocket")
                && protocols != null
                && PROTOCOLS.stream().anyMatch(protocols::contains)
                && request.method().equals(HttpMethod.GET)
                && PATH.matcher(request.path()).matches();
    }

    /** Begin a session and end it with a Status object. */
    static void end(HttpServerRequest request, byte[] status) {
        Future<Void> unused = request.toWebSocket()
                .compose(session -> session.writeBinaryMessage(
                                Buffer.buffer().appendByte(ERROR_CHANNEL).appendBytes(status))
                        .compose(sent -> session.close()));
    }
}
