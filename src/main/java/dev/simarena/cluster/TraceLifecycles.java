package dev.simarena.cluster;

import dev.simarena.engine.PodListener;
import dev.simarena.engine.World;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Fork;
import dev.simarena.engine.model.Pod;
import dev.simarena.trace.Lifecycle;
import dev.simarena.trace.PodHash;
import dev.simarena.trace.Trace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * End pods after the time they ran in the trace, as SimKube's webhook does.
 *
 * <p>The n-th pod created with one pod hash takes entry n modulo length of its owner's list, whichever of them starts
 * first. Pods without an entry run forever.
 */
final class TraceLifecycles implements PodListener {

    private final Trace trace;
    private final String prefix;
    private final boolean recorded;
    private final Map<Long, Integer> createdByHash = new HashMap<>();
    private final Map<Pod, Integer> sequence = new HashMap<>();

    TraceLifecycles(Trace trace, String prefix) {
        this.trace = trace;
        this.prefix = prefix + "-";
        recorded = !trace.lifecycleOwners().isEmpty();
    }

    /** Number a pod that was created. */
    @Override
    public void created(Pod pod) {
        if (recorded) {
            sequence.put(pod, createdByHash.merge(PodHash.of(pod.template().podSpec()), 1, Integer::sum) - 1);
        }
    }

    /** Decide about a pod that has become Running. */
    @Override
    public void started(World world, Pod pod) {
        Integer number = sequence.remove(pod);
        if (number == null) {
            return;
        }
        for (ApiObject owner = pod; owner != null; owner = owner.controller()) {
            List<Lifecycle> entries = entries(owner);
            if (!entries.isEmpty() && entries.get(number % entries.size()) instanceof Lifecycle.Finished finished) {
                world.completeAt(pod, world.now().plusSeconds(finished.end() - finished.start()));
                return;
            }
        }
    }

    @Override
    public PodListener fork(Fork fork) {
        TraceLifecycles copy = new TraceLifecycles(trace, prefix.substring(0, prefix.length() - 1));
        copy.createdByHash.putAll(createdByHash);
        sequence.forEach((pod, number) -> copy.sequence.put(fork.of(pod), number));
        return copy;
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
