package dev.simarena.junit;

import dev.simarena.episode.ConfigurationException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** Provide the invocations of an {@link EpisodeTest}, where its scenario is selected; see {@link EpisodePlan}. */
final class EpisodeTestProvider implements TestTemplateInvocationContextProvider {

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return true;
    }

    /** None are needed where the selection or the trace filter means other scenarios. */
    @Override
    public boolean mayReturnZeroTestTemplateInvocationContexts(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        try {
            ScenarioConfig config = ScenarioConfigReader.read(context, ExtensionStore.settings(context));
            ScenarioTwins.of(context).check(config, context::getConfigurationParameter);
            List<TestTemplateInvocationContext> faults = selectionFaults(config, context);
            return isSelected(config, context)
                    ? Stream.concat(faults.stream(), new EpisodePlan(config, context).invocations())
                    : faults.stream();
        } catch (ConfigurationException e) {
            throw ConfigurationErrors.ofMethod(e, context);
        }
    }

    private static boolean isSelected(ScenarioConfig config, ExtensionContext context) {
        return !config.named()
                || Selection.of(context::getConfigurationParameter)
                        .map(selection -> selection.includes(config.scenario()))
                        .orElse(true);
    }

    private static List<TestTemplateInvocationContext> selectionFaults(
            ScenarioConfig config, ExtensionContext context) {
        Optional<Selection> selection = Selection.of(context::getConfigurationParameter);
        if (selection.isEmpty() || !config.named()) {
            return List.of();
        }
        ScenarioCatalog catalog = ScenarioCatalog.around(config.type(), context::getConfigurationParameter);
        List<Selection.Fault> faults = selection.get().faults(catalog);
        boolean tells = !faults.isEmpty()
                && catalog.messenger(selection.get())
                        .filter(config.type()::equals)
                        .isPresent()
                && ExtensionStore.computed(ExtensionStore.ofRun(context), SelectionReport.class, SelectionReport::new)
                        .isFirst();
        return tells ? List.copyOf(faults.stream().map(SelectionFault::new).toList()) : List.of();
    }
}
