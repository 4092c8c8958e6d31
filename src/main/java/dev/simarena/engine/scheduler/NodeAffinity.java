package dev.simarena.engine.scheduler;

import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.Placement;
import dev.simarena.engine.model.Pod;
import org.jspecify.annotations.Nullable;

/**
 * Keep pods on nodes that nodeSelector and required affinity terms select, and prefer nodes by the sum of the weights
 * of matching preferred terms: {@code 100 * sum / max}; weight 2, skipped without preferred terms.
 *
 * <p>Where every required term names nodes, only those are looked at, as for pods of DaemonSets.
 */
final class NodeAffinity implements NodeRule, PlacementScore {

    /** Reason of nodes that are not looked at because others are named. */
    static final String NOT_NAMED = "node(s) didn't satisfy plugin(s) [NodeAffinity]";

    /** Reason of all nodes where terms name nodes and contradict themselves. */
    static final String CONFLICT = "pod affinity terms conflict";

    static final String NAME = "NodeAffinity";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean cares(ClusterEvent.Kind kind) {
        return kind == ClusterEvent.Kind.NODE_ADDED || kind == ClusterEvent.Kind.NODE_LABELS;
    }

    @Override
    public boolean helps(Pod waiting, ClusterEvent event) {
        Placement placement = waiting.template().placement();
        NodeState before = event.before();
        return placement.selects(event.node().name(), event.node().labels())
                && (before == null || !placement.selects(before.name(), before.labels()));
    }

    @Override
    public @Nullable String reject(Placement placement, Node node) {
        return placement.selects(node) ? null : "node(s) didn't match Pod's node affinity/selector";
    }

    @Override
    public int weight() {
        return 2;
    }

    @Override
    public boolean concerns(Cycle cycle) {
        return !cycle.placement().preferred().isEmpty();
    }

    @Override
    public int raw(Placement placement, Node node) {
        int sum = 0;
        for (Placement.Preferred preferred : placement.preferred()) {
            if (preferred.term().matches(node)) {
                sum += preferred.weight();
            }
        }
        return sum;
    }

    @Override
    public void normalize(long[] scores, int count) {
        long max = 0;
        for (int i = 0; i < count; i++) {
            max = Math.max(max, scores[i]);
        }
        for (int i = 0; i < count; i++) {
            scores[i] = max == 0 ? 0 : 100 * scores[i] / max;
        }
    }
}
