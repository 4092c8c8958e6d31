package dev.simarena.engine.usage;

/** Tell which annotation about usage cannot be understood. */
public final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UsageException(String annotation, String value, String what) {
        super("Annotation [%s: %s] %s".formatted(annotation, value, what));
    }
}
