package dev.simarena.junit;

import dev.simarena.cluster.NodeShape;
import dev.simarena.episode.ActionDeltas;
import dev.simarena.episode.ConfigurationException;
import dev.simarena.episode.EpisodeSeed;
import dev.simarena.episode.EpisodeSpec;
import dev.simarena.episode.SafeguardLimits;
import dev.simarena.trace.DeploymentRef;
import dev.simarena.trace.Gvk;
import dev.simarena.trace.Trace;
import dev.simarena.trace.TraceDeclaration;
import dev.simarena.trace.TraceObject;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Complete what a test declares with what its trace declares. */
final class EpisodeSpecs {

    private EpisodeSpecs() {}

    /**
     * Describe the episode of a trace.
     *
     * @throws ConfigurationException when neither test nor trace says which Deployment is meant, or which target
     */
    static EpisodeSpec of(ScenarioConfig config, String traceName, Trace trace, Pairing pairing) {
        Optional<TraceDeclaration> declared = trace.declaration();
        DeploymentRef deployment = Optional.ofNullable(config.deployment())
                .or(() -> declared.map(TraceDeclaration::deployment))
                .orElseThrow(
                        () -> new ConfigurationException(JunitMessages.noDeployment(traceName, deployments(trace))));
        int target = Optional.ofNullable(config.target())
                .or(() -> declared.map(TraceDeclaration::target))
                .orElseThrow(() -> new ConfigurationException(JunitMessages.noTarget(traceName)));
        NodeShape nodes = config.nodes().resolve(declared);
        OptionalInt fewestSteps = declared.filter(trace1 -> fits(trace1, config, deployment, target, nodes))
                .map(TraceDeclaration::fewestSteps)
                .orElse(OptionalInt.empty());
        return new EpisodeSpec(
                config.scenario(),
                traceName,
                trace,
                deployment,
                target,
                nodes,
                pairing.policy(),
                pairing.reward(),
                EpisodeSeed.of(config.seed(), config.scenario(), traceName, pairing.policy(), pairing.repetition()),
                pairing.repetition(),
                maxSteps(config, fewestSteps),
                config.minReturn(),
                config.duration(),
                config.stateSpace(),
                config.noise(),
                config.deltas(),
                config.limits(),
                fewestSteps);
    }

    private static int maxSteps(ScenarioConfig config, OptionalInt fewestSteps) {
        if (config.steps().isPresent()) {
            return config.steps().getAsInt();
        }
        return fewestSteps.isPresent()
                ? Math.max(1, fewestSteps.getAsInt() + config.slack())
                : EpisodeSpec.DEFAULT_MAX_STEPS;
    }

    /** The fewest steps hold for the declared task only, not for another target, other nodes or other actions. */
    private static boolean fits(
            TraceDeclaration declared, ScenarioConfig config, DeploymentRef deployment, int target, NodeShape nodes) {
        return declared.target() == target
                && config.deltas().equals(ActionDeltas.defaults())
                && config.limits().equals(SafeguardLimits.defaults())
                && declared.deployment().name().equals(deployment.name())
                && nodes.equals(new NodeShape(declared.nodes(), declared.cpu(), declared.memory(), declared.pods()));
    }

    private static SortedSet<String> deployments(Trace trace) {
        return trace.events().stream()
                .flatMap(event -> event.applied().stream())
                .filter(object -> object.gvk().equals(Gvk.DEPLOYMENT))
                .map(TraceObject::key)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
