package dev.simarena.engine.scheduler;

import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.StoreListener;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Fork;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.PodRequests;
import dev.simarena.trace.Gvk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Follow the cluster: count pods and nodes for the plugins, queue new pods, and wake waiting ones that a change may help.
 *
 * <p>Source: {@code pkg/scheduler/eventhandlers.go}.
 */
final class ClusterView implements StoreListener {

    private final ObjectStore store;
    private final Timeline timeline;
    private final Framework framework;
    private final SchedulingQueue queue;
    private final Failures failures;
    private final boolean keepsNomination;
    private final Map<String, List<Pod>> awaitingNode = new HashMap<>();
    private final Map<Node, NodeState> states = new LinkedHashMap<>();

    /**
     * Make a view of an empty cluster.
     *
     * @param keepsNomination whether a bound pod goes on showing the node it waited for
     */
    ClusterView(
            ObjectStore store,
            Timeline timeline,
            Framework framework,
            SchedulingQueue queue,
            Failures failures,
            boolean keepsNomination) {
        this.store = store;
        this.timeline = timeline;
        this.framework = framework;
        this.queue = queue;
        this.failures = failures;
        this.keepsNomination = keepsNomination;
    }

    /** Take over what is seen in another world. */
    void copyFrom(ClusterView original, Fork fork) {
        original.states.forEach((node, state) -> states.put(fork.of(node), state));
        original.awaitingNode.forEach((name, pods) -> awaitingNode.put(name, fork.list(pods)));
    }

    @Override
    public void added(ApiObject object) {
        if (object instanceof Pod pod) {
            String nodeName = pod.template().nodeName();
            if (nodeName.isEmpty()) {
                if (pod.template().managedScheduler()) {
                    queue.add(pod);
                }
            } else if (store.get(Gvk.NODE, null, nodeName) instanceof Node node) {
                assign(pod, node);
            } else {
                awaitingNode.computeIfAbsent(nodeName, __ -> new ArrayList<>()).add(pod);
            }
        } else if (object instanceof Node node) {
            added(node);
        } else {
            changedOther(object, ClusterEvent.Kind.STORAGE_ADDED);
        }
    }

    @Override
    public void changed(ApiObject object) {
        if (object instanceof Node node) {
            changed(node);
        } else if (object instanceof Pod pod) {
            if (pod.node() == null) {
                changedWaiting(pod);
            } else if (pod.phase().terminal()) {
                release(pod);
            } else if (pod.counted()) {
                changedCounted(pod);
            }
        } else {
            changedOther(object, ClusterEvent.Kind.STORAGE_CHANGED);
        }
    }

    @Override
    public void removed(ApiObject object) {
        if (object instanceof Pod pod) {
            queue.remove(pod);
            release(pod);
            nominate(pod, null);
        } else if (object instanceof Node node) {
            removed(node);
        } else {
            changedOther(object, ClusterEvent.Kind.STORAGE_REMOVED);
        }
    }

    /** Bind a pod to a node and count it there. */
    void assign(Pod pod, Node node) {
        framework.nominations().set(pod, null);
        String waitedFor = pod.nominatedNode();
        pod.bind(node, timeline.now());
        if (keepsNomination) {
            pod.nominate(waitedFor);
        }
        framework.pods().assign(pod, node);
        failures.clear();
        queue.notice(ClusterEvent.of(ClusterEvent.Kind.POD_ADDED, pod));
    }

    /** Let a pod wait for a node, or no more; what it gives up may help pods of at most its priority. */
    void nominate(Pod pod, @Nullable String node) {
        String before = framework.nominations().of(pod);
        if (Objects.equals(before, node)) {
            return;
        }
        framework.nominations().set(pod, node);
        pod.nominate(node);
        failures.clear();
        if (before != null) {
            queue.notice(
                    ClusterEvent.of(ClusterEvent.Kind.POD_DELETED, pod), other -> other.priority() <= pod.priority());
        }
    }

    private void added(Node node) {
        framework.added(node);
        NodeState state = NodeState.of(node);
        states.put(node, state);
        failures.clear();
        List<Pod> waiting = awaitingNode.remove(node.name());
        if (waiting != null) {
            for (Pod pod : waiting) {
                assignWritten(pod, node);
            }
        }
        queue.notice(ClusterEvent.added(state));
    }

    private void changed(Node node) {
        NodeState after = NodeState.of(node);
        NodeState before = states.put(node, after);
        framework.changed(node);
        failures.clear();
        if (before != null) {
            ClusterEvent.between(before, after).forEach(queue::notice);
        }
    }

    private void removed(Node node) {
        for (Pod pod : node.pods().toArray(new Pod[0])) {
            release(pod);
        }
        framework.removed(node);
        failures.clear();
        NodeState before = states.remove(node);
        if (before != null) {
            queue.notice(ClusterEvent.deleted(before));
        }
    }

    /** A pod written for a node that came later bypasses the scheduler all the same. */
    private void assignWritten(Pod pod, Node node) {
        if (!pod.gone() && pod.node() == null) {
            assign(pod, node);
            store.changed(pod);
        }
    }

    /** A client may have said for which node the pod is to wait. */
    private void changedWaiting(Pod pod) {
        String node = pod.template().nodeName();
        if (!node.isEmpty()) {
            List<Pod> waiting = awaitingNode.computeIfAbsent(node, __ -> new ArrayList<>());
            if (!waiting.contains(pod)) {
                // A client has bound it to a node that does not exist.
                waiting.add(pod);
                queue.remove(pod);
                nominate(pod, null);
            }
            return;
        }
        queue.changed(pod);
        String written = pod.nominatedNode();
        if (pod.template().managedScheduler()
                && !Objects.equals(written, framework.nominations().of(pod))) {
            nominate(pod, written);
        }
    }

    private void changedCounted(Pod pod) {
        if (pod.terminating()) {
            framework.pods().terminating(pod);
        }
        Node node = pod.node();
        if (pod.resized() && node != null) {
            PodRequests requests = pod.takenRequests();
            framework.pods().resize(pod, node);
            failures.clear();
            if (pod.takenRequests().anyLess(requests)) {
                queue.notice(ClusterEvent.scaledDown(pod, requests));
            }
        }
        if (pod.relabeled() && node != null) {
            Map<String, String> before = pod.countedLabels();
            framework.pods().relabel(pod, node);
            failures.clear();
            queue.notice(ClusterEvent.labels(pod, before));
        }
    }

    private void release(Pod pod) {
        Node node = pod.node();
        if (node != null && pod.counted()) {
            framework.pods().release(pod, node);
            failures.clear();
            queue.notice(ClusterEvent.of(ClusterEvent.Kind.POD_DELETED, pod));
        }
    }

    private void changedOther(ApiObject object, ClusterEvent.Kind kind) {
        framework.changed(object);
        if (Storage.holds(object)) {
            failures.clear();
            queue.notice(ClusterEvent.of(kind, object));
        } else if (object.gvk().equals(Gvk.NAMESPACE)) {
            // affinity may select namespaces; no plugin asks for another try because of them
            failures.clear();
        }
    }
}
