package dev.simarena.junit;

import java.util.List;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;

/**
 * Name one invocation of an {@link EpisodeTest} and bind its trace, policy and reward.
 *
 * @param config what is declared for the test
 * @param file the trace, not yet read
 * @param pairing policy and reward
 */
record EpisodeInvocation(ScenarioConfig config, TraceFile file, Pairing pairing)
        implements TestTemplateInvocationContext {

    @Override
    public String getDisplayName(int invocationIndex) {
        return file.name() + pairing.suffix();
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
        return List.of((BeforeEachCallback) context -> {
            Reports.announce(context, config, file, pairing);
            open(context);
        });
    }

    private void open(ExtensionContext context) {
        try {
            EpisodeScope.open(context, config, file, pairing);
        } catch (ExtensionConfigurationException e) {
            Run.of(context, config).configurationError(config.scenario(), file.name() + pairing.suffix());
            throw e;
        }
    }
}
