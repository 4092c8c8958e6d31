package dev.simarena.engine.scheduler;

import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.NodeTable;
import dev.simarena.engine.model.Pod;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Choose nodes the plain way: nothing is remembered from one pod to the next but where the search goes on; every plugin
 * is made anew for each pod, is shown all pods there are, and is asked about each node.
 */
final class PlainScheduling {

    private final ObjectStore store;
    private final NodeTable nodes;
    private final NodeOrder order = new NodeOrder();
    private int start;

    PlainScheduling(ObjectStore store, NodeTable nodes) {
        this.store = store;
        this.nodes = nodes;
    }

    NodeOrder order() {
        return order;
    }

    /** Return the node that takes the pod, {@code null} where none does. */
    @Nullable
    Node choose(Pod pod) {
        Cycle cycle = Cycle.of(pod, nodes);
        NodePorts ports = new NodePorts();
        PodGroups groups = new PodGroups();
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.node(i);
            if (node != null) {
                for (Pod there : node.pods()) {
                    ports.moved(there, i, 1);
                    groups.moved(there, there.labels(), false, i, 1);
                }
            }
        }
        Topologies topologies = new Topologies(nodes);
        PodTopologySpread spread = new PodTopologySpread(groups, topologies, new DefaultSelector(store));
        InterPodAffinity podAffinity = new InterPodAffinity(groups, topologies, new NamespaceLabels(store));
        NodeResourcesFit fit = new NodeResourcesFit();
        TaintToleration taints = new TaintToleration(SchedulerOptions.DEFAULT.version());
        NodeAffinity affinity = new NodeAffinity();
        BalancedAllocation balanced = new BalancedAllocation(SchedulerOptions.DEFAULT.version());
        int[] feasible = filter(
                cycle, List.of(new NodeUnschedulable(), taints, affinity), List.of(ports, fit, spread, podAffinity));
        if (feasible.length == 0) {
            return null;
        }
        List<ScorePlugin> plugins = List.of(taints, affinity, fit, spread, podAffinity, balanced);
        return nodes.node(feasible[feasible.length == 1 ? 0 : best(cycle, plugins, feasible)]);
    }

    private int[] filter(Cycle cycle, List<NodeRule> rules, List<FilterPlugin> filters) {
        int[] visiting = order.indices();
        if (visiting.length == 0) {
            return visiting;
        }
        List<FilterPlugin> concerned =
                filters.stream().filter(plugin -> plugin.concerns(cycle)).toList();
        Set<String> named = cycle.placement().namedNodes();
        int[] feasible = new int[NodeSearch.wanted(visiting.length)];
        int found = 0;
        int visited = 0;
        while (visited < visiting.length && found < feasible.length) {
            int index = visiting[(start + visited++) % visiting.length];
            Node node = nodes.node(index);
            if (node != null
                    && (named == null || named.contains(node.name()))
                    && rules.stream().allMatch(rule -> rule.reject(cycle.placement(), node) == null)
                    && concerned.stream().allMatch(plugin -> plugin.feasible(cycle, index))) {
                feasible[found++] = index;
            }
        }
        start = (start + visited) % visiting.length;
        return Arrays.copyOf(feasible, found);
    }

    private static int best(Cycle cycle, List<ScorePlugin> plugins, int[] feasible) {
        long[] totals = new long[feasible.length];
        for (ScorePlugin plugin : plugins) {
            long[] scores = new long[feasible.length];
            if (plugin.score(cycle, feasible, feasible.length, scores)) {
                for (int i = 0; i < totals.length; i++) {
                    totals[i] += plugin.weight() * scores[i];
                }
            }
        }
        int best = 0;
        for (int i = 1; i < totals.length; i++) {
            best = totals[i] > totals[best] ? i : best;
        }
        return best;
    }
}
