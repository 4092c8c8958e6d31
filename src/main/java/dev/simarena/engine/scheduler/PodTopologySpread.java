package dev.simarena.engine.scheduler;

import dev.simarena.engine.model.LabelSelector;
import dev.simarena.engine.model.NodeTable;
import dev.simarena.engine.model.Placement;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.SpreadConstraint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Keep pods from piling up in one domain.
 *
 * <p>DoNotSchedule: a node passes where {@code pods in its domain + 1 if the pod counts itself - fewest pods of any domain}
 * is at most maxSkew; the fewest is 0 where there are fewer than minDomains domains. Only nodes count that have all
 * topology keys and that the inclusion policies leave in; pods being deleted do not count.
 *
 * <p>ScheduleAnyway scores, see {@link SpreadScore}; weight 2. Pods without constraints of their own that a Service, a
 * ReplicaSet, a StatefulSet or a ReplicationController selects have two soft ones: hostname with maxSkew 3 and zone with
 * maxSkew 5.
 */
final class PodTopologySpread implements FilterPlugin, ScorePlugin {

    static final String NAME = "PodTopologySpread";
    static final String HOSTNAME = "kubernetes.io/hostname";

    private static final String UNMATCHED = "node(s) didn't match pod topology spread constraints";
    private static final String UNLABELED = UNMATCHED + " (missing required label)";
    private static final int MOST_REMEMBERED = 256;

    private record Shape(SpreadConstraint constraint, List<String> keys, Placement placement) {}

    private final PodGroups groups;
    private final Topologies topologies;
    private final DefaultSelector selectors;
    private final Map<Shape, boolean[]> eligible = new HashMap<>();
    private final SpreadScore score;
    private List<Spreading> hard = List.of();
    private int[] fewest = {};

    PodTopologySpread(PodGroups groups, Topologies topologies, DefaultSelector selectors) {
        this.groups = groups;
        this.topologies = topologies;
        this.selectors = selectors;
        this.score = new SpreadScore(groups, topologies);
    }

    /** Forget which nodes count because nodes have changed. */
    void invalidate() {
        eligible.clear();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean cares(ClusterEvent.Kind kind) {
        return switch (kind) {
            case POD_ADDED,
                    POD_DELETED,
                    POD_LABELS,
                    POD_TOLERATIONS,
                    NODE_ADDED,
                    NODE_DELETED,
                    NODE_LABELS,
                    NODE_TAINTS -> true;
            default -> false;
        };
    }

    @Override
    public boolean helps(Pod waiting, ClusterEvent event) {
        List<SpreadConstraint> constraints = of(waiting.template().spreadConstraints(), true);
        return switch (event.kind()) {
            case POD_ADDED, POD_DELETED ->
                involved(event.pod(), waiting)
                        && anySelects(constraints, waiting, event.pod().labels());
            case POD_LABELS ->
                involved(event.pod(), waiting)
                        && anySelectsOnlyOne(
                                constraints,
                                waiting,
                                event.oldLabels(),
                                event.pod().labels());
            case POD_TOLERATIONS ->
                event.pod().equals(waiting) && constraints.stream().anyMatch(SpreadConstraint::honorTaints);
            default -> helpsNode(constraints, event);
        };
    }

    private static boolean involved(Pod pod, Pod waiting) {
        return pod.equals(waiting) || String.valueOf(pod.namespace()).equals(waiting.namespace());
    }

    private static boolean anySelects(List<SpreadConstraint> constraints, Pod waiting, Map<String, String> labels) {
        return constraints.stream().anyMatch(constraint -> selects(constraint, waiting, labels));
    }

    private static boolean anySelectsOnlyOne(
            List<SpreadConstraint> constraints, Pod waiting, Map<String, String> before, Map<String, String> after) {
        return constraints.stream()
                .anyMatch(constraint -> selects(constraint, waiting, before) != selects(constraint, waiting, after));
    }

    private static boolean selects(SpreadConstraint constraint, Pod waiting, Map<String, String> labels) {
        LabelSelector selector = constraint.selector(waiting.labels());
        return selector != null && selector.matches(labels);
    }

    private static boolean helpsNode(List<SpreadConstraint> constraints, ClusterEvent event) {
        NodeState before = event.before();
        NodeState after = event.after();
        boolean counted = before != null && hasAllKeys(constraints, before);
        boolean counts = after != null && hasAllKeys(constraints, after);
        if (before == null || after == null) {
            return counted || counts;
        }
        return counted != counts
                || (counts
                        && (!before.taints().equals(after.taints())
                                || constraints.stream()
                                        .map(SpreadConstraint::topologyKey)
                                        .anyMatch(key -> !Objects.equals(
                                                before.labels().get(key),
                                                after.labels().get(key)))));
    }

    private static boolean hasAllKeys(List<SpreadConstraint> constraints, NodeState node) {
        return constraints.stream().allMatch(constraint -> node.labels().containsKey(constraint.topologyKey()));
    }

    @Override
    public boolean concerns(Cycle cycle) {
        List<SpreadConstraint> constraints = of(cycle.pod().template().spreadConstraints(), true);
        if (constraints.isEmpty()) {
            return false;
        }
        hard = new ArrayList<>(constraints.size());
        fewest = new int[constraints.size()];
        for (SpreadConstraint constraint : constraints) {
            Spreading spreading = new Spreading(
                    constraint,
                    cycle.pod().labels(),
                    topologies.of(constraint.topologyKey()),
                    eligible(constraint, constraints, cycle));
            spreading.count(groups, cycle.namespace());
            fewest[hard.size()] = spreading.fewest();
            hard.add(spreading);
        }
        return true;
    }

    @Override
    public boolean feasible(Cycle cycle, int node) {
        for (int i = 0; i < hard.size(); i++) {
            Spreading spreading = hard.get(i);
            if (!spreading.labeled(node) || spreading.skew(node, fewest[i]) > spreading.maxSkew()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void explain(Cycle cycle, int node, Rejection rejection) {
        for (int i = 0; i < hard.size(); i++) {
            Spreading spreading = hard.get(i);
            if (!spreading.labeled(node)) {
                rejection.addHopeless(UNLABELED);
                return;
            }
            if (spreading.skew(node, fewest[i]) > spreading.maxSkew()) {
                rejection.add(UNMATCHED);
                return;
            }
        }
    }

    @Override
    public int weight() {
        return 2;
    }

    @Override
    public boolean score(Cycle cycle, int[] nodes, int count, long[] scores) {
        List<SpreadConstraint> written = cycle.pod().template().spreadConstraints();
        if (!written.isEmpty()) {
            List<SpreadConstraint> soft = of(written, false);
            if (soft.isEmpty()) {
                return false;
            }
            score.scoreOwn(cycle, soft, constraint -> eligible(constraint, soft, cycle), nodes, count, scores);
            return true;
        }
        LabelSelector selector = selectors.of(cycle.pod());
        if (selector == null) {
            return false;
        }
        score.scoreDefault(cycle, selector, nodes, count, scores);
        return true;
    }

    /** Return the constraints of one sort. */
    static List<SpreadConstraint> of(List<SpreadConstraint> constraints, boolean hard) {
        if (constraints.isEmpty()) {
            return constraints;
        }
        List<SpreadConstraint> chosen = new ArrayList<>(constraints.size());
        for (SpreadConstraint constraint : constraints) {
            if (constraint.hard() == hard) {
                chosen.add(constraint);
            }
        }
        return chosen;
    }

    private boolean[] eligible(SpreadConstraint constraint, List<SpreadConstraint> all, Cycle cycle) {
        List<String> keys = all.stream().map(SpreadConstraint::topologyKey).toList();
        Shape shape = new Shape(constraint, keys, cycle.placement());
        boolean[] known = eligible.get(shape);
        if (known == null) {
            if (eligible.size() >= MOST_REMEMBERED) {
                eligible.clear();
            }
            NodeTable nodes = cycle.nodes();
            List<Topology> topologiesOfAll = keys.stream().map(topologies::of).toList();
            known = Spreading.eligible(constraint, cycle.placement(), nodes, topologiesOfAll);
            eligible.put(shape, known);
        }
        return known;
    }
}
