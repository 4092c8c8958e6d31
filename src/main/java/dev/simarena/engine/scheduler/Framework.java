package dev.simarena.engine.scheduler;

import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Fork;
import dev.simarena.engine.model.KubernetesVersion;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.NodeTable;
import dev.simarena.engine.model.Pod;
import dev.simarena.trace.Gvk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hold the plugins of the default profile and what they know of the cluster: which nodes can take a pod, which of them is
 * best, and which pods could make room. Changes nothing by itself.
 */
final class Framework {

    private static final int NONE = -1;

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
    private final CountedPods pods;
    private final NodeVolumeLimits limits;
    private final VolumeBinder volumeBinder;
    private final Topologies topologies;
    private final DefaultSelector selectors;
    private final PodTopologySpread spread;
    private final ImageLocality images = new ImageLocality();
    private int[] visiting = {};
    private int tried = NONE;
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
        NodePorts ports = new NodePorts();
        VolumeRestrictions restrictions = new VolumeRestrictions(storage);
        this.limits = new NodeVolumeLimits(storage);
        this.pods = new CountedPods(nodes, groups, ports, restrictions, limits);
        VolumeBinding volumes = new VolumeBinding(storage);
        this.volumeBinder = new VolumeBinder(store, timeline, storage, volumes);
        VolumeZone volumeZone = new VolumeZone(storage);
        NodeDeclaredFeatures features = new NodeDeclaredFeatures(options.version() == KubernetesVersion.V1_36);
        NodeUnschedulable unschedulable = new NodeUnschedulable();
        NodeRules rules = new NodeRules(List.of(unschedulable, taints, affinity));
        List<FilterPlugin> filters =
                List.of(ports, fit, restrictions, limits, volumes, volumeZone, spread, podAffinity, features);
        this.rejecters = List.of(
                unschedulable,
                taints,
                affinity,
                ports,
                fit,
                restrictions,
                limits,
                volumes,
                volumeZone,
                spread,
                podAffinity,
                features);
        NodeVerdicts verdicts = new NodeVerdicts(nodes, rules, List.of(fit), List.of(fit, balanced));
        this.search = new NodeSearch(rules, filters, verdicts, nominations, pods::suppose);
        this.scoring = new NodeScoring(
                List.of(new RememberedScore(taints), new RememberedScore(affinity), spread, podAffinity, images), ties);
        this.singleScores = new NodeScoring(List.of(fit, balanced), ties);
        this.ties = ties;
        this.preemption =
                new Preemption(search, pods::suppose, new DisruptionBudgets(store), pods::anyLowerThan, timeline);
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
        pods.recount(store);
        for (Gvk gvk : store.kinds()) {
            if (!gvk.equals(Gvk.NODE) && !gvk.equals(Gvk.POD)) {
                store.list(gvk, null).forEach(this::changed);
            }
        }
    }

    /** Note a new, changed or removed object of any kind but node and pod. */
    void changed(ApiObject object) {
        selectors.changed(object);
        limits.changed(object);
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

    /** Return who counts the pods on nodes. */
    CountedPods pods() {
        return pods;
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

    /**
     * Look for nodes that can take the pod turned to; returns how many were found, at least one node must exist.
     *
     * <p>The node for which the pod waits is the only one if it takes the pod.
     */
    int search(Cycle cycle) {
        int[] all = order.indices();
        Set<String> named = cycle.placement().namedNodes();
        if (refusing != null || (named != null && named.isEmpty())) {
            return 0;
        }
        String nominated = cycle.pod().nominatedNode();
        tried = nominated != null && store.get(Gvk.NODE, null, nominated) instanceof Node node ? node.index() : NONE;
        if (tried != NONE && search.takes(cycle, tried)) {
            return 1;
        }
        visiting = named == null ? all : indices(named);
        return search.search(cycle, visiting, all.length, tried);
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
        boolean missed = tried != NONE;
        for (int node : visiting) {
            add(error, cycle, node);
            missed &= node != tried;
        }
        if (missed) {
            add(error, cycle, tried);
        }
        return error;
    }

    private void add(FitError error, Cycle cycle, int node) {
        Rejection rejection = search.rejection(cycle, node);
        if (rejection != null) {
            error.add(node, rejection);
        }
    }

    /** Look for pods that could make room after a search failed. */
    Preemption.Outcome preempt(Cycle cycle, FitError error) {
        return preemption.attempt(cycle, error);
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

    private void nodesChanged() {
        topologies.invalidate();
        spread.invalidate();
    }
}
