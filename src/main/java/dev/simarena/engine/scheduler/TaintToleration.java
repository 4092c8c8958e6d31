package dev.simarena.engine.scheduler;

import dev.simarena.engine.model.KubernetesVersion;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.Placement;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.Taint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keep pods off nodes whose NoSchedule and NoExecute taints they do not tolerate, and prefer nodes with fewer
 * intolerable PreferNoSchedule taints: {@code 100 - 100 * count / max}, 100 for all where max is 0; weight 3. Without such taints all nodes score
 * alike and the scores are left out.
 */
final class TaintToleration implements NodeRule, PlacementScore {

    static final String NAME = "TaintToleration";

    private final boolean namesTaints;

    TaintToleration(KubernetesVersion version) {
        this.namesTaints = version == KubernetesVersion.V1_34;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean cares(ClusterEvent.Kind kind) {
        return switch (kind) {
            case NODE_ADDED, NODE_TAINTS, POD_TOLERATIONS -> true;
            default -> false;
        };
    }

    @Override
    public boolean helps(Pod waiting, ClusterEvent event) {
        if (event.kind() == ClusterEvent.Kind.POD_TOLERATIONS) {
            return event.pod().equals(waiting);
        }
        Placement placement = waiting.template().placement();
        NodeState before = event.before();
        boolean wasTolerated = before != null && untolerated(placement, before.taints()) == null;
        return !wasTolerated && untolerated(placement, event.node().taints()) == null;
    }

    @Override
    public @Nullable String reject(Placement placement, Node node) {
        Taint taint = untolerated(placement, node.taints());
        if (taint == null) {
            return null;
        }
        return namesTaints
                ? "node(s) had untolerated taint {%s: %s}".formatted(taint.key(), taint.value())
                : "node(s) had untolerated taint(s)";
    }

    /** Return the first taint that keeps the pod off, {@code null} where none does. */
    static @Nullable Taint untolerated(Placement placement, List<Taint> taints) {
        for (Taint taint : taints) {
            if (taint.hard() && !placement.tolerates(taint)) {
                return taint;
            }
        }
        return null;
    }

    @Override
    public int weight() {
        return 3;
    }

    @Override
    public boolean concerns(Cycle cycle) {
        return cycle.nodes().anySoftTaints();
    }

    @Override
    public int raw(Placement placement, Node node) {
        int count = 0;
        for (Taint taint : node.taints()) {
            if (taint.soft() && !placement.tolerates(taint)) {
                count++;
            }
        }
        return count;
    }

    @Override
    public void normalize(long[] scores, int count) {
        long max = 0;
        for (int i = 0; i < count; i++) {
            max = Math.max(max, scores[i]);
        }
        for (int i = 0; i < count; i++) {
            scores[i] = max == 0 ? 100 : 100 - 100 * scores[i] / max;
        }
    }
}
