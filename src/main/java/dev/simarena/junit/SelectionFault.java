package dev.simarena.junit;

import java.util.List;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;

/**
 * Fail one invocation for a name that does not exist, so that the build fails with the right message.
 *
 * @param fault what is wrong with the selection
 */
record SelectionFault(Selection.Fault fault) implements TestTemplateInvocationContext {

    @Override
    public String getDisplayName(int invocationIndex) {
        return fault.name();
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
        return List.of((BeforeEachCallback) context -> {
            throw ConfigurationErrors.counted(
                    new ExtensionConfigurationException(fault.message()), context, "selection", fault.name());
        });
    }
}
