package dev.simarena.cluster.kube;

import org.jspecify.annotations.Nullable;

/**
 * Say which cluster is meant and how it is used.
 *
 * @param kubeconfig path of the kubeconfig, {@code null} for {@code KUBECONFIG}, else {@code ~/.kube/config}
 * @param context context in it, {@code null} for its current one
 * @param inCluster whether the cluster is meant in whose pod this JVM runs, and no kubeconfig
 * @param simkube who replays
 * @param reportOnly whether the preflight is reported and nothing is played
 */
public record KubernetesOptions(
        @Nullable String kubeconfig,
        @Nullable String context,
        boolean inCluster,
        SimKubeMode simkube,
        boolean reportOnly) {

    /** The current context of the usual kubeconfig, with SimKube. */
    public static final KubernetesOptions DEFAULT =
            new KubernetesOptions(null, null, false, SimKubeMode.INSTALLED, false);

    /** Mean the cluster of a file, on which the arena itself replays. */
    public static KubernetesOptions of(String kubeconfig) {
        return new KubernetesOptions(kubeconfig, null, false, SimKubeMode.NONE, false);
    }
}
