package dev.simarena.junit;

import dev.simarena.episode.ConfigurationException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Bind tests that are no {@link EpisodeTest}: to the trace among their arguments, else to the trace given in code. */
final class SingleEpisodes {

    private SingleEpisodes() {}

    /** Open the episode of a test that has a trace; leave others alone. */
    static void open(ExtensionContext context, ExtensionSettings settings) {
        Optional<TraceFile> file = TraceArguments.current(context)
                .or(() -> Optional.ofNullable(settings.trace()).map(TraceFile::of));
        if (file.isPresent()) {
            ScenarioConfig config = config(context, settings);
            EpisodeScope.open(context, config, file.get(), pairing(config, context), null);
        }
    }

    private static ScenarioConfig config(ExtensionContext context, ExtensionSettings settings) {
        try {
            return ScenarioConfigReader.read(context, settings);
        } catch (ConfigurationException e) {
            throw ConfigurationErrors.ofMethod(e, context);
        }
    }

    private static Pairing pairing(ScenarioConfig config, ExtensionContext context) {
        one(ArenaSettings.POLICY, config.policies(), config, context);
        one(ArenaSettings.REWARD, config.rewards(), config, context);
        return Pairing.of(config.policies().get(0), config.rewards().get(0), config);
    }

    private static void one(String key, List<String> names, ScenarioConfig config, ExtensionContext context) {
        if (names.size() > 1) {
            throw ConfigurationErrors.ofMethod(
                    new ConfigurationException(JunitMessages.matrixOutsideEpisodeTest(key, names, config.element())),
                    context);
        }
    }
}
