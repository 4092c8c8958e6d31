package dev.simarena.trace;

import org.jspecify.annotations.Nullable;

/** Carry a fault from where it is found, which knows the place, to where the file and the offset are known. */
final class TraceFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable Place place;
    private final long offset;
    private final String advice;

    private TraceFault(@Nullable Place place, long offset, String reason, String advice, @Nullable Throwable cause) {
        super(reason, cause, false, false);
        this.place = place;
        this.offset = offset;
        this.advice = advice;
    }

    /** Report a value with a wrong shape. */
    static TraceFault at(Place place, String reason) {
        return new TraceFault(place, -1, place + " " + reason, TraceMessages.CORRECT_IT, null);
    }

    /** Report a fault of the whole trace. */
    static TraceFault at(Place place, String reason, String advice) {
        return new TraceFault(place, -1, reason, advice, null);
    }

    /** Report bytes that cannot be read. */
    static TraceFault at(long offset, String reason, String advice) {
        return new TraceFault(null, offset, reason, advice, null);
    }

    /** Report bytes that a library could not read. */
    static TraceFault at(long offset, String reason, String advice, Throwable cause) {
        return new TraceFault(null, offset, reason, advice, cause);
    }

    /** Return where in the trace the fault is, {@code null} where only the offset is known. */
    @Nullable
    Place place() {
        return place;
    }

    /** Return the byte offset, -1 where only the place is known. */
    long offset() {
        return offset;
    }

    String reason() {
        return String.valueOf(getMessage());
    }

    String advice() {
        return advice;
    }
}
