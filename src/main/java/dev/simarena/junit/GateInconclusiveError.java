package dev.simarena.junit;

import org.opentest4j.AssertionFailedError;

/** Signal that the episodes do not tell whether what a gate demands holds. */
final class GateInconclusiveError extends AssertionFailedError {

    private static final long serialVersionUID = 1L;

    GateInconclusiveError(String message) {
        super(message);
        // the message says all; whatever called the gate is the framework
        setStackTrace(new StackTraceElement[0]);
    }
}
