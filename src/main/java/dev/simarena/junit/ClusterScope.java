package dev.simarena.junit;

import dev.simarena.cluster.Cluster;
import dev.simarena.cluster.EmbeddedCluster;
import dev.simarena.cluster.NodeShape;
import dev.simarena.episode.ConfigurationException;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Hold the cluster that one test method, or one invocation of an episode test, asked for.
 *
 * @param cluster the one given in code, else one of the test's own
 * @param own whether it ends with the test
 * @param debugPort port on which it stays open for kubectl when the test is over, empty where it does not
 */
record ClusterScope(Cluster cluster, boolean own, OptionalInt debugPort) implements AutoCloseable {

    /** Return the scope of a test, opened by the first parameter that needs it; JUnit closes it after the test. */
    static ClusterScope of(ExtensionContext context) {
        return ExtensionStore.computed(ExtensionStore.of(context), ClusterScope.class, () -> open(context));
    }

    private static ClusterScope open(ExtensionContext context) {
        Optional<EpisodeScope> episode = ExtensionStore.scope(context);
        try {
            ScenarioConfig config = episode.isPresent()
                    ? episode.get().config()
                    : ScenarioConfigReader.read(context, ExtensionStore.settings(context));
            Cluster given = config.extension().cluster();
            if (given != null) {
                return new ClusterScope(given, false, config.apiServerPort());
            }
            if (!config.cluster().equals(Clusters.EMBEDDED)) {
                return new ClusterScope(Run.of(context, config).cluster(config), false, OptionalInt.empty());
            }
            NodeShape nodes = episode.map(scope -> scope.spec().nodes())
                    .orElseGet(() -> config.nodes().resolve(Optional.empty()));
            long seed = episode.map(scope -> scope.spec().seed()).orElse(config.seed());
            return new ClusterScope(new EmbeddedCluster(config.embedded(), nodes, seed), true, config.apiServerPort());
        } catch (ConfigurationException e) {
            throw ConfigurationErrors.toJunit(e);
        }
    }

    @Override
    public void close() {
        if (debugPort.isPresent() && cluster instanceof EmbeddedCluster embedded) {
            embedded.debug(debugPort.getAsInt(), DebuggingPrompt::print);
        }
        if (own) {
            cluster.close();
        }
    }
}
