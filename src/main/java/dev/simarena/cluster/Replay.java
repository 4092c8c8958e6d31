package dev.simarena.cluster;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hold what one replay showed.
 *
 * @param simulation name of the Simulation
 * @param uid uid of the Simulation; in the embedded cluster it follows from the seed
 * @param state the cluster at the moment of observation
 * @param leftovers what still carried the run's label after clean-up, empty when all is well
 * @param kept what was kept for a look at it, {@code null} where nobody asked or nothing can be; to be closed
 */
public record Replay(
        String simulation,
        String uid,
        ClusterState state,
        List<String> leftovers,
        @Nullable KeptReplay kept) {

    public Replay {
        leftovers = List.copyOf(leftovers);
    }

    /** Hold a replay of which nothing is kept. */
    public Replay(String simulation, String uid, ClusterState state, List<String> leftovers) {
        this(simulation, uid, state, leftovers, null);
    }
}
