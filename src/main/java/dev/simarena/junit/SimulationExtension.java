package dev.simarena.junit;

import dev.simarena.cluster.Cluster;
import dev.simarena.cluster.NodeShape;
import dev.simarena.episode.ActionDeltas;
import dev.simarena.episode.SafeguardLimits;
import dev.simarena.report.history.HistoryEntry;
import dev.simarena.trace.DeploymentRef;
import dev.simarena.trace.LoadedTrace;
import dev.simarena.trace.Trace;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestWatcher;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;

/**
 * Inject managed simulations into tests.
 *
 * <p>{@link Scenario}, {@link EpisodeTest} and {@link TraceSource} register it. What annotations cannot express is given to
 * the {@linkplain #builder() builder} of a field with {@code @RegisterExtension}; with {@link EpisodeTest} the field must
 * be static. What the builder says wins over annotations, and {@link ArenaSettings} win over the builder.
 *
 * <p>Each test method, {@code @BeforeEach} and {@code @AfterEach} method may ask for {@link
 * dev.simarena.episode.Simulation}, {@link dev.simarena.episode.Policy}, {@link dev.simarena.cluster.NamespaceHooks},
 * {@link Trace} and {@code @}{@link Seed} {@code long}.
 *
 * <p>Plain tests without a trace, too, may ask for a {@link Cluster} of their own, and for a client of it as {@link
 * io.fabric8.kubernetes.client.KubernetesClient}: with the nodes of {@link Nodes}, like the control plane of {@link Embedded},
 * made for the test method and closed after it. One given to the builder stays as it is.
 */
public final class SimulationExtension
        implements BeforeAllCallback,
                BeforeEachCallback,
                AfterEachCallback,
                ParameterResolver,
                TestExecutionExceptionHandler,
                LifecycleMethodExecutionExceptionHandler,
                TestWatcher {

    private final ExtensionSettings settings;

    /** Rely on annotations and settings alone. */
    public SimulationExtension() {
        this(ExtensionSettings.NONE);
    }

    private SimulationExtension(ExtensionSettings settings) {
        this.settings = settings;
    }

    /** Start to configure an extension in code. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (configured()) {
            ExtensionStore.settings(context, settings);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        boolean episodeTest = isEpisodeTest(context);
        if (configured() && !serves(context)) {
            if (episodeTest) {
                throw new ExtensionConfigurationException(
                        JunitMessages.instanceField(Declarations.of(context).element()));
            }
            ExtensionStore.settings(context, settings);
        }
        if (!episodeTest && serves(context)) {
            SingleEpisodes.open(context, settings);
        }
    }

    private static boolean isEpisodeTest(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getTestMethod(), EpisodeTest.class);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        ExtensionStore.scope(context).ifPresent(scope -> {
            if (context.getExecutionException().isEmpty()) {
                Aftermath.ofSuccess(scope).forEach(DebuggingPrompt::tell);
            }
            Reports.episodes(scope, context);
            Run.of(context, scope.config()).history().played(context, scope);
            scope.collect();
            Endings.checkKnownUnsolved(scope);
            if (isEpisodeTest(context) && context.getExecutionException().isEmpty()) {
                Endings.checkPlayed(scope, context);
            }
        });
    }

    @Override
    public void testSuccessful(ExtensionContext context) {
        ended(context, HistoryEntry.Status.PASSED);
    }

    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        FailedTests.of(context).add(context, cause);
        ended(context, HistoryEntry.Status.FAILED);
    }

    @Override
    public void testAborted(ExtensionContext context, @Nullable Throwable cause) {
        ended(context, HistoryEntry.Status.SKIPPED);
    }

    private static void ended(ExtensionContext context, HistoryEntry.Status status) {
        Run.found(context).ifPresent(run -> run.history().ended(context, status));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return serves(context) && EpisodeParameters.supports(parameter, context);
    }

    @Override
    public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return EpisodeParameters.resolve(parameter, context);
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable throwable) throws Throwable {
        Optional<EpisodeScope> scope = serves(context) ? ExtensionStore.scope(context) : Optional.empty();
        if (scope.isEmpty()) {
            throw throwable;
        }
        boolean red = !(Endings.of(throwable, scope.get()) instanceof TestAbortedException);
        List<String> more = red ? Aftermath.ofFailure(scope.get()) : List.of();
        throw Endings.of(Reproduction.added(throwable, scope.get(), more), scope.get());
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable throwable)
            throws Throwable {
        handleTestExecutionException(context, throwable);
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable throwable)
            throws Throwable {
        FailedTests.of(context).add(context, throwable);
        throw throwable;
    }

    @Override
    public void handleAfterAllMethodExecutionException(ExtensionContext context, Throwable throwable) throws Throwable {
        FailedTests.of(context).add(context, throwable);
        throw throwable;
    }

    @SuppressWarnings("ReferenceEquality") // two fields with equal settings are two extensions
    private boolean configured() {
        return settings != ExtensionSettings.NONE;
    }

    /** Only one instance acts in a test, even where a field and an annotation both register one. */
    @SuppressWarnings("ReferenceEquality")
    private boolean serves(ExtensionContext context) {
        return ExtensionStore.settings(context) == settings;
    }

    /** Configure a {@link SimulationExtension}; what is not given is left to annotations. */
    public static final class Builder {

        private @Nullable Cluster cluster;
        private @Nullable NodeShape nodes;
        private @Nullable DeploymentRef deployment;
        private int target;
        private List<String> policies = List.of();
        private List<String> rewards = List.of();
        private int steps;
        private @Nullable ActionDeltas deltas;
        private @Nullable SafeguardLimits limits;
        private @Nullable String traces;
        private @Nullable LoadedTrace trace;

        private Builder() {}

        /** Play on this cluster; it stays open. */
        public Builder cluster(Cluster value) {
            cluster = value;
            return this;
        }

        /** Play on these nodes. */
        public Builder nodes(NodeShape value) {
            nodes = value;
            return this;
        }

        /**
         * Play for this Deployment and target.
         *
         * @param name {@code name} or {@code namespace/name}
         * @param ready number of ready pods to reach, 1 or more
         */
        public Builder workload(String name, int ready) {
            if (ready < 1) {
                throw new ExtensionConfigurationException(
                        JunitMessages.badSetting("workload target", String.valueOf(ready), "1 or more"));
            }
            deployment = DeploymentRef.parse(name);
            target = ready;
            return this;
        }

        /** Play these policies, by name. */
        public Builder policy(String... names) {
            policies = List.of(names);
            return this;
        }

        /** Score with these rewards, by name. */
        public Builder reward(String... names) {
            rewards = List.of(names);
            return this;
        }

        /** End episodes after this many steps, 1 or more. */
        public Builder steps(int limit) {
            if (limit < 1) {
                throw new ExtensionConfigurationException(
                        JunitMessages.badSetting("steps", String.valueOf(limit), "1 or more"));
            }
            steps = limit;
            return this;
        }

        /** Change this much with one action. */
        public Builder deltas(ActionDeltas value) {
            deltas = value;
            return this;
        }

        /** Bound what actions may reach, as {@link Safeguards}. */
        public Builder safeguards(SafeguardLimits value) {
            limits = value;
            return this;
        }

        /** Play the traces of this folder or glob, as {@link Scenario#traces()}. */
        public Builder traces(String folderOrGlob) {
            traces = folderOrGlob;
            return this;
        }

        /** Play this one trace. */
        public Builder trace(LoadedTrace value) {
            trace = value;
            return this;
        }

        /** Play this one trace under a name. */
        public Builder trace(String name, Trace value) {
            return trace(new LoadedTrace(name, value, List.of()));
        }

        /** Make the extension. */
        public SimulationExtension build() {
            return new SimulationExtension(new ExtensionSettings(
                    cluster, nodes, deployment, target, policies, rewards, steps, deltas, limits, traces, trace));
        }
    }
}
