package dev.simarena.trace;

/** Carry the reason why a copy cannot be edited out of the descent into it; never leaves {@link TraceEdits}. */
final class UneditableException extends Exception {

    private static final long serialVersionUID = 1L;

    UneditableException(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
