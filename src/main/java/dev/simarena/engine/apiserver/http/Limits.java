package dev.simarena.engine.apiserver.http;

/** Say how much of everything one server takes from its clients, so that none can exhaust the JVM. */
final class Limits {

    /** Largest body in bytes, as in Kubernetes. */
    static final int BODY = 3 * 1024 * 1024;

    /** Largest headers in bytes, as in Kubernetes. */
    static final int HEADERS = 1024 * 1024;

    /** Longest request line in bytes. */
    static final int REQUEST_LINE = 256 * 1024;

    /** Bytes of bodies held at once for all clients. */
    static final long BODIES = 96L * 1024 * 1024;

    /** Open connections. */
    static final int CONNECTIONS = 4096;

    /** Requests at once on one HTTP/2 connection. */
    static final int STREAMS = 1000;

    /** Milliseconds in which a body must have come, or an answer must have been taken. */
    static final long TRANSFER_MILLIS = 60_000;

    /** Milliseconds for which a client that sent no proper HTTP may go on sending before it is cut off. */
    static final long LINGER_MILLIS = 10_000;

    /** Milliseconds between looks at connections. */
    static final long LOOK_MILLIS = 10_000;

    /** Looks after which a connection is closed on which no request came yet. */
    static final int LOOKS_BEFORE_FIRST_REQUEST = 4;

    /** Looks after which a connection is closed on which nothing is going on. */
    static final int LOOKS_WHILE_IDLE = 10;

    private Limits() {}
}
