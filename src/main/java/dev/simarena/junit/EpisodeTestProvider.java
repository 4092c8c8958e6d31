package dev.simarena.junit;

import dev.simarena.episode.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** Provide the invocations of an {@link EpisodeTest}: one per trace, policy and reward. */
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
            List<TestTemplateInvocationContext> faults = selectionFaults(config, context);
            return isSelected(config, context)
                    ? Stream.concat(faults.stream(), invocations(config, context))
                    : faults.stream();
        } catch (ConfigurationException e) {
            throw ConfigurationErrors.toJunit(e);
        }
    }

    private static Stream<TestTemplateInvocationContext> invocations(ScenarioConfig config, ExtensionContext context) {
        List<Pairing> pairings = new ArrayList<>();
        for (String policy : config.policies()) {
            config.rewards().forEach(reward -> pairings.add(Pairing.of(policy, reward, config)));
        }
        return ScenarioTraces.of(config, context).stream()
                .flatMap(file -> pairings(file, pairings).map(pairing -> new EpisodeInvocation(config, file, pairing)));
    }

    /** A file that cannot be read fails once, whatever would have been played on it. */
    private static Stream<Pairing> pairings(TraceFile file, List<Pairing> pairings) {
        return pairings.size() == 1 || file.isReadable()
                ? pairings.stream()
                : Stream.of(pairings.get(0).alone());
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
