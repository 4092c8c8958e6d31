package dev.simarena.engine.truth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.autoscale.AutoscaleBench;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** How many replicas an autoscaler wants, and how far it may go at once. */
class AutoscalerTruthTests {

    private static final TruthTable LIMITS = TruthTable.of("autoscaler-limits");

    @TestFactory
    List<DynamicTest> proposals() {
        return TruthTable.of("replica-calculator").tests(single -> {
            JsonNode wanted = single.path("wanted");
            assertThat(AutoscaleBench.propose(single))
                    .isEqualTo(
                            wanted.isMissingNode()
                                    ? single.path("error").asText()
                                    : wanted.path("replicas").asText() + " "
                                            + wanted.path("utilization").asText("null") + " "
                                            + wanted.path("average").asText());
        });
    }

    @TestFactory
    List<DynamicTest> usual_limits() {
        return LIMITS.tests(
                "usual",
                single -> assertThat(AutoscaleBench.limit(single))
                        .isEqualTo(single.path("replicas").asText() + " "
                                + single.path("reason").asText()));
    }

    @TestFactory
    List<DynamicTest> limits_by_rules() {
        return LIMITS.tests(
                "rules",
                single -> assertThat(AutoscaleBench.rules(single))
                        .isEqualTo(single.path("limit").asInt()));
    }

    @TestFactory
    List<DynamicTest> stabilization() {
        return LIMITS.tests(
                "stabilization",
                single -> assertThat(AutoscaleBench.stabilize(single))
                        .isEqualTo(single.path("replicas").asInt()));
    }
}
