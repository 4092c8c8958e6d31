package dev.simarena.junit;

import dev.simarena.episode.ConfigurationException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Refuse two classes with the same name of a scenario: their records, verdicts and commands could not be told apart. Classes
 * are looked through once in a run; used by several threads.
 */
final class ScenarioTwins {

    private final Map<Class<?>, Optional<Class<?>>> twins = new LinkedHashMap<>();

    static ScenarioTwins of(ExtensionContext context) {
        return ExtensionStore.computed(ExtensionStore.ofRun(context), ScenarioTwins.class, ScenarioTwins::new);
    }

    /**
     * Look for another class with the name of a scenario.
     *
     * @throws ConfigurationException when there is one
     */
    void check(ScenarioConfig config, Function<String, Optional<String>> settings) {
        if (config.named()) {
            twin(config.type(), settings).ifPresent(twin -> {
                throw new ConfigurationException(JunitMessages.scenarioTwins(
                        config.scenario(), config.type().getName(), twin.getName()));
            });
        }
    }

    private synchronized Optional<Class<?>> twin(Class<?> type, Function<String, Optional<String>> settings) {
        return twins.computeIfAbsent(type, __ -> ScenarioCatalog.twin(type, settings));
    }
}
