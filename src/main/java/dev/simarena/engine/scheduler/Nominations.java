package dev.simarena.engine.scheduler;

import dev.simarena.engine.model.Fork;
import dev.simarena.engine.model.Pod;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Hold which pods wait for room that is being made for them, by node. */
final class Nominations {

    private final Map<String, Set<Pod>> byNode = new LinkedHashMap<>();
    private final Map<Pod, String> nodes = new LinkedHashMap<>();

    /** Take over the pods that wait in another world. */
    void copyFrom(Nominations original, Fork fork) {
        original.nodes.forEach((pod, node) -> set(fork.of(pod), node));
    }

    /** Let a pod wait for a node, {@code null} for none. */
    void set(Pod pod, @Nullable String node) {
        String before = nodes.remove(pod);
        if (before != null) {
            Set<Pod> pods = byNode.get(before);
            if (pods != null) {
                pods.remove(pod);
                if (pods.isEmpty()) {
                    byNode.remove(before);
                }
            }
        }
        if (node != null) {
            nodes.put(pod, node);
            byNode.computeIfAbsent(node, __ -> new LinkedHashSet<>()).add(pod);
        }
    }

    /** Return the node a pod waits for, {@code null} where it waits for none. */
    @Nullable
    String of(Pod pod) {
        return nodes.get(pod);
    }

    /** Tell whether no pod waits. */
    boolean isEmpty() {
        return nodes.isEmpty();
    }

    /** Return the pods that wait for a node, in the order in which they began. */
    Collection<Pod> on(String node) {
        return byNode.getOrDefault(node, Set.of());
    }

    /** Return the pods that wait for a node and that a pod of this priority must leave room for. */
    List<Pod> ahead(Pod pod, String node) {
        Collection<Pod> all = on(node);
        return all.isEmpty()
                ? List.of()
                : all.stream()
                        .filter(other -> other.priority() >= pod.priority() && !other.equals(pod))
                        .toList();
    }
}
