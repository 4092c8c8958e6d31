package dev.simarena.junit;

import dev.simarena.cluster.EmbeddedOptions;
import dev.simarena.cluster.kube.KubernetesOptions;
import dev.simarena.episode.ActionDeltas;
import dev.simarena.episode.SafeguardLimits;
import dev.simarena.episode.StateSpace;
import dev.simarena.trace.DeploymentRef;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Hold everything that is declared and set for a test method, validated; only the trace is missing.
 *
 * @param scenario name of the scenario, the simple name of the class where it is none
 * @param named whether the class carries {@link Scenario}
 * @param type class that carries {@link Scenario}, else the test class
 * @param element test method or class for messages
 * @param traces folder or glob of the traces, {@code null} where there is none
 * @param folder folder in which relative trace folders are looked up
 * @param traceFilter glob on trace names
 * @param deployment Deployment, {@code null} for what the trace declares
 * @param target target, {@code null} for what the trace declares
 * @param nodes nodes as far as declared
 * @param policies canonical names of the policies, at least one
 * @param rewards names of the rewards, at least one
 * @param steps step limit, empty where it follows from the trace
 * @param slack steps allowed beyond the fewest
 * @param duration cluster time of a replay
 * @param seed seed of the run
 * @param minReturn minimum return, {@code null} for none
 * @param noise standard deviation of the noise
 * @param stateSpace layout of the state vector
 * @param deltas how much one action changes
 * @param limits caps and floors of the safeguards
 * @param cluster kind of cluster
 * @param embedded what the embedded cluster is to be like
 * @param kubernetes which cluster of a kubeconfig is meant
 * @param gates what is declared and set about gates
 * @param failure what is declared and set about tests that fail
 * @param apiServerPort port on which clusters stay open for kubectl, empty where none is opened
 * @param records parent folder of the run's records
 * @param history file of the history, empty where none is kept
 * @param extension what was given in code
 */
record ScenarioConfig(
        String scenario,
        boolean named,
        Class<?> type,
        String element,
        @Nullable String traces,
        Path folder,
        Optional<String> traceFilter,
        @Nullable DeploymentRef deployment,
        @Nullable Integer target,
        NodesDeclaration nodes,
        List<String> policies,
        List<String> rewards,
        OptionalInt steps,
        int slack,
        Duration duration,
        long seed,
        @Nullable Double minReturn,
        double noise,
        StateSpace stateSpace,
        ActionDeltas deltas,
        SafeguardLimits limits,
        String cluster,
        EmbeddedOptions embedded,
        KubernetesOptions kubernetes,
        GateConfig gates,
        FailureConfig failure,
        OptionalInt apiServerPort,
        Path records,
        Optional<Path> history,
        ExtensionSettings extension) {

    /** Steps allowed beyond the fewest where nothing else is set. */
    static final int DEFAULT_SLACK = 5;

    /** The policy where nothing else is set. */
    static final String DEFAULT_POLICY = "reference";

    ScenarioConfig {
        policies = List.copyOf(policies);
        rewards = List.copyOf(rewards);
    }
}
