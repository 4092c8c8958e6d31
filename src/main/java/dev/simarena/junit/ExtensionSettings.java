package dev.simarena.junit;

import dev.simarena.cluster.Cluster;
import dev.simarena.cluster.NodeShape;
import dev.simarena.episode.ActionDeltas;
import dev.simarena.episode.SafeguardLimits;
import dev.simarena.trace.DeploymentRef;
import dev.simarena.trace.LoadedTrace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hold what was given to {@link SimulationExtension.Builder}; {@code null}, 0 and empty mean that it was not.
 *
 * @param cluster cluster to play on
 * @param nodes virtual nodes
 * @param deployment Deployment the episode is about
 * @param target number of ready pods to reach
 * @param policies names of policies
 * @param rewards names of rewards
 * @param steps step limit
 * @param deltas how much one action changes
 * @param limits caps and floors of the safeguards
 * @param traces folder or glob of traces
 * @param trace the one trace to play
 */
record ExtensionSettings(
        @Nullable Cluster cluster,
        @Nullable NodeShape nodes,
        @Nullable DeploymentRef deployment,
        int target,
        List<String> policies,
        List<String> rewards,
        int steps,
        @Nullable ActionDeltas deltas,
        @Nullable SafeguardLimits limits,
        @Nullable String traces,
        @Nullable LoadedTrace trace) {

    static final ExtensionSettings NONE =
            new ExtensionSettings(null, null, null, 0, List.of(), List.of(), 0, null, null, null, null);

    ExtensionSettings {
        policies = List.copyOf(policies);
        rewards = List.copyOf(rewards);
    }
}
