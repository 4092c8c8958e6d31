package dev.simarena.engine.scheduler;

import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.PodTemplate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Remember why pods failed until something changes in the cluster, so that thousands of pods that fail alike cost one
 * search.
 *
 * <p>Pods fail alike that are made from one template with equal labels and priority. Pods of different templates do where
 * no plugin looks at anything but the node itself: then requests, placement and what preemption may do decide.
 */
final class Failures {

    /**
     * Say why a pod failed.
     *
     * @param rejecters plugins that rejected it
     * @param message message of the condition and the event
     */
    record Failure(Set<String> rejecters, String message) {}

    private record Shape(PodTemplate template, String namespace, Map<String, String> labels, int priority) {}

    private record Kind(NodeVerdicts.Kind kind, int priority, boolean neverPreempts) {}

    private final Map<Shape, Failure> byShape = new HashMap<>();
    private final Map<Kind, Failure> byKind = new HashMap<>();

    /** Forget everything because something changed. */
    void clear() {
        if (!byShape.isEmpty()) {
            byShape.clear();
            byKind.clear();
        }
    }

    /** Return how pods like this one failed, {@code null} where none did. */
    @Nullable
    Failure of(Pod pod) {
        return byShape.isEmpty() || searchedAnew(pod) ? null : byShape.get(shape(pod));
    }

    /** Return how pods failed that ask the same of a node by itself, {@code null} where none did. */
    @Nullable
    Failure ofKind(Cycle cycle) {
        Pod pod = cycle.pod();
        if (byKind.isEmpty() || searchedAnew(pod)) {
            return null;
        }
        Failure failure = byKind.get(kind(cycle));
        if (failure != null) {
            byShape.put(shape(pod), failure);
        }
        return failure;
    }

    /**
     * Remember a failure.
     *
     * @param alone whether no plugin looks at anything but the node itself
     */
    void add(Cycle cycle, boolean alone, Failure failure) {
        byShape.put(shape(cycle.pod()), failure);
        if (alone) {
            byKind.put(kind(cycle), failure);
        }
    }

    /**
     * A nominated node is tried by itself, a search among named nodes moves the start of the next one, and claims may be a
     * pod's own.
     */
    private static boolean searchedAnew(Pod pod) {
        return pod.nominatedNode() != null
                || !pod.template().claims().isEmpty()
                || pod.template().placement().namedNodes() != null;
    }

    private static Shape shape(Pod pod) {
        return new Shape(pod.template(), String.valueOf(pod.namespace()), pod.labels(), pod.priority());
    }

    private static Kind kind(Cycle cycle) {
        Pod pod = cycle.pod();
        return new Kind(NodeVerdicts.kind(cycle), pod.priority(), pod.template().neverPreempts());
    }
}
