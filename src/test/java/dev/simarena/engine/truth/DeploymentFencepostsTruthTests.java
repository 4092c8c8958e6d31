package dev.simarena.engine.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.simarena.engine.controller.ControllerBench;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.DeploymentSpec;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** How many pods may be too many and too few during a rolling update. */
class DeploymentFencepostsTruthTests {

    private static final TruthTable TABLE = TruthTable.of("deployment-fenceposts");

    @TestFactory
    List<DynamicTest> cases() {
        return TABLE.tests(single -> {
            DeploymentSpec spec = ControllerBench.spec(Deployments.of(single));
            assertThat(spec.maxSurge()).isEqualTo(single.path("surge").asInt());
            assertThat(spec.maxUnavailable())
                    .isEqualTo(single.path("unavailable").asInt());
        });
    }

    @TestFactory
    List<DynamicTest> refused() {
        return TABLE.tests(
                "refused",
                single -> assertThatExceptionOfType(ApiException.class)
                        .isThrownBy(() -> ControllerBench.spec(Deployments.of(single)))
                        .withMessageContaining("spec.strategy.rollingUpdate.max"));
    }

    @TestFactory
    List<DynamicTest> next_size() {
        return TABLE.tests(
                "next size",
                single -> assertThat(ControllerBench.nextSize(
                                Deployments.of(single),
                                single.path("newest").asInt(),
                                single.path("all").asInt()))
                        .isEqualTo(single.path("next").asInt()));
    }
}
