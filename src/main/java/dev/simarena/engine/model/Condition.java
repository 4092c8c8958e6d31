package dev.simarena.engine.model;

/**
 * Show one condition of a status.
 *
 * @param type for example {@code Available}
 * @param status {@code True}, {@code False} or {@code Unknown}
 * @param reason one word
 * @param message text as a user reads it
 * @param updated last update, microseconds since 1970
 * @param transitioned last change of the status, microseconds since 1970
 */
public record Condition(String type, String status, String reason, String message, long updated, long transitioned) {

    /** Return this condition with the time of transition of an older one. */
    public Condition since(long transition) {
        return new Condition(type, status, reason, message, updated, transition);
    }
}
