package dev.simarena.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.simarena.trace.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Expected values are worked out by hand from the formulas. */
class RewardsTests {

    private static final SafeguardLimits LIMITS = SafeguardLimits.defaults();

    @ParameterizedTest
    @CsvSource({
        "3, 0, 3, 1",
        "3, 1, 3, 0",
        "3, 0, 4, 0",
        "2, 0, 3, 0",
        "0, 3, 3, 0",
        "0, 0, 0, 0",
    })
    void binary_isOneAtTheTargetOnly(int ready, int pending, int total, double expected) {
        assertThat(score("binary", ready, pending, total, 3)).isEqualTo(expected);
        assertThat(score("base", ready, pending, total, 3)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "3, 0, 3, 1.0",
        // 0.1*3 + 0.05*3
        "0, 3, 3, -0.45",
        // 0.1*1 + 0.05*1
        "2, 1, 3, -0.15",
        // 0.1*2 + 0.15*2
        "5, 0, 5, -0.5",
        // 0.1*2 + 0.08*2
        "1, 0, 1, -0.36",
        // 0.1*3 + 0.08*3
        "0, 0, 0, -0.54",
        // 0.05*2 + 0.15*2, nothing wrong with ready
        "3, 2, 5, -0.4",
        // 0.1*3 + 0.05*20 + 0.15*17 is over 1
        "0, 20, 20, -1.0"
    })
    void gradual_followsItsFormula(int ready, int pending, int total, double expected) {
        assertThat(score("gradual", ready, pending, total, 3)).isCloseTo(expected, within(1e-12));
        assertThat(score("shaped", ready, pending, total, 3)).isCloseTo(expected, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({
        "4, 0, 4, 1.0",
        // 0.02*4/4
        "0, 4, 4, -0.02",
        // 0.07*2
        "6, 0, 6, -0.14",
        // 0.02*2/4 + 0.07*2
        "4, 2, 6, -0.15",
        // 0.03*3/4
        "1, 0, 1, -0.0225",
        // 0.02*1/4 + 0.03*2/4
        "1, 1, 2, -0.02",
        // 0.07*16 is over 1
        "20, 0, 20, -1.0"
    })
    void scale_followsItsFormula(int ready, int pending, int total, double expected) {
        assertThat(score("scale", ready, pending, total, 4)).isCloseTo(expected, within(1e-12));
    }

    @Test
    void scaleWithNothingToSubtract_isPositiveZero() {
        // Right total, nothing pending, yet one pod is not ready: every term of the formula is zero.
        assertThat(Double.doubleToRawLongBits(score("scale", 2, 0, 3, 3))).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "16, 32Gi, 100, 3, 1.0",
        "16000m, 32768Mi, 100, 3, 1.0",
        "16001m, 32Gi, 100, 3, 0.5",
        "16, 34359738369, 100, 3, 0.5",
        "16, 32Gi, 101, 3, 0.5",
        "17, 33Gi, 101, 3, -0.5",
        "17, 33Gi, 101, 2, -1.5",
        "17, 33Gi, 100, 2, -1.0",
        "1, 1Gi, 3, 2, 0.0"
    })
    void penalty_subtractsAHalfForEachCapThatIsExceeded(
            String cpu, String memory, int replicas, int ready, double expected) {
        Observation observation = new Observation(
                ready,
                3 - ready,
                3,
                cpu,
                memory,
                replicas,
                Quantity.parse(cpu).milliValue(),
                Quantity.parse(memory).longValue(),
                0,
                0,
                new TreeMap<>(),
                List.of(),
                List.of());

        assertThat(Rewards.named("penalty").score(observation, 3, LIMITS, false))
                .isEqualTo(expected);
        assertThat(Rewards.named("max_punish").score(observation, 3, LIMITS, false))
                .isEqualTo(expected);
    }

    @Test
    void penalty_usesTheConfiguredCaps() {
        SafeguardLimits tight = new SafeguardLimits(
                Quantity.parse("400m"), Quantity.parse("1Gi"), 2, Quantity.parse("50m"), Quantity.parse("64Mi"), 1);

        // 500m is over 400m and 3 replicas are over 2.
        assertThat(Rewards.named("penalty").score(Observations.pods(3, 0, 3), 3, tight, false))
                .isEqualTo(0.0);
    }

    @ParameterizedTest
    @CsvSource({
        // at the target: 0
        "3, 0, 3, 3, 500, 256, 0.0",
        // enough ready and none pending, one too many: cost = 0.6*(1/3) = 0.2; 0.9 - 0.12 - 1
        "4, 0, 4, 3, 500, 256, -0.22",
        // T=2: capCpu 8000, capMem 16Gi; cpu half way: 0.5*0.45; over 1: 0.6 -> cost 0.825; 0.9-0.495-1
        "4, 0, 4, 2, 4250, 256, -0.595",
        // memory half way between 256Mi and 16Gi (16384Mi): 8320Mi; over 1 -> the same
        "4, 0, 4, 2, 500, 8320, -0.595",
        // all pending: health = -0.85, clamped
        "0, 3, 3, 3, 500, 256, -1.0",
        // 2 of 4 ready, none pending, 3 of 4 there: 0.25 - 0.75*0.25 = 0.0625; - 0 - 1
        "2, 0, 3, 4, 500, 256, -0.9375",
        // 3 of 4 ready, one pending: 0.5625 - 0.85*0.25 = 0.35; - 1
        "3, 1, 4, 4, 500, 256, -0.65",
        // the same with cpu at the cap of 4000m: cost 0.45 * 0.08 = 0.036
        "3, 1, 4, 4, 4000, 256, -0.686",
        // beyond the cap is no dearer
        "3, 1, 4, 4, 9000, 256, -0.686",
        // none pending, 3 of 4 ready and 4 there: 0.5625 - 0.12*0.45 - 1
        "3, 0, 4, 4, 4000, 256, -0.4915",
        // target so big that the caps are 501m and 256Mi+1: one milli over is the whole excess
        "99, 1, 100, 100, 501, 256, -0.0644"
    })
    void costAware_followsItsFormula(
            int ready, int pending, int total, int target, long cpuMilli, long memoryMebibytes, double expected) {
        Observation observation = Observations.requests(ready, pending, total, cpuMilli, memoryMebibytes);

        assertThat(Rewards.named("cost_aware_v2").score(observation, target, LIMITS, false))
                .isCloseTo(expected, within(1e-12));
    }

    @Test
    void costAware_subtractsStepPenaltyAndBlockedActionAfterClamping() {
        Observation solved = Observations.pods(3, 0, 3);
        Observation worst = Observations.pods(0, 3, 3);

        assertThat(Rewards.named("cost_aware_v2").score(solved, 3, LIMITS, true))
                .isEqualTo(-0.12);
        assertThat(Rewards.costAware(0.01).score(solved, 3, LIMITS, false)).isEqualTo(-0.01);
        assertThat(Rewards.costAware(0.01).score(solved, 3, LIMITS, true)).isCloseTo(-0.13, within(1e-12));
        assertThat(Rewards.costAware(0.5).score(worst, 3, LIMITS, true)).isEqualTo(-1.0);
    }

    @Test
    void negativeStepPenalty_isRefused() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Rewards.costAware(-0.1))
                .withMessage("Step penalty [-0.1] is not a price. Give 0 or more.");
    }

    static List<String> names() {
        return Rewards.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyReward_staysInItsRangeAndIsBestAtTheTarget(String name) {
        Reward reward = Rewards.named(name);
        boolean cost = name.equals("cost_aware_v2");
        double low = Rewards.canonicalName(name).equals("penalty")
                ? -1.5
                : Rewards.canonicalName(name).equals("binary") ? 0 : -1;
        double high = cost ? 0 : 1;
        for (Observation observation : grid()) {
            for (int target : new int[] {1, 2, 3, 7, 100}) {
                double score = reward.score(observation, target, LIMITS, false);
                assertThat(score).isBetween(low, high);
                assertThat(Double.doubleToRawLongBits(score)).isNotEqualTo(Double.doubleToRawLongBits(-0.0));
                if (observation.atTarget(target)) {
                    assertThat(score).isEqualTo(high);
                } else {
                    assertThat(score)
                            .isLessThan(high)
                            .isLessThanOrEqualTo(Rewards.range(name).most());
                }
                assertThat(reward.score(observation, target, LIMITS, true))
                        .isBetween(
                                Rewards.range(name).least(), Rewards.range(name).atTarget());
                assertThat(Rewards.range(name)).isEqualTo(reward.range()).satisfies(range -> {
                    assertThat(range.least()).isEqualTo(low);
                    assertThat(range.atTarget()).isEqualTo(high);
                });
            }
        }
    }

    private static List<Observation> grid() {
        List<Observation> grid = new ArrayList<>();
        for (int ready = 0; ready <= 8; ready++) {
            for (int pending = 0; pending <= 8; pending += 2) {
                for (int starting = 0; starting <= 2; starting++) {
                    grid.add(Observations.requests(ready, pending, ready + pending + starting, 0, 0));
                    grid.add(Observations.requests(ready, pending, ready + pending + starting, 16_000, 32 * 1024));
                }
            }
        }
        return grid;
    }

    @Test
    void range_boundsTheTotalOfAnEpisode() {
        RewardRange gradual = Rewards.range("shaped");
        assertThat(gradual.leastTotal(7)).isEqualTo(-7);
        // the step that reaches the target is the last, and the others give 0 at best
        assertThat(gradual.mostTotal(7)).isEqualTo(1);
        assertThat(Rewards.range("cost_aware_v2").mostTotal(7)).isZero();
        assertThat(new RewardRange(-1, 0.5, 1).mostTotal(3)).isEqualTo(2);

        assertThat(Rewards.range("nobody knows")).isEqualTo(RewardRange.UNKNOWN);
        assertThat(RewardRange.UNKNOWN.leastTotal(1)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(RewardRange.UNKNOWN.mostTotal(1)).isEqualTo(Double.POSITIVE_INFINITY);
        Reward lambda = (observation, target, limits, blocked) -> 0;
        assertThat(lambda.range()).isEqualTo(RewardRange.UNKNOWN);
    }

    @Test
    void names_areSortedAndWithAliases() {
        assertThat(Rewards.names())
                .containsExactly(
                        "base", "binary", "cost_aware_v2", "gradual", "max_punish", "penalty", "scale", "shaped");
        assertThat(Rewards.canonicalName("shaped")).isEqualTo("gradual");
        assertThat(Rewards.canonicalName("scale")).isEqualTo("scale");
    }

    @Test
    void unknownName_listsRewardsAndSuggests() {
        assertThatExceptionOfType(UnknownRewardException.class)
                .isThrownBy(() -> Rewards.named("gradal"))
                .withMessage(
                        "Reward [gradal] does not exist. Did you mean [gradual]? Available: base, binary, cost_aware_v2, gradual, max_punish, penalty, scale, shaped.");
        assertThatExceptionOfType(UnknownRewardException.class)
                .isThrownBy(() -> Rewards.canonicalName("xyz"))
                .withMessageStartingWith("Reward [xyz] does not exist. Available: ");
    }

    private static double score(String name, int ready, int pending, int total, int target) {
        return Rewards.named(name).score(Observations.pods(ready, pending, total), target, LIMITS, false);
    }
}
