package dev.simarena.cluster;

import dev.simarena.engine.Latency;
import dev.simarena.engine.model.KubernetesVersion;
import dev.simarena.engine.model.TieBreak;

/**
 * Say which control plane the embedded cluster is to be like.
 *
 * @param latency how long its parts take
 * @param tieBreak which of several equally good nodes gets a pod
 * @param version version of Kubernetes whose scheduler is followed where versions differ
 */
public record EmbeddedOptions(Latency latency, TieBreak tieBreak, KubernetesVersion version) {

    /** What holds where nothing is said: no latency, the first of equal nodes, Kubernetes 1.36. */
    public static final EmbeddedOptions DEFAULT =
            new EmbeddedOptions(Latency.INSTANT, TieBreak.FIRST, KubernetesVersion.V1_36);
}
