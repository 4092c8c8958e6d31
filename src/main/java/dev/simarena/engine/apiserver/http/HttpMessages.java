package dev.simarena.engine.apiserver.http;

import org.jspecify.annotations.Nullable;

/** Word what may go wrong with the server itself. */
final class HttpMessages {

    static final String CLOSED =
            "API server [127.0.0.1] is closed and its kubeconfig is gone. Ask for it while the server runs.";

    private HttpMessages() {}

    static String noPort(int port) {
        return "Port [%d] is none. Give a number from 1 to 65535, or 0 for one that is free.".formatted(port);
    }

    static String notListening(int port, @Nullable Throwable cause) {
        return "Port [%d] of 127.0.0.1 cannot be listened on: %s. Choose another one, or end who uses it."
                .formatted(port, cause == null ? "unknown" : cause.getMessage());
    }
}
