package dev.simarena.engine.apiserver.http;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Word what may go wrong with the server itself. */
final class HttpMessages {

    static final String CLOSED =
            "API server [127.0.0.1] is closed and its kubeconfig is gone. Ask for it while the server runs.";

    private static final String INVITATION = """
            The cluster is open at %s and its time follows yours. Look around:

                kubectl --kubeconfig %s get pods --all-namespaces

            It stays open until you end the session:

                kubectl --kubeconfig %s delete --raw %s
            """;

    private HttpMessages() {}

    static String invitation(URI server, Path kubeconfig) {
        return INVITATION.formatted(server, kubeconfig, kubeconfig, DebuggingSession.PATH);
    }

    static String noPort(int port) {
        return "Port [%d] is none. Give a number from 1 to 65535, or 0 for one that is free.".formatted(port);
    }

    static String notListening(int port, @Nullable Throwable cause) {
        return "Port [%d] of 127.0.0.1 cannot be listened on: %s. Choose another one, or end who uses it."
                .formatted(port, cause == null ? "unknown" : cause.getMessage());
    }
}
