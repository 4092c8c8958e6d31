package dev.simarena.junit;

import dev.simarena.episode.ConfigurationException;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Turn our configuration errors into JUnit's, and count them in the summary of the run. */
final class ConfigurationErrors {

    private ConfigurationErrors() {}

    /** Return JUnit's exception for the same fault, with the same message. */
    static ExtensionConfigurationException toJunit(ConfigurationException e) {
        return new ExtensionConfigurationException(String.valueOf(e.getMessage()), e);
    }

    /** Return the same for a test method that cannot be played at all, and count it. */
    static ExtensionConfigurationException ofMethod(ConfigurationException e, ExtensionContext context) {
        FailedTests.of(context).add(context, e);
        Declarations declarations = Declarations.of(context);
        String scenario = ScenarioCatalog.name(declarations.carrier(Scenario.class));
        return counted(toJunit(e), context, scenario, declarations.element());
    }

    /**
     * Count a failure.
     *
     * @param name what is not played
     * @return the same failure
     */
    static ExtensionConfigurationException counted(
            ExtensionConfigurationException failure, ExtensionContext context, String scenario, String name) {
        try {
            Run.of(context).configurationError(scenario, name);
        } catch (RuntimeException e) {
            // the fault at hand comes first
            failure.addSuppressed(e);
        }
        return failure;
    }
}
