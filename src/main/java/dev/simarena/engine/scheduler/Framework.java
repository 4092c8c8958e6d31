package dev.simarena.engine.scheduler;

import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Fork;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.NodeTable;
import dev.simarena.engine.model.Pod;
import dev.simarena.trace.Gvk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Hold the plugins of the default profile and what they know of the cluster: which nodes can take a pod, which of them is
 * best, and which pods could make room. Changes nothing by itself.
 */
final class Framework {

    private final ObjectStore store;
    private final NodeTable nodes;
    private final NodeOrder order = new NodeOrder();
    private final NodeSearch search;
    private final NodeScoring scoring;
    private final NodeScoring singleScores;
    private final Preemption preemption;
    private final Ties ties;
    private final List<Rejecter> rejecters;
    private final Nominations nominations = new Nominations();
    private final PodGroups groups = new PodGroups();
    private final TreeMap<Integer, int[]> priorities = new TreeMap<>();
    private final NodePorts ports = new NodePorts();
    private final VolumeRestrictions restrictions;
    private final VolumeBinder volumeBinder;
    private final Topologies topologies;
    private final DefaultSelector selectors;
    private final PodTopologySpread spread;
    private final ImageLocality images = new ImageLocality();
    private int[] visiting = {};
    private @Nullable FilterPlugin refusing;

    Framework(ObjectStore store, NodeTable nodes, Timeline timeline, SchedulerOptions options) {
        Ties ties = new Ties(options.tieBreak(), options.seed());
        this.store = store;
        this.nodes = nodes;
        this.topologies = new Topologies(nodes);
        this.selectors = new DefaultSelector(store);
        this.spread = new PodTopologySpread(groups, topologies, selectors);
        TaintToleration taints = new TaintToleration(options.version());
        NodeAffinity affinity = new NodeAffinity();
        NodeResourcesFit fit = new NodeResourcesFit();
        BalancedAllocation balanced = new BalancedAllocation(options.version());
        InterPodAffinity podAffinity = new InterPodAffinity(groups, topologies, new NamespaceLabels(store));
        Storage storage = new Storage(store);
        this.restrictions = new VolumeRestrictions(storage);
        VolumeBinding volumes = new VolumeBinding(storage);
        this.volumeBinder = new VolumeBinder(store, timeline, storage, volumes);
        VolumeZone volumeZone = new VolumeZone(storage);
        NodeUnschedulable unschedulable = new NodeUnschedulable();
        NodeRules rules = new NodeRules(List.of(unschedulable, taints, affinity));
        List<FilterPlugin> filters = List.of(ports, fit, restrictions, volumes, volumeZone, spread, podAffinity);
        this.rejecters = new ArrayList<>(List.of(unschedulable, taints, affinity));
        rejecters.addAll(filters);
        NodeVerdicts verdicts = new NodeVerdicts(nodes, rules, List.of(fit), List.of(fit, balanced));
        this.search = new NodeSearch(rules, filters, verdicts, nominations, this::suppose);
        this.scoring = new NodeScoring(
                List.of(new RememberedScore(taints), new RememberedScore(affinity), spread, podAffinity, images), ties);
        this.singleScores = new NodeScoring(List.of(fit, balanced), ties);
        this.ties = ties;
        this.preemption =
                new Preemption(search, this::suppose, new DisruptionBudgets(store), this::anyLowerThan, timeline);
    }

    /** Take over what the plugins of another world know, whose store and node table were copied before. */
    void copyFrom(Framework original, Fork fork) {
        order.copyFrom(original.order, fork);
        search.copyFrom(original.search);
        ties.copyFrom(original.ties);
        nominations.copyFrom(original.nominations, fork);
        for (ApiObject object : store.list(Gvk.NODE, null)) {
            if (object instanceof Node node) {
                images.added(node);
            }
        }
        // in the order of creation pods of one template come one after the other, which the groups make use of
        for (ApiObject object : store.list(Gvk.POD, null)) {
            if (object instanceof Pod pod && pod.counted()) {
                moved(pod, Objects.requireNonNull(pod.node()).index(), 1);
            }
        }
        for (Gvk gvk : store.kinds()) {
            if (!gvk.equals(Gvk.NODE) && !gvk.equals(Gvk.POD)) {
                store.list(gvk, null).forEach(selectors::changed);
            }
        }
    }

    /** Note a new, changed or removed object of any kind but node and pod. */
    void changed(ApiObject object) {
        selectors.changed(object);
    }

    /** Take in a new node. */
    void added(Node node) {
        nodes.add(node);
        order.add(node);
        images.added(node);
        nodesChanged();
    }

    /** Take over what a node declares now. */
    void changed(Node node) {
        nodes.update(node);
        order.update(node);
        images.changed(node);
        nodesChanged();
    }

    /** Forget a node, whose pods must have been released. */
    void removed(Node node) {
        order.remove(node);
        nodes.remove(node);
        images.removed(node);
        nodesChanged();
    }

    /** Count a pod on the node it is bound to. */
    void assign(Pod pod, Node node) {
        nodes.assign(pod, node);
        moved(pod, node.index(), 1);
    }

    /** Count a pod no more; it must be counted. */
    void release(Pod pod, Node node) {
        moved(pod, node.index(), -1);
        nodes.release(pod);
    }

    /** Take over the labels of a pod that is counted. */
    void relabel(Pod pod, Node node) {
        groups.moved(pod, pod.countedLabels(), pod.countedTerminating(), node.index(), -1);
        pod.countLabels();
        groups.moved(pod, pod.countedLabels(), pod.countedTerminating(), node.index(), 1);
    }

    /** Note that a pod that is counted is being deleted, so that spreading leaves it out. */
    void terminating(Pod pod) {
        Node node = pod.node();
        if (node != null && !pod.countedTerminating()) {
            groups.moved(pod, pod.countedLabels(), false, node.index(), -1);
            pod.countTerminating();
            groups.moved(pod, pod.countedLabels(), true, node.index(), 1);
        }
    }

    /** Return who binds the claims of pods that got a node. */
    VolumeBinder volumeBinder() {
        return volumeBinder;
    }

    /** Return all plugins that can reject a pod. */
    List<Rejecter> rejecters() {
        return rejecters;
    }

    /** Return which pods wait for which nodes. */
    Nominations nominations() {
        return nominations;
    }

    /** Tell whether there are no nodes at all. */
    boolean empty() {
        return order.indices().length == 0;
    }

    Cycle cycle(Pod pod) {
        return Cycle.of(pod, nodes);
    }

    /** Turn to a pod. */
    void begin(Cycle cycle) {
        refusing = search.begin(cycle);
    }

    /** Tell whether no filter that the pod turned to concerns looks at anything but the node itself. */
    boolean alone() {
        return refusing == null && nominations.isEmpty() && search.alone();
    }

    /** Look for nodes that can take the pod turned to; returns how many were found, at least one node must exist. */
    int search(Cycle cycle) {
        int[] all = order.indices();
        Set<String> named = cycle.placement().namedNodes();
        if (refusing != null || (named != null && named.isEmpty())) {
            return 0;
        }
        visiting = named == null ? all : indices(named);
        return search.search(cycle, visiting, all.length);
    }

    /** Return the nodes the last search found. */
    int[] feasible() {
        return search.feasible();
    }

    /** Say why the last search found no node. */
    FitError explain(Cycle cycle) {
        FitError error = new FitError(order.indices().length);
        Set<String> named = cycle.placement().namedNodes();
        if (named != null && named.isEmpty()) {
            error.refuse(NodeAffinity.NAME, NodeAffinity.CONFLICT);
            return error;
        }
        FilterPlugin plugin = refusing;
        if (plugin != null) {
            error.refuse(plugin.name(), String.valueOf(plugin.refusal(cycle)));
            return error;
        }
        if (named != null) {
            error.absent(NodeAffinity.NAME, NodeAffinity.NOT_NAMED);
        }
        for (int node : visiting) {
            Rejection rejection = search.rejection(cycle, node);
            if (rejection != null) {
                error.add(node, rejection);
            }
        }
        return error;
    }

    /** Look for pods that could make room after a search failed. */
    Preemption.Outcome preempt(Cycle cycle, FitError error, boolean neverPreempts) {
        return preemption.attempt(cycle, error, neverPreempts);
    }

    /** Return all nodes on which preemption could make room after a search failed. */
    List<Preemption.Candidate> candidates(Cycle cycle, FitError error) {
        return preemption.candidates(cycle, error, new FitError(error.allNodes()));
    }

    /** Return the plugin of a name that scores. */
    ScorePlugin scorer(String name) {
        ScorePlugin plugin = scoring.plugin(name);
        return plugin != null ? plugin : Objects.requireNonNull(singleScores.plugin(name), name);
    }

    /** Return one of several equally good candidates. */
    Preemption.Candidate choose(List<Preemption.Candidate> candidates) {
        return candidates.get(ties.choose(candidates.size()));
    }

    /** Return the best of the nodes found, by index. */
    int best(Cycle cycle, int found) {
        return found == 1 ? search.feasible()[0] : scoring.best(cycle, search.feasible(), search.scores(), found);
    }

    /** Return the weighted scores of the nodes found by plugin. */
    Map<String, long[]> scores(Cycle cycle, int found) {
        Map<String, long[]> scores = scoring.scores(cycle, search.feasible(), found);
        scores.putAll(singleScores.scores(cycle, search.feasible(), found));
        return scores;
    }

    private int[] indices(Set<String> names) {
        List<Integer> indices = new ArrayList<>();
        for (String name : names) {
            if (store.get(Gvk.NODE, null, name) instanceof Node node) {
                indices.add(node.index());
            }
        }
        return indices.stream().mapToInt(Integer::intValue).toArray();
    }

    private void suppose(Pod pod, int node, int change) {
        nodes.suppose(pod, node, change);
        groups.moved(pod, pod.counted() ? pod.countedLabels() : pod.labels(), pod.countedTerminating(), node, change);
        ports.moved(pod, node, change);
        restrictions.moved(pod, change);
    }

    private void moved(Pod pod, int node, int change) {
        groups.moved(pod, pod.countedLabels(), pod.countedTerminating(), node, change);
        ports.moved(pod, node, change);
        restrictions.moved(pod, change);
        int[] pods = priorities.computeIfAbsent(pod.priority(), __ -> new int[1]);
        pods[0] += change;
        if (pods[0] == 0) {
            priorities.remove(pod.priority());
        }
    }

    private boolean anyLowerThan(int priority) {
        return !priorities.isEmpty() && priorities.firstKey() < priority;
    }

    private void nodesChanged() {
        topologies.invalidate();
        spread.invalidate();
    }
}
