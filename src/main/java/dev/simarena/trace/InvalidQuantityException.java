package dev.simarena.trace;

/** Signal that a text is not a Kubernetes quantity. */
public final class InvalidQuantityException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /** Say what is wrong with the text. */
    public InvalidQuantityException(String message) {
        super(message);
    }
}
