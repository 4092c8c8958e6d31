package dev.simarena.engine.apiserver.apply;

/** Tell that a value is not of its type. */
final class ShapeException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ShapeException(String message) {
        super(message);
    }

    /** Return the message as a reason; never {@code null}. */
    String reason() {
        return String.valueOf(getMessage());
    }
}
