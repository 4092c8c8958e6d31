package dev.simarena.engine.scheduler;

import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.Placement;

/** Score nodes by what is declared of pod and node alone, then normalize over the feasible nodes. */
interface PlacementScore extends ScorePlugin {

    /** Tell whether the plugin has anything to say about this pod. */
    boolean concerns(Cycle cycle);

    /** Return the score of one node before it is normalized, 0 or more. */
    int raw(Placement placement, Node node);

    /** Turn raw scores into scores from 0 to 100. */
    void normalize(long[] scores, int count);

    @Override
    default boolean score(Cycle cycle, int[] nodes, int count, long[] scores) {
        if (!concerns(cycle)) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            Node node = cycle.nodes().node(nodes[i]);
            scores[i] = node == null ? 0 : raw(cycle.placement(), node);
        }
        normalize(scores, count);
        return true;
    }
}
