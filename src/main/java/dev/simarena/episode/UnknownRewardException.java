package dev.simarena.episode;

/** Signal that no reward has this name; lists those that exist and suggests the nearest. */
public final class UnknownRewardException extends ConfigurationException {

    private static final long serialVersionUID = 1L;

    UnknownRewardException(String message) {
        super(message);
    }
}
