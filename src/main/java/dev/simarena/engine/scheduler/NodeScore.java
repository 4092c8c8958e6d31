package dev.simarena.engine.scheduler;

/**
 * Score a node by the pod's requests and placement and by the node's row in the table alone, from 0 to 100 without
 * normalization, so that the score holds until the row changes.
 */
interface NodeScore extends ScorePlugin {

    /** Tell whether the plugin has anything to say about pods with these requests and this placement. */
    boolean concerns(Cycle cycle);

    /** Return the score of one node. */
    long score(Cycle cycle, int node);

    @Override
    default boolean score(Cycle cycle, int[] nodes, int count, long[] scores) {
        if (!concerns(cycle)) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            scores[i] = score(cycle, nodes[i]);
        }
        return true;
    }
}
