package dev.simarena.episode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simarena.trace.DeploymentCopy;
import dev.simarena.trace.DeploymentRef;
import dev.simarena.trace.Quantity;
import dev.simarena.trace.Trace;
import dev.simarena.trace.TraceEdits;
import dev.simarena.trace.TraceEvent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ActionEditsTests {

    private static final DeploymentRef WEB = DeploymentRef.parse("web");

    @ParameterizedTest
    @CsvSource({
        "BUMP_CPU_SMALL, 1500m, 1Gi, 3",
        "BUMP_MEM_SMALL, 1, 1280Mi, 3",
        "SCALE_UP_REPLICAS, 1, 1Gi, 4",
        "REDUCE_CPU_SMALL, 500m, 1Gi, 3",
        "REDUCE_MEM_SMALL, 1, 768Mi, 3",
        "SCALE_DOWN_REPLICAS, 1, 1Gi, 2"
    })
    void action_changesWhatItNames(Action action, String cpu, String memory, int replicas) {
        ActionEdits.Edited edited = apply(action, SpecBuilder.trace(3, "1", "1Gi"));

        assertThat(edited.outcome()).isEqualTo(new ActionOutcome(true, false, null));
        DeploymentCopy copy = TraceEdits.copies(edited.trace(), WEB).get(0);
        assertThat(copy.cpu()).hasToString(cpu);
        assertThat(copy.memory()).hasToString(memory);
        assertThat(copy.replicas()).isEqualTo(replicas);
    }

    @Test
    void noop_changesNothingAndSaysNothing() {
        Trace trace = SpecBuilder.trace(3, "1", "1Gi");

        ActionEdits.Edited edited = apply(Action.NOOP, trace);

        assertThat(edited.trace()).isSameAs(trace);
        assertThat(edited.outcome()).isEqualTo(new ActionOutcome(false, false, null));
    }

    @ParameterizedTest
    @CsvSource({
        // equality passes
        "BUMP_CPU_SMALL, 15500m, 1Gi, 3",
        "BUMP_CPU_SMALL, 15.5, 1Gi, 3",
        "BUMP_MEM_SMALL, 1, 32512Mi, 3",
        "SCALE_UP_REPLICAS, 1, 1Gi, 99",
        "REDUCE_CPU_SMALL, 550m, 1Gi, 3",
        "REDUCE_MEM_SMALL, 1, 320Mi, 3",
        "SCALE_DOWN_REPLICAS, 1, 1Gi, 2",
        // caps never block a reduction, floors never an increase
        "REDUCE_CPU_SMALL, 17000m, 1Gi, 3",
        "REDUCE_MEM_SMALL, 1, 40Gi, 3",
        "SCALE_DOWN_REPLICAS, 1, 1Gi, 200",
        "BUMP_CPU_SMALL, 1m, 1Gi, 3",
        "BUMP_MEM_SMALL, 1, 1Mi, 3",
        "SCALE_UP_REPLICAS, 1, 1Gi, 0"
    })
    void resultWithinItsBound_passes(Action action, String cpu, String memory, int replicas) {
        Trace trace = Traces.of(Traces.deployment(
                "default/web", replicas, "\"cpu\": \"%s\", \"memory\": \"%s\"".formatted(cpu, memory)));

        assertThat(apply(action, trace).outcome()).isEqualTo(new ActionOutcome(true, false, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BUMP_CPU_SMALL | 16 | 1Gi | 3 | would raise cpu of web to 16500m, over the cap 16.",
                "BUMP_CPU_SMALL | 15501m | 1Gi | 3 | would raise cpu of web to 16001m, over the cap 16.",
                "BUMP_MEM_SMALL | 1 | 32Gi | 3 | would raise memory of web to 33024Mi, over the cap 32Gi.",
                "SCALE_UP_REPLICAS | 1 | 1Gi | 100 | would raise replicas of web to 101, over the cap 100.",
                "REDUCE_CPU_SMALL | 549m | 1Gi | 3 | would reduce cpu of web to 49m, under the floor 50m.",
                "REDUCE_CPU_SMALL | 100m | 1Gi | 3 | would reduce cpu of web to -400m, under the floor 50m.",
                "REDUCE_MEM_SMALL | 1 | 319Mi | 3 | would reduce memory of web to 63Mi, under the floor 64Mi.",
                "SCALE_DOWN_REPLICAS | 1 | 1Gi | 1 | would reduce replicas of web to 0, under the floor 1.",
                // a trace may start beyond a bound, yet goes no further
                "BUMP_CPU_SMALL | 17 | 1Gi | 3 | would raise cpu of web to 17500m, over the cap 16.",
                "SCALE_DOWN_REPLICAS | 1 | 1Gi | 0 | would reduce replicas of web to -1, under the floor 1."
            })
    void resultBeyondItsBound_isBlockedAndLeavesTheTrace(
            Action action, String cpu, String memory, int replicas, String message) {
        Trace trace = Traces.of(Traces.deployment(
                "default/web", replicas, "\"cpu\": \"%s\", \"memory\": \"%s\"".formatted(cpu, memory)));

        ActionEdits.Edited edited = apply(action, trace);

        assertThat(edited.trace()).isSameAs(trace);
        assertThat(edited.outcome().blocked()).isTrue();
        assertThat(edited.outcome().changed()).isFalse();
        assertThat(edited.outcome().message()).startsWith("Action [%s] %s Choose".formatted(action.key(), message));
    }

    @ParameterizedTest
    @EnumSource(names = {"REDUCE_CPU_SMALL", "REDUCE_MEM_SMALL"})
    void reductionOfAnAbsentRequest_isBlocked(Action action) {
        Trace trace = Traces.of(Traces.deployment("default/web", 3, ""));

        ActionEdits.Edited edited = apply(action, trace);

        assertThat(edited.trace()).isSameAs(trace);
        assertThat(edited.outcome().blocked()).isTrue();
        assertThat(edited.outcome().message()).contains("which requests none (floor");
    }

    @Test
    void bumpOfAnAbsentRequest_createsIt() {
        ActionEdits.Edited edited = apply(Action.BUMP_CPU_SMALL, Traces.of(Traces.deployment("default/web", 3, "")));

        assertThat(edited.outcome().changed()).isTrue();
        assertThat(TraceEdits.copies(edited.trace(), WEB).get(0).cpu()).hasToString("500m");
    }

    @Test
    void oneCopyThatWouldViolate_blocksAllCopies() {
        Trace trace = Trace.of(List.of(
                new TraceEvent(1, List.of(Traces.deployment("default/web", 3, "\"cpu\": \"1\"")), List.of()),
                new TraceEvent(2, List.of(Traces.deployment("default/web", 3, "\"cpu\": \"15.8\"")), List.of())));

        ActionEdits.Edited edited = apply(Action.BUMP_CPU_SMALL, trace);

        assertThat(edited.trace()).isSameAs(trace);
        assertThat(edited.outcome().message())
                .isEqualTo(
                        "Action [bump_cpu_small] would raise cpu of web to 16300m, over the cap 16. Choose another action or raise the cap.");
    }

    @Test
    void invalidQuantity_changesNothingAndSaysSo() {
        Trace trace = Traces.of(Traces.deployment("default/web", 3, "\"cpu\": \"one\""));

        ActionEdits.Edited edited = apply(Action.BUMP_CPU_SMALL, trace);

        assertThat(edited.trace()).isSameAs(trace);
        assertThat(edited.outcome().changed()).isFalse();
        assertThat(edited.outcome().blocked()).isFalse();
        assertThat(edited.outcome().message())
                .startsWith("Action [bump_cpu_small] changed nothing. ")
                .contains("[one]");
    }

    @Test
    void unknownDeployment_changesNothingAndSaysSo() {
        Trace trace = Traces.of(Traces.deployment("default/database", 3, "\"cpu\": \"1\""));

        ActionEdits.Edited edited = apply(Action.SCALE_UP_REPLICAS, trace);

        assertThat(edited.trace()).isSameAs(trace);
        assertThat(edited.outcome().changed()).isFalse();
        assertThat(edited.outcome().message()).contains("Deployment [web] does not exist in the trace");
    }

    @Test
    void configuredDeltasAndLimits_areUsed() {
        EpisodeSpec spec = SpecBuilder.spec()
                .deltas(new ActionDeltas(Quantity.parse("+250m"), Quantity.parse("1Gi"), 5))
                .limits(new SafeguardLimits(
                        Quantity.parse("2"), Quantity.parse("2Gi"), 8, Quantity.parse("1"), Quantity.parse("1Gi"), 3))
                .build();
        ActionEdits edits = new ActionEdits(spec);
        Trace trace = SpecBuilder.trace(3, "1250m", "1Gi");

        assertThat(edits.apply(Action.REDUCE_CPU_SMALL, trace).outcome().changed())
                .isTrue();
        assertThat(edits.apply(Action.BUMP_MEM_SMALL, trace).outcome().changed())
                .isTrue();
        assertThat(edits.apply(Action.REDUCE_MEM_SMALL, trace).outcome().message())
                .contains("would reduce memory of web to 0Gi, under the floor 1Gi");
        assertThat(TraceEdits.copies(
                                edits.apply(Action.SCALE_UP_REPLICAS, trace).trace(), WEB)
                        .get(0)
                        .replicas())
                .isEqualTo(8);
        assertThat(edits.apply(Action.SCALE_DOWN_REPLICAS, trace).outcome().message())
                .contains("would reduce replicas of web to -2, under the floor 3");
    }

    private static ActionEdits.Edited apply(Action action, Trace trace) {
        return new ActionEdits(SpecBuilder.spec().build()).apply(action, trace);
    }
}
