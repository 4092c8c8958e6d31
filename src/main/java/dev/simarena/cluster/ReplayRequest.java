package dev.simarena.cluster;

import dev.simarena.trace.Trace;
import java.time.Duration;

/**
 * Ask for one replay.
 *
 * @param simulation name of the Simulation, a DNS label; it follows from the episode, never from time
 * @param trace trace to replay
 * @param nodes virtual nodes to replay it on
 * @param duration cluster time to replay at least, measured from the first event; the last event is always reached
 * @param hooks hooks of the four stages
 * @param runId id of the run, put as a label on everything created
 * @param seed seed of every random choice the cluster makes
 * @param keepable whether somebody may want to look at what the replay showed after its clean-up
 */
public record ReplayRequest(
        String simulation,
        Trace trace,
        NodeShape nodes,
        Duration duration,
        NamespaceHooks hooks,
        String runId,
        long seed,
        boolean keepable) {

    /** The cluster time that is observed where nothing else is declared. */
    public static final Duration DEFAULT_DURATION = Duration.ofMinutes(2);

    /** Ask for a replay of which nothing is kept. */
    public ReplayRequest(
            String simulation,
            Trace trace,
            NodeShape nodes,
            Duration duration,
            NamespaceHooks hooks,
            String runId,
            long seed) {
        this(simulation, trace, nodes, duration, hooks, runId, seed, false);
    }
}
