package dev.simarena.junit;

import dev.simarena.cluster.Cluster;
import dev.simarena.cluster.HookStage;
import dev.simarena.cluster.NamespaceHooks;
import dev.simarena.episode.ConfigurationException;
import dev.simarena.episode.EpisodeSpec;
import dev.simarena.episode.Policy;
import dev.simarena.episode.Simulation;
import dev.simarena.policy.Policies;
import dev.simarena.trace.LoadedTrace;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Hold everything that belongs to one invocation: its trace, simulation, policy and hooks.
 *
 * @param config what is declared for the test
 * @param cluster where it plays; shared by the run
 * @param trace the trace as it was read
 * @param policy policy of this invocation
 * @param hooks hooks of this invocation
 * @param simulation simulation of this invocation
 * @param records folder of the run's records
 * @param runId id of the run
 * @param batch where the result is counted, {@code null} where nobody counts
 */
record EpisodeScope(
        ScenarioConfig config,
        Cluster cluster,
        LoadedTrace trace,
        Policy policy,
        NamespaceHooks hooks,
        Simulation simulation,
        String records,
        String runId,
        @Nullable BatchRun batch)
        implements AutoCloseable {

    /**
     * Read the trace and prepare its episode; JUnit closes it after the invocation.
     *
     * @throws ExtensionConfigurationException when the trace cannot be read or does not fit what is declared
     */
    static EpisodeScope open(
            ExtensionContext context,
            ScenarioConfig config,
            TraceFile file,
            Pairing pairing,
            @Nullable BatchRun batch) {
        try {
            LoadedTrace trace = file.load();
            EpisodeSpec spec = EpisodeSpecs.of(config, file.name(), trace.trace(), pairing);
            Run run = Run.of(context, config);
            Cluster cluster = run.cluster(config);
            NamespaceHooks hooks = new NamespaceHooks();
            if (debugs(config)) {
                int port = config.apiServerPort().getAsInt();
                hooks.on(HookStage.POST_RUN, replay -> replay.debug(port, DebuggingPrompt::print));
            }
            Policy policy = Policies.named(spec.policy());
            Simulation simulation = new Simulation(spec, cluster, hooks, run.recorder(), trace.repairs(), policy);
            if (config.failure().cleanup() != Cleanup.ALWAYS) {
                simulation.holdLastReplay();
            }
            EpisodeScope scope = new EpisodeScope(
                    config,
                    cluster,
                    trace,
                    policy,
                    hooks,
                    simulation,
                    run.folder(),
                    run.recorder().runId(),
                    batch);
            ExtensionStore.of(context).put(EpisodeScope.class, scope);
            return scope;
        } catch (ConfigurationException e) {
            throw ConfigurationErrors.counted(
                    ConfigurationErrors.toJunit(e), context, config.scenario(), file.name() + pairing.suffix());
        }
    }

    /** Tell whether every replay stays open for kubectl; where only failures are kept, the last one of a failure does. */
    static boolean debugs(ScenarioConfig config) {
        return config.apiServerPort().isPresent() && config.failure().cleanup() != Cleanup.ON_SUCCESS;
    }

    /** Return the hooks without that of a debugging session, for episodes at which nobody looks. */
    NamespaceHooks quietHooks() {
        NamespaceHooks quiet = new NamespaceHooks();
        for (HookStage stage : HookStage.values()) {
            hooks.of(stage).stream()
                    .skip(stage == HookStage.POST_RUN && debugs(config) ? 1 : 0)
                    .forEach(hook -> quiet.on(stage, hook));
        }
        return quiet;
    }

    /** Hand the episodes to their batch, after the further runs that it wants to compare. */
    void collect() {
        BatchRun counted = batch;
        if (counted != null) {
            int runs = config.gates().runs();
            counted.played(simulation.episodes(), runs == 0 ? null : Replays.of(this, runs));
        }
    }

    EpisodeSpec spec() {
        return simulation.spec();
    }

    @Override
    public void close() {
        try (policy) {
            simulation.close();
        }
    }
}
