package dev.simarena.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.simarena.episode.Action;
import dev.simarena.episode.ActionDeltas;
import dev.simarena.episode.Observation;
import dev.simarena.episode.Observations;
import dev.simarena.episode.Policy;
import dev.simarena.episode.PolicyContext;
import dev.simarena.episode.SafeguardLimits;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimplePoliciesTests {

    private static final Observation PENDING = Observations.pods(0, 3, 3);
    private static final Observation SETTLED = Observations.pods(3, 0, 3);

    @Test
    void unchangingPolicies_answerAlwaysTheSame() {
        assertThat(begun("noop", 1).act(PENDING)).isEqualTo(Action.NOOP);
        assertThat(begun("bump_cpu", 1).act(PENDING)).isEqualTo(Action.BUMP_CPU_SMALL);
        assertThat(begun("bump_cpu", 1).act(SETTLED)).isEqualTo(Action.BUMP_CPU_SMALL);
        assertThat(begun("bump_mem", 1).act(PENDING)).isEqualTo(Action.BUMP_MEM_SMALL);
    }

    @Test
    void heuristic_bumpsCpuWhilePodsArePending() {
        assertThat(begun("heuristic", 1).act(PENDING)).isEqualTo(Action.BUMP_CPU_SMALL);
        assertThat(begun("heuristic", 1).act(SETTLED)).isEqualTo(Action.NOOP);
    }

    @ParameterizedTest
    @CsvSource({"1, SCALE_UP_REPLICAS", "3, NOOP", "5, SCALE_DOWN_REPLICAS"})
    void scaleReplicas_goesTowardsTheTarget(int total, Action expected) {
        assertThat(begun("scale_replicas", 1).act(Observations.pods(total, 0, total)))
                .isEqualTo(expected);
    }

    @Test
    void random_drawsAllActionsFromItsSeedOnly() {
        List<Action> one = draws(begun("random", 7));

        assertThat(one).isEqualTo(draws(begun("random", 7))).isNotEqualTo(draws(begun("random", 8)));
        assertThat(EnumSet.copyOf(one)).isEqualTo(EnumSet.allOf(Action.class));
    }

    private static List<Action> draws(Policy policy) {
        return IntStream.range(0, 100).mapToObj(i -> policy.act(PENDING)).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"random", "scale_replicas", "reference"})
    void policyThatNeedsTheRules_asksForBegin(String name) {
        assertThatIllegalStateException()
                .isThrownBy(() -> Policies.named(name).act(PENDING))
                .withMessage("Policy [%s] was asked before its episode began. Call begin() first.", name);
    }

    private static Policy begun(String name, long seed) {
        Policy policy = Policies.named(name);
        policy.begin(new PolicyContext(
                3, 40, ActionDeltas.defaults(), SafeguardLimits.defaults(), new SplittableRandom(seed)));
        return policy;
    }
}
