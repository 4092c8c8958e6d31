package dev.simarena.trace;

import org.jspecify.annotations.Nullable;

/**
 * Hold the outcome of an edit.
 *
 * @param trace the new trace, or the same one when nothing changed
 * @param changed whether anything changed
 * @param reason why nothing changed, {@code null} when something did
 */
public record EditResult(
        Trace trace, boolean changed, @Nullable String reason) {

    /** Report a changed trace. */
    public static EditResult changed(Trace trace) {
        return new EditResult(trace, true, null);
    }

    /** Report that nothing changed, and why. */
    public static EditResult unchanged(Trace trace, String reason) {
        return new EditResult(trace, false, reason);
    }
}
