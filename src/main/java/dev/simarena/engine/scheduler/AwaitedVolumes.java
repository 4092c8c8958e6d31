package dev.simarena.engine.scheduler;

import dev.simarena.engine.model.Fork;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.Pod;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Hold the pods whose node is chosen but whose volumes somebody must make first. */
final class AwaitedVolumes {

    private final VolumeBinder binder;
    private final Map<Pod, Node> nodes = new LinkedHashMap<>();

    AwaitedVolumes(VolumeBinder binder) {
        this.binder = binder;
    }

    /** Take over the pods of another world. */
    void copyFrom(AwaitedVolumes original, Fork fork) {
        original.nodes.forEach((pod, node) -> nodes.put(fork.of(pod), fork.of(node)));
    }

    /** Bind the claims of a pod; returns whether it has to wait for volumes. */
    boolean awaits(Pod pod, Node node) {
        if (pod.template().claims().isEmpty() || binder.bind(pod, node)) {
            return false;
        }
        nodes.put(pod, node);
        return true;
    }

    /** Hand over the pods whose volumes have been made; returns whether any pod waits no more. */
    boolean release(BiConsumer<Pod, Node> bind) {
        if (nodes.isEmpty()) {
            return false;
        }
        boolean worked = false;
        for (Map.Entry<Pod, Node> waiting : List.copyOf(nodes.entrySet())) {
            Pod pod = waiting.getKey();
            Node node = waiting.getValue();
            if (pod.gone() || node.gone() || binder.bound(pod)) {
                nodes.remove(pod);
                worked = true;
                if (!pod.gone() && !node.gone()) {
                    bind.accept(pod, node);
                }
            }
        }
        return worked;
    }
}
