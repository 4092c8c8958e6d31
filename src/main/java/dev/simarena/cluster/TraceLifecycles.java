package dev.simarena.cluster;

import dev.simarena.engine.World;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Pod;
import dev.simarena.trace.Lifecycle;
import dev.simarena.trace.PodHash;
import dev.simarena.trace.Trace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * End pods after the time they ran in the trace, as SimKube's webhook does.
 *
 * <p>The n-th pod created with one pod hash takes entry n modulo length of its owner's list, whichever of them starts
 * first. Pods without an entry run forever.
 */
final class TraceLifecycles {

    private final Trace trace;
    private final String prefix;
    private final boolean recorded;
    private final Map<Long, Integer> createdByHash = new HashMap<>();
    private final Map<Pod, Integer> sequence = new HashMap<>();
    private @Nullable World world;

    TraceLifecycles(Trace trace, String prefix) {
        this.trace = trace;
        this.prefix = prefix + "-";
        recorded = !trace.lifecycleOwners().isEmpty();
    }

    /** Set the world whose pods are told of. */
    void completeIn(World newWorld) {
        world = newWorld;
    }

    /** Number a pod that was created. */
    void created(Pod pod) {
        if (recorded) {
            sequence.put(pod, createdByHash.merge(PodHash.of(pod.template().podSpec()), 1, Integer::sum) - 1);
        }
    }

    /** Decide about a pod that has become Running. */
    void started(Pod pod) {
        World at = world;
        Integer number = sequence.remove(pod);
        if (number == null || at == null) {
            return;
        }
        for (ApiObject owner = pod; owner != null; owner = owner.controller()) {
            List<Lifecycle> entries = entries(owner);
            if (!entries.isEmpty() && entries.get(number % entries.size()) instanceof Lifecycle.Finished finished) {
                at.completeAt(pod, at.now().plusSeconds(finished.end() - finished.start()));
                return;
            }
        }
    }

    private List<Lifecycle> entries(ApiObject owner) {
        String namespace = owner.namespace();
        if (namespace == null || !namespace.startsWith(prefix)) {
            return List.of();
        }
        String key = namespace.substring(prefix.length()) + "/" + owner.name();
        return trace.indexHash(owner.gvk(), key).isPresent() ? trace.lifecycles(owner.gvk(), key) : List.of();
    }
}
