package dev.simarena.policy;

import dev.simarena.episode.ConfigurationException;

/** Signal that no policy has this name; lists those that exist and suggests the nearest. */
public final class UnknownPolicyException extends ConfigurationException {

    private static final long serialVersionUID = 1L;

    UnknownPolicyException(String message) {
        super(message);
    }
}
