package dev.simarena.junit;

import dev.simarena.episode.ConfigurationException;
import dev.simarena.trace.Trace;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;
import org.opentest4j.TestAbortedException;

/** Provide the traces of a {@link TraceSource}, each read when its turn comes. */
final class TraceArgumentsProvider implements ArgumentsProvider {

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        try {
            ScenarioConfig config = ScenarioConfigReader.read(context, ExtensionStore.settings(context));
            TraceArguments arguments = TraceArguments.of(context);
            List<TraceFile> all = ScenarioTraces.of(config, context);
            List<TraceFile> files = ShardedTraces.of(all, config, context);
            if (config.gates().shard().isPresent()) {
                // a shard that has nothing to play is one of those that are merged, too
                Run.of(context, config);
                if (files.isEmpty()) {
                    throw new TestAbortedException(EmptyShard.message(all.size(), config));
                }
            }
            return files.stream().map(file -> argument(file, arguments));
        } catch (ConfigurationException e) {
            throw ConfigurationErrors.ofMethod(e, context);
        }
    }

    private static Arguments argument(TraceFile file, TraceArguments arguments) {
        try {
            var loaded = file.load();
            arguments.remember(loaded.trace(), new TraceFile(file.name(), () -> loaded));
            return Arguments.argumentSet(file.name(), loaded.trace());
        } catch (ConfigurationException e) {
            // an argument must be there for its invocation to fail under its own name
            Trace unread = Trace.of(List.of());
            arguments.remember(unread, new TraceFile(file.name(), () -> {
                throw e;
            }));
            return Arguments.argumentSet(file.name(), unread);
        }
    }
}
