package dev.simarena.episode;

import dev.simarena.cluster.Cluster;
import dev.simarena.cluster.EmbeddedCluster;
import dev.simarena.cluster.EnvironmentException;
import dev.simarena.cluster.KeptReplay;
import dev.simarena.cluster.NamespaceHooks;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Manage the environment of an episode: a series of replays on a cluster.
 *
 * <p>Either {@link #play} a policy, or drive it by hand with {@link #reset} and {@link #step}, which mean what they mean
 * in Gymnasium. An episode left before its end counts as UNSOLVED when the next one starts, or at {@link #close}. Playing
 * again starts from the same seed and gives the same records. For one thread.
 */
public final class Simulation implements AutoCloseable {

    private final EpisodeSpec spec;
    private final Cluster cluster;
    private final NamespaceHooks hooks;
    private final EpisodeRecorder recorder;
    private final List<String> notes;
    private final TracedDeployment deployment;
    private final @Nullable Policy named;
    private final List<Episode> episodes = new ArrayList<>();
    private final IdentityHashMap<Episode, Policy> players = new IdentityHashMap<>();
    private @Nullable EpisodeRun run;
    private boolean ended = true;
    private boolean keeps;
    private boolean closed;

    /**
     * Prepare an episode; nothing is played yet.
     *
     * @param spec what is played
     * @param cluster where; it stays open when this is closed
     * @param hooks hooks of every replay
     * @param recorder what keeps the records, {@link EpisodeRecorder#NONE} for nothing
     * @param notes what a reader should know of the trace, for example its repairs
     * @throws ConfigurationException when the Deployment is not in the trace or is ambiguous, or there is no such reward
     */
    public Simulation(
            EpisodeSpec spec, Cluster cluster, NamespaceHooks hooks, EpisodeRecorder recorder, List<String> notes) {
        this(spec, cluster, hooks, recorder, notes, null);
    }

    /**
     * Prepare an episode of a policy that was found by name.
     *
     * @param named policy whose name the spec carries; any other one that is played is recorded as
     *     {@value EpisodeSpec#CUSTOM_POLICY}, {@code null} where every policy is the one meant
     * @throws ConfigurationException like the other constructor
     */
    public Simulation(
            EpisodeSpec spec,
            Cluster cluster,
            NamespaceHooks hooks,
            EpisodeRecorder recorder,
            List<String> notes,
            @Nullable Policy named) {
        Rewards.named(spec.reward());
        this.spec = spec;
        this.cluster = cluster;
        this.hooks = hooks;
        this.recorder = recorder;
        this.notes = List.copyOf(notes);
        this.deployment = TracedDeployment.find(spec);
        this.named = named;
    }

    /**
     * Prepare an episode in the embedded cluster, without hooks; its records are kept in memory only.
     *
     * @throws ConfigurationException like the constructors
     */
    public static Simulation inMemory(EpisodeSpec spec) {
        return new Simulation(spec, new EmbeddedCluster(), new NamespaceHooks(), EpisodeRecorder.NONE, List.of());
    }

    /** Return what is played. */
    public EpisodeSpec spec() {
        return spec;
    }

    /** Hold what the last replay showed until the next one, or until this is closed, so that somebody can keep it. */
    public Simulation holdLastReplay() {
        keeps = true;
        return this;
    }

    /** Return what the last replay showed; empty where nobody asked for it, or the environment failed before. */
    public Optional<KeptReplay> kept() {
        return Optional.ofNullable(run).map(EpisodeRun::kept);
    }

    /**
     * Start the episode anew and return its first observation.
     *
     * @throws EnvironmentException when the environment failed; the episode is ABORTED
     * @throws IllegalStateException after {@link #close}
     */
    public Observation reset() {
        EpisodeRun current = start(spec);
        try {
            return current.reset();
        } catch (RuntimeException | Error e) {
            current.fail(e);
            throw e;
        } finally {
            endIfOver(current);
        }
    }

    /**
     * Take one action.
     *
     * @throws EnvironmentException when the environment failed; the episode is ABORTED
     * @throws IllegalStateException before {@link #reset} and after the end of the episode
     */
    public StepResult step(Action action) {
        EpisodeRun current = run;
        requireOpen();
        if (current == null) {
            throw new IllegalStateException(EpisodeMessages.notReset(SimulationName.of(spec, 0)));
        }
        if (ended) {
            throw new IllegalStateException(EpisodeMessages.over(SimulationName.of(spec, 0), current.stepCount()));
        }
        try {
            return current.step(action);
        } catch (RuntimeException | Error e) {
            current.fail(e);
            throw e;
        } finally {
            endIfOver(current);
        }
    }

    /**
     * Reset, then let the policy act until the end; the policy is closed then, nothing else is.
     *
     * <p>What the environment or the policy throws ends the episode and becomes its cause; only errors, for
     * example of an assertion in the policy, come out of here.
     *
     * @throws IllegalStateException after {@link #close}
     */
    public Episode play(Policy policy) {
        EpisodeSpec played = named == null || named == policy ? spec : spec.withPolicy(EpisodeSpec.CUSTOM_POLICY);
        EpisodeRun current = start(played);
        PolicyPlayer player = new PolicyPlayer(played, policy, recorder);
        try {
            act(current, player);
        } catch (EnvironmentException e) {
            current.fail(e);
        } catch (PolicyException e) {
            current.fail(e);
            if (e.getCause() instanceof Error error) {
                throw error;
            }
        } catch (RuntimeException | Error e) {
            current.fail(e);
            throw e;
        } finally {
            close(current, player);
            end(current);
        }
        Episode episode = episodes.get(episodes.size() - 1);
        players.put(episode, policy);
        return episode;
    }

    private static void act(EpisodeRun current, PolicyPlayer player) {
        Observation seen = current.reset();
        if (current.over()) {
            return;
        }
        player.begin();
        while (!current.over()) {
            StepResult result = current.step(player.act(seen));
            player.observe(result);
            seen = result.observation();
        }
    }

    private static void close(EpisodeRun current, PolicyPlayer player) {
        try {
            player.close();
        } catch (PolicyException e) {
            current.note(String.valueOf(e.getMessage()));
        }
    }

    /** Return every episode that has ended, in the order in which they were played. */
    public List<Episode> episodes() {
        return List.copyOf(episodes);
    }

    /** Return the policy that played one of the {@link #episodes()}; empty where a test played it by hand. */
    public Optional<Policy> player(Episode episode) {
        return Optional.ofNullable(players.get(episode));
    }

    /** End an episode that was left before its end; closing twice is the same as once. */
    @Override
    public void close() {
        if (!closed) {
            leave();
            closed = true;
            forget();
        }
    }

    private EpisodeRun start(EpisodeSpec played) {
        requireOpen();
        leave();
        forget();
        recorder.begin(played);
        EpisodeRun started = new EpisodeRun(played, cluster, hooks, recorder, deployment, notes, keeps);
        run = started;
        ended = false;
        return started;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException(EpisodeMessages.closed(SimulationName.of(spec, 0)));
        }
    }

    private void leave() {
        EpisodeRun current = run;
        if (current != null) {
            end(current);
        }
    }

    private void forget() {
        EpisodeRun last = run;
        if (last != null) {
            last.forget();
        }
    }

    private void endIfOver(EpisodeRun current) {
        if (current.over()) {
            end(current);
        }
    }

    private void end(EpisodeRun current) {
        if (!ended) {
            ended = true;
            Episode episode = current.toEpisode();
            episodes.add(episode);
            recorder.end(episode);
        }
    }
}
