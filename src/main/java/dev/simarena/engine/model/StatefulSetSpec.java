package dev.simarena.engine.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Declare a StatefulSet, defaults applied.
 *
 * @param replicas number of pods
 * @param selector selector of its pods
 * @param template template of its pods
 * @param serviceName Service that gives the pods their subdomain, empty where there is none
 * @param claimTemplates claims each pod gets, in the order in which they were written
 * @param parallel whether the pod management policy is Parallel, else OrderedReady
 * @param onDelete whether the update strategy is OnDelete, else RollingUpdate
 * @param partition lowest place that a rolling update reaches, {@code null} where {@code rollingUpdate} is absent
 * @param startOrdinal number of the first pod, {@code null} where {@code ordinals} is absent
 * @param minReadySeconds seconds a pod must be ready to count as available
 * @param revisionHistoryLimit number of old revisions to keep, all where negative
 * @param deleteClaimsWithSet whether claims go when the StatefulSet is deleted
 * @param deleteClaimsWithPod whether claims go when the StatefulSet scales down
 */
public record StatefulSetSpec(
        int replicas,
        LabelSelector selector,
        PodTemplate template,
        String serviceName,
        List<ClaimTemplate> claimTemplates,
        boolean parallel,
        boolean onDelete,
        @Nullable Integer partition,
        @Nullable Integer startOrdinal,
        int minReadySeconds,
        int revisionHistoryLimit,
        boolean deleteClaimsWithSet,
        boolean deleteClaimsWithPod) {

    public StatefulSetSpec {
        claimTemplates = List.copyOf(claimTemplates);
    }

    /** Return the same with another number of pods. */
    public StatefulSetSpec withReplicas(int wanted) {
        return new StatefulSetSpec(
                wanted,
                selector,
                template,
                serviceName,
                claimTemplates,
                parallel,
                onDelete,
                partition,
                startOrdinal,
                minReadySeconds,
                revisionHistoryLimit,
                deleteClaimsWithSet,
                deleteClaimsWithPod);
    }

    /** Return the number of the first pod. */
    public int start() {
        return startOrdinal == null ? 0 : startOrdinal;
    }

    /** Tell whether a pod of this number is declared. */
    public boolean declares(int ordinal) {
        return ordinal >= start() && ordinal - start() < replicas;
    }

    /** Tell whether only what may change of a StatefulSet differs from another. */
    public boolean mayFollow(StatefulSetSpec before) {
        return selector.equals(before.selector)
                && serviceName.equals(before.serviceName)
                && claimTemplates.equals(before.claimTemplates)
                && parallel == before.parallel;
    }
}
