package dev.simarena.engine.scheduler;

import dev.simarena.engine.core.EventLog;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.Reconciler;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.NodeTable;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.PodTemplate;
import dev.simarena.trace.Gvk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Bind pods to nodes one after the other. */
public final class Scheduler implements Reconciler {

    /** Remember a failure until something changes, so that thousands of equal pods cost one search. */
    private record Failure(long generation, String message) {}

    private static final int MOST_FAILURES = 10_000;

    private final Timeline timeline;
    private final ObjectStore store;
    private final EventLog events;
    private final NodeTable nodes;
    private final NodeOrder order;
    private final NodeSearch search;
    private final NodeScoring scoring;
    private final PodTopologySpread spread = new PodTopologySpread();
    private final SchedulingQueue queue = new SchedulingQueue();
    private final Map<PodTemplate, Failure> failures = new HashMap<>();
    private final Map<String, List<Pod>> awaitingNode = new HashMap<>();
    private long generation;

    public Scheduler(ObjectStore store, Timeline timeline, EventLog events, NodeTable nodes) {
        this.store = store;
        this.timeline = timeline;
        this.events = events;
        this.nodes = nodes;
        this.order = new NodeOrder();
        TaintToleration taints = new TaintToleration();
        NodeAffinity affinity = new NodeAffinity();
        NodeResourcesFit fit = new NodeResourcesFit();
        NodeRules rules = new NodeRules(List.of(new NodeUnschedulable(), taints, affinity));
        NodeVerdicts verdicts = new NodeVerdicts(rules, List.of(fit), List.of(fit, new BalancedAllocation()));
        this.search = new NodeSearch(rules, List.of(new NodePorts(), fit), verdicts);
        this.scoring = new NodeScoring(List.of(new RememberedScore(taints), new RememberedScore(affinity), spread));
    }

    @Override
    public void added(ApiObject object) {
        if (object instanceof Pod pod) {
            String nodeName = pod.template().nodeName();
            if (!nodeName.isEmpty()) {
                if (store.get(Gvk.NODE, null, nodeName) instanceof Node node) {
                    assign(pod, node);
                } else {
                    awaitingNode
                            .computeIfAbsent(nodeName, __ -> new ArrayList<>())
                            .add(pod);
                }
            } else if (pod.template().managedScheduler() && !pod.template().gated()) {
                queue.add(pod);
            }
        } else if (object instanceof Node node) {
            nodes.add(node);
            order.add(node);
            nodesChanged();
            List<Pod> waiting = awaitingNode.remove(node.name());
            if (waiting != null) {
                for (Pod pod : waiting) {
                    assignWritten(pod, node);
                }
            }
        }
    }

    @Override
    public void changed(ApiObject object) {
        if (object instanceof Node node) {
            nodes.update(node);
            order.update(node);
            nodesChanged();
        } else if (object instanceof Pod pod && pod.phase().terminal()) {
            release(pod);
        }
    }

    @Override
    public void removed(ApiObject object) {
        if (object instanceof Pod pod) {
            queue.remove(pod);
            release(pod);
        } else if (object instanceof Node node) {
            for (Pod pod : node.pods().toArray(new Pod[0])) {
                release(pod);
            }
            order.remove(node);
            nodes.remove(node);
            nodesChanged();
        }
    }

    @Override
    public boolean reconcile() {
        boolean worked = false;
        for (Pod pod = queue.poll(); pod != null; pod = queue.poll()) {
            worked = true;
            schedule(pod);
        }
        return worked;
    }

    /** A pod written for a node that came later bypasses the scheduler all the same. */
    private void assignWritten(Pod pod, Node node) {
        if (!pod.gone() && pod.node() == null) {
            assign(pod, node);
            store.changed(pod);
        }
    }

    private void schedule(Pod pod) {
        Failure known = failures.get(pod.template());
        if (known != null && known.generation() == generation) {
            refuse(pod, known.message());
            return;
        }
        int[] visiting = order.indices();
        Cycle cycle = Cycle.of(pod, nodes);
        int found = visiting.length == 0 ? 0 : search.search(cycle, candidates(cycle, visiting), visiting.length);
        if (found == 0) {
            String message = visiting.length == 0
                    ? FitError.NO_NODES
                    : search.explain(cycle, visiting).message(pod.template().neverPreempts());
            if (failures.size() >= MOST_FAILURES) {
                failures.clear();
            }
            failures.put(pod.template(), new Failure(generation, message));
            refuse(pod, message);
            return;
        }
        int[] feasible = search.feasible();
        Node node = nodes.node(found == 1 ? feasible[0] : scoring.best(cycle, feasible, search.scores(), found));
        if (node != null) {
            assign(pod, node);
            events.normal(
                    pod,
                    "Scheduled",
                    "Successfully assigned " + pod.namespace() + "/" + pod.name() + " to " + node.name());
            store.changed(pod);
        }
    }

    /** Return the nodes to look at: all, or those that the pod names. */
    private int[] candidates(Cycle cycle, int[] visiting) {
        Set<String> named = cycle.placement().namedNodes();
        if (named == null) {
            return visiting;
        }
        return named.stream()
                .map(name -> store.get(Gvk.NODE, null, name))
                .filter(Node.class::isInstance)
                .mapToInt(node -> ((Node) node).index())
                .toArray();
    }

    private void refuse(Pod pod, String message) {
        queue.park(pod);
        boolean news = pod.refuse(message, timeline.now());
        events.warning(pod, "FailedScheduling", message);
        if (news) {
            store.changed(pod);
        }
    }

    private void assign(Pod pod, Node node) {
        pod.bind(node, timeline.now());
        nodes.assign(pod, node);
        spread.moved(pod, node.index(), 1);
        generation++;
    }

    private void release(Pod pod) {
        Node node = pod.node();
        if (node == null || !pod.counted()) {
            return;
        }
        spread.moved(pod, node.index(), -1);
        nodes.release(pod);
        generation++;
        queue.wakeAll();
    }

    private void nodesChanged() {
        spread.forget();
        generation++;
        queue.wakeAll();
    }
}
