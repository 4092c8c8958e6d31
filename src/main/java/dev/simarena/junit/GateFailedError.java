package dev.simarena.junit;

import org.opentest4j.AssertionFailedError;

/** Signal that what a gate demands does not hold. */
final class GateFailedError extends AssertionFailedError {

    private static final long serialVersionUID = 1L;

    GateFailedError(String message) {
        super(message);
        // the message says all; whatever called the gate is the framework
        setStackTrace(new StackTraceElement[0]);
    }
}
