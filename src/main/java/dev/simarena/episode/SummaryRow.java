package dev.simarena.episode;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Sum up the episodes of one scenario and policy (and reward).
 *
 * @param scenario name of the scenario
 * @param policy name of the policy
 * @param reward name of the reward
 * @param episodes number of episodes played
 * @param solved number of them that were SOLVED
 * @param aborted number of them that were ABORTED
 * @param meanReward mean total reward of the episodes that were not aborted, {@code null} where there is none
 * @param meanSteps mean number of steps of the episodes that were not aborted, {@code null} where there is none
 * @param wall wall time during which they were playing, counted once where several played at once; never part of the
 *     deterministic records
 */
public record SummaryRow(
        String scenario,
        String policy,
        String reward,
        int episodes,
        int solved,
        int aborted,
        @Nullable Double meanReward,
        @Nullable Double meanSteps,
        Duration wall) {}
