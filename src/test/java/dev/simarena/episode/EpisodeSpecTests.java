package dev.simarena.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.simarena.cluster.NodeShape;
import dev.simarena.trace.DeploymentRef;
import dev.simarena.trace.DeploymentTrace;
import dev.simarena.trace.Quantity;
import dev.simarena.trace.Trace;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EpisodeSpecTests {

    static Stream<Arguments> wrong() {
        return Stream.of(
                wrong(() -> SpecBuilder.spec().target(0).build(), "Target [0] is too small. Give 1 or more."),
                wrong(() -> SpecBuilder.spec().maxSteps(0).build(), "Step limit [0] is too small. Give 1 or more."),
                wrong(
                        () -> SpecBuilder.spec().noise(-1).build(),
                        "Noise [-1.0] is no standard deviation. Give 0 for none, or a positive number."),
                wrong(
                        () -> SpecBuilder.spec().noise(Double.NaN).build(),
                        "Noise [NaN] is no standard deviation. Give 0 for none, or a positive number."),
                wrong(() -> SpecBuilder.spec().repetition(-1).build(), "Repetition [-1] is negative. Count from 0."),
                wrong(
                        () -> SpecBuilder.spec()
                                .duration(Duration.ofSeconds(-1))
                                .build(),
                        "Duration [PT-1S] is negative. Give 0 or more."),
                wrong(
                        () -> SpecBuilder.spec().minReturn(Double.NaN).build(),
                        "Minimum return [NaN] is not a number. Leave it out for none."),
                wrong(
                        () -> new ActionDeltas(Quantity.parse("0"), Quantity.parse("1Mi"), 1),
                        "Deltas [cpu = 0, memory = 1Mi, replicas = 1] are not all positive. Give what one action adds."),
                wrong(
                        () -> new ActionDeltas(Quantity.parse("1"), Quantity.parse("-1Mi"), 1),
                        "Deltas [cpu = 1, memory = -1Mi, replicas = 1] are not all positive. Give what one action adds."),
                wrong(
                        () -> new ActionDeltas(Quantity.parse("1"), Quantity.parse("1Mi"), 0),
                        "Deltas [cpu = 1, memory = 1Mi, replicas = 0] are not all positive. Give what one action adds."));
    }

    private static Arguments wrong(Supplier<Object> maker, String message) {
        return Arguments.of(maker, message);
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void numberOutOfRange_isRefused(Supplier<Object> maker, String message) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(maker::get)
                .withMessage(message);
    }

    @Test
    void declaredTask_isTakenFromTheTrace() {
        Trace trace = DeploymentTrace.builder()
                .name("shop")
                .replicas(5)
                .target(4)
                .nodes(2, "8", "16Gi", 50)
                .build();

        EpisodeSpec spec = EpisodeSpec.declaredBy("shop.msgpack", trace);

        assertThat(spec.traceName()).isEqualTo("shop.msgpack");
        assertThat(spec.trace()).isSameAs(trace);
        assertThat(spec.deployment()).isEqualTo(new DeploymentRef(null, "shop"));
        assertThat(spec.target()).isEqualTo(4);
        assertThat(spec.nodes()).isEqualTo(new NodeShape(2, Quantity.parse("8"), Quantity.parse("16Gi"), 50));
        // one pod too many
        assertThat(spec.fewestSteps()).hasValue(1);
        assertThat(spec.maxSteps()).isEqualTo(40);
        assertThat(spec.reward()).isEqualTo("gradual");
        assertThat(spec.seed()).isZero();
        assertThat(spec.duration()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void traceThatDeclaresNothing_isRefused() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> EpisodeSpec.declaredBy("plain.msgpack", Trace.of(List.of())))
                .withMessage("Trace [plain.msgpack] declares no task under metadata.arena."
                        + " Give Deployment, target and nodes by the constructor.");
    }

    @Test
    void defaults_areThoseOfTheReference() {
        assertThat(EpisodeSpec.DEFAULT_MAX_STEPS).isEqualTo(40);
        assertThat(EpisodeSpec.DEFAULT_REWARD).isEqualTo("gradual");
        assertThat(ActionDeltas.defaults())
                .isEqualTo(new ActionDeltas(Quantity.parse("500m"), Quantity.parse("256Mi"), 1));
        assertThat(SafeguardLimits.defaults())
                .isEqualTo(new SafeguardLimits(
                        Quantity.parse("16"),
                        Quantity.parse("32Gi"),
                        100,
                        Quantity.parse("50m"),
                        Quantity.parse("64Mi"),
                        1));
    }

    @Test
    void actions_haveTheirIndex() {
        assertThat(Stream.of(0, 1, 2, 3, 4, 5, 6).map(Action::of).map(Action::key))
                .containsExactly(
                        "noop",
                        "bump_cpu_small",
                        "bump_mem_small",
                        "scale_up_replicas",
                        "reduce_cpu_small",
                        "reduce_mem_small",
                        "scale_down_replicas");
    }
}
