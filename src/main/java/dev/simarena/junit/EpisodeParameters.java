package dev.simarena.junit;

import dev.simarena.cluster.Cluster;
import dev.simarena.cluster.NamespaceHooks;
import dev.simarena.episode.Policy;
import dev.simarena.episode.Simulation;
import dev.simarena.trace.Trace;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.params.ParameterInfo;

/** Resolve the parameters of test methods from the episode of the invocation. */
final class EpisodeParameters {

    private static final Map<Class<?>, Function<EpisodeScope, Object>> BY_TYPE = Map.of(
            Simulation.class, EpisodeScope::simulation,
            Policy.class, EpisodeScope::policy,
            NamespaceHooks.class, EpisodeScope::hooks,
            Trace.class, scope -> scope.trace().trace());

    /** What every test may have, with or without an episode. */
    private static final Map<Class<?>, Function<Cluster, Object>> OF_CLUSTER =
            Map.of(Cluster.class, cluster -> cluster, KubernetesClient.class, Cluster::client);

    private EpisodeParameters() {}

    static boolean supports(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        if (context.getTestMethod().isEmpty() || isArgument(type, context)) {
            return false;
        }
        return BY_TYPE.containsKey(type) || OF_CLUSTER.containsKey(type) || isSeed(parameter);
    }

    static @Nullable Object resolve(ParameterContext parameter, ExtensionContext context) {
        if (GeneratedInvocation.is(context)) {
            return isSeed(parameter) ? 0L : null;
        }
        Function<Cluster, Object> ofCluster =
                OF_CLUSTER.get(parameter.getParameter().getType());
        if (ofCluster != null) {
            return ofCluster.apply(ClusterScope.of(context).cluster());
        }
        EpisodeScope scope = ExtensionStore.scope(context)
                .orElseThrow(() -> new ParameterResolutionException(JunitMessages.noTrace(
                        parameter.getParameter().getType().getSimpleName(),
                        Declarations.of(context).element())));
        return isSeed(parameter)
                ? scope.spec().seed()
                : Objects.requireNonNull(BY_TYPE.get(parameter.getParameter().getType()))
                        .apply(scope);
    }

    private static boolean isSeed(ParameterContext parameter) {
        return parameter.getParameter().getType() == long.class && parameter.isAnnotated(Seed.class);
    }

    /** The trace of a parameterized test is an argument, which JUnit resolves itself. */
    private static boolean isArgument(Class<?> type, ExtensionContext context) {
        ParameterInfo info = ParameterInfo.get(context);
        return type == Trace.class
                && info != null
                && info.getArguments().toList().stream().anyMatch(Trace.class::isInstance);
    }
}
