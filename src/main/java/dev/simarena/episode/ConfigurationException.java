package dev.simarena.episode;

import org.jspecify.annotations.Nullable;

/** Signal that an episode was described wrongly; thrown before anything is played, and never a score. */
public class ConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Say what is wrong and what to do. */
    public ConfigurationException(String message) {
        super(message);
    }

    /** Say what is wrong and what to do, and keep the cause. */
    public ConfigurationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
