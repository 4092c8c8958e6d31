package dev.simarena.engine.api;

import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Condition;
import dev.simarena.engine.model.ManagedFields;
import dev.simarena.engine.model.OwnerRef;
import dev.simarena.engine.model.Phase;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.PodTemplate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hold all that a pod is shown by, but for what most pods have for themselves: name, uid, version, the name of their node
 * and their address.
 *
 * <p>Pods that look alike are shown alike, managers included, but for those values. Times are in whole seconds, as they are
 * shown.
 *
 * @param owned the managers its clients left, empty where there are none
 * @param unchanged whether nobody has changed it since
 * @param placed whether the name of its node is shown
 * @param assigned whether it was given its node, rather than written for it
 */
public record PodLook(
        PodTemplate template,
        String owned,
        boolean unchanged,
        @Nullable String namespace,
        String generateName,
        Map<String, String> labels,
        Map<String, String> annotations,
        List<OwnerRef> owners,
        List<String> finalizers,
        long generation,
        long created,
        long deletion,
        long gracePeriodSeconds,
        int priority,
        Phase phase,
        boolean ready,
        long readyChanged,
        long started,
        long scheduled,
        long finished,
        int exitCode,
        boolean placed,
        boolean assigned,
        String unschedulable,
        long unschedulableSince,
        String nominatedNode,
        @Nullable Condition disruption) {

    /** Return how a pod looks, {@code null} where its containers or its status have a story of their own. */
    public static @Nullable PodLook of(Pod pod) {
        if (pod.status() != null || pod.life() != null) {
            return null;
        }
        ManagedFields managed = pod.managedFields();
        String node = pod.nodeName();
        return new PodLook(
                pod.template(),
                managed == null ? "" : managed.entries(),
                managed != null && managed.resourceVersion() == pod.resourceVersion(),
                pod.namespace(),
                pod.generateName(),
                pod.labels(),
                pod.annotations(),
                pod.owners(),
                pod.finalizers(),
                pod.generation(),
                seconds(pod.created()),
                seconds(pod.deletion()),
                pod.gracePeriodSeconds(),
                pod.priority(),
                pod.phase(),
                pod.isReady(),
                seconds(pod.readyChanged()),
                seconds(pod.started()),
                seconds(pod.scheduled()),
                seconds(pod.finished()),
                pod.exitCode(),
                node != null,
                pod.node() != null && !pod.template().nodeName().equals(node),
                orEmpty(pod.unschedulable()),
                seconds(pod.unschedulableSince()),
                orEmpty(pod.nominatedNode()),
                pod.disruption());
    }

    /** Few of its parts tell most pods apart. */
    @Override
    public int hashCode() {
        int hash = template.hashCode();
        hash = hash * 31 + owned.hashCode();
        hash = hash * 31 + labels.hashCode();
        hash = hash * 31 + Long.hashCode(created);
        hash = hash * 31 + Long.hashCode(started);
        return hash * 31 + phase.name().hashCode();
    }

    private static long seconds(long micros) {
        return micros == ApiObject.NEVER ? micros : Math.floorDiv(micros, 1_000_000L);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
