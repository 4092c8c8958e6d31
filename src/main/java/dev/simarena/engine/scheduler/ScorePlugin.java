package dev.simarena.engine.scheduler;

/** Score feasible nodes. */
interface ScorePlugin {

    /** Return the plugin's name in Kubernetes. */
    String name();

    /** Return the weight of the score in the sum. */
    int weight();

    /**
     * Write normalized scores from 0 to 100.
     *
     * @param nodes indices of the feasible nodes
     * @param count how many of them count
     * @param scores receives one score a node
     * @return false where the plugin has nothing to say, the scores then do not count
     */
    boolean score(Cycle cycle, int[] nodes, int count, long[] scores);
}
