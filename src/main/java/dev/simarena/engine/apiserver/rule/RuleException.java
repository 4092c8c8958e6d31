package dev.simarena.engine.apiserver.rule;

/** Says why an expression cannot be compiled or run, in the API server's words. */
final class RuleException extends Exception {

    private static final long serialVersionUID = 1;

    private final boolean unsupported;

    /**
     * Say what is wrong.
     *
     * @param unsupported whether the API server would run the expression, and only we cannot
     */
    RuleException(String message, boolean unsupported) {
        super(message, null, false, false);
        this.unsupported = unsupported;
    }

    boolean unsupported() {
        return unsupported;
    }
}
