package dev.simarena.engine.scheduler;

import dev.simarena.engine.model.LabelSelector;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.NodeTable;
import dev.simarena.engine.model.Placement;
import dev.simarena.engine.model.SpreadConstraint;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Score nodes by soft spread constraints.
 *
 * <p>Per constraint a node scores {@code pods in its domain * ln(domains + 2) + maxSkew - 1}. For the host name the pods
 * are those of the node itself and the domains all scored nodes; for other keys the domains are those of the scored
 * nodes. The sum is rounded and normalized as {@code 100 * (max + min - sum) / max}, 100 where max is 0. With constraints
 * of the pod's own, nodes that lack a topology key score 0 and count for nothing; by default the key is just skipped.
 */
final class SpreadScore {

    private static final String ZONE = "topology.kubernetes.io/zone";
    private static final int HOSTNAME_SKEW = 3;
    private static final int ZONE_SKEW = 5;

    private final PodGroups groups;
    private final Topologies topologies;
    private double[] sums = new double[8];
    private boolean[] ignored = new boolean[8];
    private int[] onNode = new int[8];
    private int[] inDomain = new int[8];
    private final long[] bySum = new long[64];

    SpreadScore(PodGroups groups, Topologies topologies) {
        this.groups = groups;
        this.topologies = topologies;
    }

    /** Score by the default constraints with a selector. */
    void scoreDefault(Cycle cycle, LabelSelector selector, int[] nodes, int count, long[] scores) {
        reserve(cycle.nodes(), count);
        List<PodGroup> pods = groups.select(cycle.namespace(), selector);
        addHostname(pods, nodes, count, count, HOSTNAME_SKEW);
        Topology zones = topologies.of(ZONE);
        if (zones.count() > 0) {
            NodeTable table = cycle.nodes();
            addDomains(
                    zones, pods, node -> selected(cycle.placement(), table.node(node)), nodes, count, true, ZONE_SKEW);
        }
        normalize(scores, count);
    }

    /** Score by constraints of the pod's own. */
    void scoreOwn(
            Cycle cycle,
            List<SpreadConstraint> constraints,
            Function<SpreadConstraint, boolean[]> eligibility,
            int[] nodes,
            int count,
            long[] scores) {
        reserve(cycle.nodes(), count);
        int scored = count;
        for (int i = 0; i < count; i++) {
            for (SpreadConstraint constraint : constraints) {
                ignored[i] |= topologies.of(constraint.topologyKey()).domain(nodes[i]) < 0;
            }
            scored -= ignored[i] ? 1 : 0;
        }
        for (SpreadConstraint constraint : constraints) {
            LabelSelector selector = constraint.selector(cycle.pod().labels());
            List<PodGroup> pods =
                    selector == null || selector.isEmpty() ? List.of() : groups.select(cycle.namespace(), selector);
            if (constraint.topologyKey().equals(PodTopologySpread.HOSTNAME)) {
                addHostname(pods, nodes, count, scored, constraint.maxSkew());
            } else {
                boolean[] eligible = eligibility.apply(constraint);
                addDomains(
                        topologies.of(constraint.topologyKey()),
                        pods,
                        node -> eligible[node],
                        nodes,
                        count,
                        false,
                        constraint.maxSkew());
            }
        }
        normalize(scores, count);
    }

    private static boolean selected(Placement placement, @Nullable Node node) {
        return node != null && placement.selects(node);
    }

    private interface NodeTest {
        boolean counts(int node);
    }

    private void addHostname(List<PodGroup> pods, int[] nodes, int count, int scored, int maxSkew) {
        countOnNodes(pods, nodes, count);
        Topology hostnames = topologies.of(PodTopologySpread.HOSTNAME);
        double weight = Math.log(scored + 2);
        for (int i = 0; i < count; i++) {
            if (hostnames.domain(nodes[i]) >= 0) {
                sums[i] += onNode[nodes[i]] * weight + (maxSkew - 1);
            }
        }
        for (PodGroup group : pods) {
            NodeCounts counts = group.nodes();
            if (counts.places() <= count) {
                for (int place = 0; place < counts.places(); place++) {
                    if (counts.count(place) != 0) {
                        onNode[counts.node(place)] = 0;
                    }
                }
            } else {
                for (int i = 0; i < count; i++) {
                    onNode[nodes[i]] = 0;
                }
            }
        }
    }

    /** Count the pods of groups on the scored nodes, the shorter way: from the pods or from the nodes. */
    private void countOnNodes(List<PodGroup> pods, int[] nodes, int count) {
        for (PodGroup group : pods) {
            NodeCounts counts = group.nodes();
            if (group.terminating()) {
                continue;
            }
            if (counts.places() <= count) {
                for (int place = 0; place < counts.places(); place++) {
                    if (counts.count(place) != 0) {
                        onNode[counts.node(place)] += counts.count(place);
                    }
                }
            } else {
                for (int i = 0; i < count; i++) {
                    onNode[nodes[i]] += counts.of(nodes[i]);
                }
            }
        }
    }

    private void addDomains(
            Topology topology,
            List<PodGroup> pods,
            NodeTest test,
            int[] nodes,
            int count,
            boolean unlabeledIsDomain,
            int maxSkew) {
        if (inDomain.length < topology.count()) {
            inDomain = new int[Math.max(topology.count(), inDomain.length * 2)];
        }
        Arrays.fill(inDomain, 0, topology.count(), 0);
        for (PodGroup group : pods) {
            NodeCounts counts = group.nodes();
            for (int place = 0; !group.terminating() && place < counts.places(); place++) {
                int domain = counts.count(place) == 0 ? -1 : topology.domain(counts.node(place));
                if (domain >= 0 && test.counts(counts.node(place))) {
                    inDomain[domain] += counts.count(place);
                }
            }
        }
        double weight = Math.log(domains(topology, nodes, count, unlabeledIsDomain) + 2);
        for (int i = 0; i < count; i++) {
            int domain = topology.domain(nodes[i]);
            if (domain >= 0) {
                sums[i] += inDomain[domain] * weight + (maxSkew - 1);
            }
        }
    }

    /** Count the domains among the scored nodes; by default, having none is a domain of its own. */
    private int domains(Topology topology, int[] nodes, int count, boolean unlabeledIsDomain) {
        boolean[] seen = new boolean[topology.count()];
        boolean unlabeled = false;
        int domains = 0;
        for (int i = 0; i < count; i++) {
            int domain = topology.domain(nodes[i]);
            if (ignored[i]) {
                continue;
            }
            if (domain < 0) {
                unlabeled = unlabeledIsDomain;
            } else if (!seen[domain]) {
                seen[domain] = true;
                domains++;
            }
        }
        return unlabeled ? domains + 1 : domains;
    }

    private void normalize(long[] scores, int count) {
        long min = Long.MAX_VALUE;
        long max = 0;
        double sum = Double.NaN;
        long rounded = 0;
        for (int i = 0; i < count; i++) {
            if (sums[i] != sum) {
                sum = sums[i];
                rounded = Math.round(sum);
            }
            scores[i] = rounded;
            if (!ignored[i]) {
                min = Math.min(min, scores[i]);
                max = Math.max(max, scores[i]);
            }
        }
        // Most clusters have few different sums, and dividing is what takes long.
        boolean few = max - min < bySum.length;
        for (long value = min; few && value <= max; value++) {
            bySum[(int) (value - min)] = normalized(value, min, max);
        }
        for (int i = 0; i < count; i++) {
            if (ignored[i]) {
                scores[i] = 0;
            } else {
                scores[i] = few ? bySum[(int) (scores[i] - min)] : normalized(scores[i], min, max);
            }
        }
    }

    private static long normalized(long sum, long min, long max) {
        return max == 0 ? 100 : 100 * (max + min - sum) / max;
    }

    private void reserve(NodeTable table, int count) {
        if (sums.length < count) {
            sums = new double[count];
            ignored = new boolean[count];
        }
        if (onNode.length < table.size()) {
            onNode = new int[Math.max(table.size(), onNode.length * 2)];
        }
        Arrays.fill(sums, 0, count, 0);
        Arrays.fill(ignored, 0, count, false);
    }
}
