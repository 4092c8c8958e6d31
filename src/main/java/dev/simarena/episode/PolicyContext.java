package dev.simarena.episode;

import java.util.random.RandomGenerator;

/**
 * Tell a policy the rules of its episode.
 *
 * @param target number of ready pods to reach, 1 or more
 * @param maxSteps step limit
 * @param deltas how much one action changes
 * @param limits caps and floors of the safeguards
 * @param random the policy's own source of randomness, seeded by the episode
 */
public record PolicyContext(
        int target, int maxSteps, ActionDeltas deltas, SafeguardLimits limits, RandomGenerator random) {}
