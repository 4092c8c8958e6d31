package dev.simarena.junit;

import dev.simarena.episode.ConfigurationException;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Turn our configuration errors into JUnit's. */
final class ConfigurationErrors {

    private ConfigurationErrors() {}

    /** Return JUnit's exception for the same fault, with the same message. */
    static ExtensionConfigurationException toJunit(ConfigurationException e) {
        return new ExtensionConfigurationException(String.valueOf(e.getMessage()), e);
    }
}
