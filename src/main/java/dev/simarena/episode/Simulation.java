package dev.simarena.episode;

import dev.simarena.cluster.Cluster;
import dev.simarena.cluster.NamespaceHooks;
import java.util.List;

/** Manage the environment of an episode: a series of replays on a cluster. */
public final class Simulation implements AutoCloseable {

    /** Prepare an episode; nothing is played yet. */
    public Simulation(
            EpisodeSpec spec, Cluster cluster, NamespaceHooks hooks, EpisodeRecorder recorder, List<String> notes) {
        throw new UnsupportedOperationException();
    }

    /** What is played. */
    public EpisodeSpec spec() {
        throw new UnsupportedOperationException();
    }

    /** First observation; starts the episode anew. */
    public Observation reset() {
        throw new UnsupportedOperationException();
    }

    /** One action. */
    public StepResult step(Action action) {
        throw new UnsupportedOperationException();
    }

    /** Reset, then let the policy act until the end. */
    public Episode play(Policy policy) {
        throw new UnsupportedOperationException();
    }

    /** Every episode played through this simulation so far, in order (also ones driven by reset/step by hand). */
    public List<Episode> episodes() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
