package dev.simarena.engine.core;

/** Break off work until the client may send its next request. */
public final class ThrottledException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final long until;

    /** Break off until a time in microseconds since 1970. */
    public ThrottledException(long until) {
        super("Client [%d] may send its next request then. Try again.".formatted(until), null, false, false);
        this.until = until;
    }

    /** Return the time of the next request in microseconds since 1970. */
    public long until() {
        return until;
    }
}
