package dev.simarena.report;

import dev.simarena.cluster.NodeShape;
import dev.simarena.episode.Action;
import dev.simarena.episode.ActionDeltas;
import dev.simarena.episode.ActionOutcome;
import dev.simarena.episode.Episode;
import dev.simarena.episode.EpisodeOutcome;
import dev.simarena.episode.EpisodeSpec;
import dev.simarena.episode.Observation;
import dev.simarena.episode.SafeguardLimits;
import dev.simarena.episode.StateSpace;
import dev.simarena.episode.StepRecord;
import dev.simarena.trace.DeploymentRef;
import dev.simarena.trace.DeploymentTrace;
import dev.simarena.trace.Quantity;
import dev.simarena.trace.ResourceName;
import dev.simarena.trace.Trace;
import dev.simarena.trace.TraceEdits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Write episodes down by hand, row for row as their table shows them. */
final class EpisodeBuilder {

    static final DeploymentRef WEB = DeploymentRef.parse("default/web");

    private final List<StepRecord> steps = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private String scenario = "memory";
    private String traceName = "mem-slight.msgpack";
    private String policy = "random";
    private String reason = "";
    private int repetition;
    private OptionalInt fewestSteps = OptionalInt.empty();
    private Trace trace = DeploymentTrace.builder().cpu("500m").memory("33Gi").build();

    static EpisodeBuilder episode() {
        return new EpisodeBuilder();
    }

    EpisodeBuilder of(String newScenario, String newTraceName, String newPolicy) {
        scenario = newScenario;
        traceName = newTraceName;
        policy = newPolicy;
        return this;
    }

    EpisodeBuilder repetition(int number) {
        repetition = number;
        return this;
    }

    EpisodeBuilder fewestSteps(int steps) {
        fewestSteps = OptionalInt.of(steps);
        return this;
    }

    EpisodeBuilder note(String note) {
        notes.add(note);
        return this;
    }

    EpisodeBuilder trace(Trace newTrace) {
        trace = newTrace;
        return this;
    }

    /** Let pods of the steps that follow be pending for this reason, empty for none. */
    EpisodeBuilder unschedulable(String newReason) {
        reason = newReason;
        return this;
    }

    EpisodeBuilder reset(int ready, int pending, String cpu, String memory) {
        return add(null, null, observation(ready, pending, ready + pending, cpu, memory), null);
    }

    EpisodeBuilder step(Action action, int ready, int pending, String cpu, String memory, double reward) {
        ActionOutcome outcome = new ActionOutcome(action != Action.NOOP, false, null);
        return add(action, outcome, observation(ready, pending, ready + pending, cpu, memory), reward);
    }

    EpisodeBuilder stepWithTotal(
            Action action, int ready, int pending, int total, String cpu, String memory, double reward) {
        return add(
                action, new ActionOutcome(true, false, null), observation(ready, pending, total, cpu, memory), reward);
    }

    EpisodeBuilder blocked(
            Action action, int ready, int pending, String cpu, String memory, double reward, String message) {
        Observation observation = observation(ready, pending, ready + pending, cpu, memory);
        return add(action, new ActionOutcome(false, true, message), observation, reward);
    }

    Episode truncated(String by) {
        return end(EpisodeOutcome.UNSOLVED, by, null);
    }

    Episode solved() {
        return end(EpisodeOutcome.SOLVED, null, null);
    }

    Episode aborted(Throwable cause) {
        return end(EpisodeOutcome.ABORTED, null, cause);
    }

    Episode policyFailed(Throwable cause) {
        return end(EpisodeOutcome.UNSOLVED, null, cause);
    }

    private Observation observation(int ready, int pending, int total, String cpu, String memory) {
        TreeMap<String, Integer> reasons = new TreeMap<>();
        if (!reason.isEmpty() && pending > 0) {
            reasons.put(reason, pending);
        }
        return new Observation(ready, pending, total, cpu, memory, 3, 0, 0, 0, 0, reasons, List.of(), List.of());
    }

    private EpisodeBuilder add(
            @Nullable Action action,
            @Nullable ActionOutcome outcome,
            Observation observation,
            @Nullable Double reward) {
        int step = steps.size();
        steps.add(new StepRecord(
                step,
                Instant.ofEpochSecond(DeploymentTrace.START + 120),
                Duration.ofMinutes(2),
                "sim-" + step,
                "uid-" + step,
                "virtual-default",
                traceName,
                step == 0 ? traceName : "step-%02d.msgpack".formatted(step),
                trace,
                observation,
                observation,
                List.of(),
                action,
                outcome,
                reward,
                42,
                observation.atTarget(3),
                List.of()));
        return this;
    }

    private Episode end(EpisodeOutcome outcome, @Nullable String truncatedBy, @Nullable Throwable cause) {
        EpisodeSpec spec = new EpisodeSpec(
                scenario,
                traceName,
                trace,
                WEB,
                3,
                NodeShape.DEFAULT,
                policy,
                "gradual",
                42,
                repetition,
                Math.max(1, steps.size() - 1),
                null,
                Duration.ofMinutes(2),
                StateSpace.BASE,
                0,
                ActionDeltas.defaults(),
                SafeguardLimits.defaults(),
                fewestSteps);
        return new Episode(spec, outcome, truncatedBy, steps, edited(), cause, notes);
    }

    private Trace edited() {
        Trace current = trace;
        for (StepRecord step : steps) {
            if (step.outcome() != null && step.outcome().changed() && step.action() == Action.REDUCE_MEM_SMALL) {
                current = TraceEdits.addRequest(current, WEB, ResourceName.MEMORY, Quantity.parse("-256Mi"))
                        .trace();
            }
        }
        return current;
    }
}
