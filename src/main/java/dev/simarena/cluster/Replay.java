package dev.simarena.cluster;

import java.util.List;

/**
 * Hold what one replay showed.
 *
 * @param simulation name of the Simulation
 * @param uid uid of the Simulation; in the embedded cluster it follows from the seed
 * @param state the cluster at the moment of observation
 * @param leftovers what still carried the run's label after clean-up, empty when all is well
 */
public record Replay(String simulation, String uid, ClusterState state, List<String> leftovers) {

    public Replay {
        leftovers = List.copyOf(leftovers);
    }
}
