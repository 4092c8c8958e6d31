package dev.simarena.cluster;

import org.jspecify.annotations.Nullable;

/** Signal that the environment failed, not the policy; an episode that meets it is ABORTED and never scored. */
public class EnvironmentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Say what failed and what to do. */
    public EnvironmentException(String message) {
        super(message);
    }

    /** Say what failed and what to do, and keep the cause. */
    public EnvironmentException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
