package dev.simarena.junit;

import dev.simarena.cluster.Cluster;
import dev.simarena.cluster.EmbeddedCluster;
import dev.simarena.cluster.EmbeddedOptions;
import dev.simarena.cluster.kube.KubernetesCluster;
import dev.simarena.cluster.kube.KubernetesOptions;
import dev.simarena.episode.ConfigurationException;
import java.util.List;

/** Make clusters by the name that settings use. */
final class Clusters {

    /** The cluster in this JVM: {@value}. */
    static final String EMBEDDED = EmbeddedCluster.NAME;

    /** The cluster of a kubeconfig: {@value}. */
    static final String KUBECONFIG = KubernetesCluster.NAME;

    private static final List<String> NAMES = List.of(EMBEDDED, KUBECONFIG);

    private Clusters() {}

    /** Return the name if a cluster has it; nothing is started. */
    static String checked(String name) {
        if (!NAMES.contains(name)) {
            throw new ConfigurationException(JunitMessages.unknownCluster(name, NAMES));
        }
        return name;
    }

    /** Make the cluster that is set; a real one is asked for the first time when it is needed. */
    static Cluster start(String name, EmbeddedOptions embedded, KubernetesOptions kubernetes) {
        return checked(name).equals(KUBECONFIG) ? new KubernetesCluster(kubernetes) : new EmbeddedCluster(embedded);
    }
}
