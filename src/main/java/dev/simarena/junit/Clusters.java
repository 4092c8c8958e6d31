package dev.simarena.junit;

import dev.simarena.cluster.Cluster;
import dev.simarena.cluster.EmbeddedCluster;
import dev.simarena.cluster.EmbeddedOptions;
import dev.simarena.episode.ConfigurationException;
import java.util.List;

/** Make clusters by the name that settings use. */
final class Clusters {

    /** The cluster in this JVM: {@value}. */
    static final String EMBEDDED = EmbeddedCluster.NAME;

    private static final List<String> NAMES = List.of(EMBEDDED);

    private Clusters() {}

    /** Return the name if a cluster has it; nothing is started. */
    static String checked(String name) {
        if (!NAMES.contains(name)) {
            throw new ConfigurationException(JunitMessages.unknownCluster(name, NAMES));
        }
        return name;
    }

    /** Start the cluster with this name. */
    static Cluster start(String name, EmbeddedOptions options) {
        checked(name);
        return new EmbeddedCluster(options);
    }
}
