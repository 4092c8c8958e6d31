package dev.simarena.trace;

/** Signal that a text is not a Kubernetes quantity. */
public final class InvalidQuantityException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private static final String WRONG_FORMAT =
            "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
    private static final String WRONG_SUFFIX = "unable to parse quantity's suffix";
    private static final String WRONG_NUMBER = "unable to parse numeric part of quantity";

    private final String apiMessage;

    /** Say what is wrong with the text, which has not even the form of a quantity. */
    public InvalidQuantityException(String message) {
        this(message, WRONG_FORMAT);
    }

    private InvalidQuantityException(String message, String apiMessage) {
        super(message);
        this.apiMessage = apiMessage;
    }

    static InvalidQuantityException suffix(String message) {
        return new InvalidQuantityException(message, WRONG_SUFFIX);
    }

    static InvalidQuantityException number(String message) {
        return new InvalidQuantityException(message, WRONG_NUMBER);
    }

    /** Return what the API server says about the text. */
    public String apiMessage() {
        return apiMessage;
    }
}
