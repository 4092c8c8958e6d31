package dev.simarena.cli;

import dev.simarena.cluster.kube.KubernetesOptions;
import dev.simarena.cluster.kube.SimKubeMode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Take the options that say which cluster is meant. */
final class ClusterOptions {

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "the kubeconfig (default: the variable KUBECONFIG, else ~/.kube/config)")
    private @Nullable String kubeconfig;

    @Option(names = "--context", paramLabel = "NAME", description = "context in it (default: its current one)")
    private @Nullable String context;

    @Option(names = "--in-cluster", description = "the cluster in whose pod this runs")
    private boolean inCluster;

    KubernetesOptions with(SimKubeMode simkube) {
        return new KubernetesOptions(kubeconfig, context, inCluster, simkube, false);
    }
}
