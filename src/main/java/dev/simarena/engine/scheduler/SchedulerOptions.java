package dev.simarena.engine.scheduler;

import dev.simarena.engine.model.KubernetesVersion;
import dev.simarena.engine.model.TieBreak;

/**
 * Set up a scheduler.
 *
 * @param seed seed of its random choices
 * @param tieBreak which of several equally good nodes gets a pod
 * @param version version of Kubernetes to follow where they differ
 */
public record SchedulerOptions(long seed, TieBreak tieBreak, KubernetesVersion version) {

    /** Choose the first of equals and follow the newest version. */
    public static final SchedulerOptions DEFAULT = new SchedulerOptions(0, TieBreak.FIRST, KubernetesVersion.V1_36);
}
