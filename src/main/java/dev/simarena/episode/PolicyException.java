package dev.simarena.episode;

import org.jspecify.annotations.Nullable;

/** Signal that a policy threw or did not answer; its episode is UNSOLVED with this as the cause. */
public final class PolicyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String policy;

    /** Say which policy failed and how, and keep what it threw. */
    PolicyException(String policy, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.policy = policy;
    }

    /** Return the name of the policy. */
    public String policy() {
        return policy;
    }
}
