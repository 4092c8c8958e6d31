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

    /** The cluster in whose pod this JVM runs: {@value}. */
    static final String IN_CLUSTER = KubernetesCluster.IN_CLUSTER;

    private static final List<String> NAMES = List.of(EMBEDDED, KUBECONFIG, IN_CLUSTER);

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
        if (checked(name).equals(EMBEDDED)) {
            return new EmbeddedCluster(embedded);
        }
        KubernetesCluster cluster = new KubernetesCluster(kubernetes);
        if (kubernetes.reportOnly()) {
            DebuggingPrompt.print(cluster.report());
        }
        return cluster;
    }
}
