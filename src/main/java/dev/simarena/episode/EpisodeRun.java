package dev.simarena.episode;

import dev.simarena.cluster.Cluster;
import dev.simarena.cluster.EnvironmentException;
import dev.simarena.cluster.KeptReplay;
import dev.simarena.cluster.NamespaceHooks;
import dev.simarena.cluster.Replay;
import dev.simarena.cluster.ReplayRequest;
import dev.simarena.trace.Trace;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Play one episode: the state that lasts from its reset to its end. */
final class EpisodeRun {

    private final EpisodeSpec spec;
    private final Cluster cluster;
    private final NamespaceHooks hooks;
    private final EpisodeRecorder recorder;
    private final TracedDeployment deployment;
    private final Reward reward;
    private final SimulationName name;
    private final String folder;
    private final boolean keeps;
    private final ActionEdits edits;
    private final ObservationNoise noise;
    private final Set<String> notes;
    private final List<StepRecord> steps = new ArrayList<>();

    private Trace trace;
    private String traceName;
    private double totalReward;
    private @Nullable String truncatedBy;
    private @Nullable Throwable cause;
    private @Nullable KeptReplay kept;

    EpisodeRun(
            EpisodeSpec spec,
            Cluster cluster,
            NamespaceHooks hooks,
            EpisodeRecorder recorder,
            TracedDeployment deployment,
            List<String> notes,
            boolean keeps) {
        this.spec = spec;
        this.cluster = cluster;
        this.hooks = hooks;
        this.recorder = recorder;
        this.deployment = deployment;
        this.keeps = keeps;
        this.reward = Rewards.named(spec.reward());
        this.name = new SimulationName(spec);
        this.edits = new ActionEdits(spec);
        this.noise = new ObservationNoise(spec.noise(), EpisodeSeed.stream(spec.seed(), "noise"));
        this.notes = new LinkedHashSet<>(notes);
        this.trace = spec.trace();
        this.traceName = spec.traceName();
        this.folder = EpisodeFolder.of(spec);
        // A trace that cannot be written fails here, before anything is played.
        trace.sha256();
    }

    /** Replay the trace as it is; the record is step 0. */
    Observation reset() {
        return replay(null, null, traceName).seen();
    }

    /** Apply an action and replay what comes of it. */
    StepResult step(Action action) {
        String traceIn = traceName;
        ActionEdits.Edited edited = edits.apply(action, trace);
        if (edited.outcome().changed()) {
            trace = edited.trace();
            traceName = EpisodeFolder.trace(folder, steps.size());
        }
        StepRecord record = replay(action, edited.outcome(), traceIn);
        return new StepResult(record.seen(), scored(record), record.atTarget(), truncatedBy != null, record);
    }

    private StepRecord replay(@Nullable Action action, @Nullable ActionOutcome outcome, String traceIn) {
        int step = steps.size();
        Replay replay = askCluster(step);
        forget();
        kept = replay.kept();
        Observation observation = ObservationFactory.observe(replay.state(), deployment);
        if (!replay.state().notSimulated().isEmpty()) {
            notes.add(EpisodeMessages.notSimulated(replay.state().notSimulated()));
        }
        Observation seen = noise.blur(observation);
        Double score = outcome == null
                ? null
                : Double.valueOf(reward.score(observation, spec.target(), spec.limits(), outcome.blocked()));
        StepRecord record = new StepRecord(
                step,
                replay.state().time(),
                replay.state().elapsed(),
                replay.simulation(),
                replay.uid(),
                deployment.virtualNamespace(),
                traceIn,
                traceName,
                trace,
                observation,
                seen,
                StateVector.of(seen, spec.target(), spec.stateSpace()),
                action,
                outcome,
                score,
                spec.seed(),
                observation.atTarget(spec.target()),
                replay.leftovers());
        steps.add(record);
        totalReward += score == null ? 0 : score;
        truncatedBy = truncation(record);
        recorder.step(spec, record, trace);
        return record;
    }

    private Replay askCluster(int step) {
        ReplayRequest request = new ReplayRequest(
                name.at(step),
                trace,
                spec.nodes(),
                spec.duration(),
                hooks,
                recorder.runId(),
                EpisodeSeed.stream(spec.seed(), "cluster", step),
                keeps);
        try {
            return cluster.replay(request);
        } catch (EnvironmentException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new EnvironmentException(EpisodeMessages.clusterFailed(cluster.name(), e), e);
        }
    }

    /** Return what the last replay showed, {@code null} where it is not kept. */
    @Nullable
    KeptReplay kept() {
        return kept;
    }

    /** Remove what was held for a look at it. */
    void forget() {
        KeptReplay held = kept;
        kept = null;
        if (held != null) {
            held.close();
        }
    }

    /** Return what ends the episode before its target, {@code null} where it goes on or is solved. */
    private @Nullable String truncation(StepRecord record) {
        Double minReturn = spec.minReturn();
        if (record.atTarget() || record.step() == 0) {
            return null;
        }
        if (record.step() >= spec.maxSteps()) {
            return EpisodeMessages.stepLimit(spec.maxSteps());
        }
        return minReturn != null && totalReward < minReturn ? EpisodeMessages.minReturn(minReturn) : null;
    }

    private static double scored(StepRecord record) {
        Double reward = record.reward();
        return reward == null ? 0 : reward;
    }

    /** Keep what failed; a target that was reached stays reached, so there it becomes a note. */
    void fail(Throwable failure) {
        if (solved()) {
            notes.add(String.valueOf(failure.getMessage()));
        } else {
            cause = failure;
        }
    }

    /** Add what a reader should know. */
    void note(String note) {
        notes.add(note);
    }

    /** Tell whether nothing more can happen: solved, truncated or failed. */
    boolean over() {
        return solved() || truncatedBy != null || cause != null;
    }

    private boolean solved() {
        return !steps.isEmpty() && steps.get(steps.size() - 1).atTarget();
    }

    int stepCount() {
        return Math.max(0, steps.size() - 1);
    }

    /** Return what was played. */
    Episode toEpisode() {
        return new Episode(spec, outcome(), truncatedBy, steps, trace, cause, List.copyOf(notes));
    }

    private EpisodeOutcome outcome() {
        if (solved()) {
            return EpisodeOutcome.SOLVED;
        }
        // Whatever else than the policy failed is no score of the policy.
        return cause == null || cause instanceof PolicyException ? EpisodeOutcome.UNSOLVED : EpisodeOutcome.ABORTED;
    }
}
