package dev.simarena.junit;

import java.util.ArrayList;
import java.util.List;

/**
 * Pair a policy with a reward.
 *
 * @param policy canonical name of the policy
 * @param reward name of the reward
 * @param suffix what tells it from the other pairs of the same trace, empty where there is only one
 */
record Pairing(String policy, String reward, String suffix) {

    /** Return the same pair for a trace that has no other. */
    Pairing alone() {
        return new Pairing(policy, reward, "");
    }

    static Pairing of(String policy, String reward, ScenarioConfig config) {
        List<String> varying = new ArrayList<>();
        if (config.policies().size() > 1) {
            varying.add(policy);
        }
        if (config.rewards().size() > 1) {
            varying.add(reward);
        }
        return new Pairing(policy, reward, varying.isEmpty() ? "" : " [" + String.join(", ", varying) + "]");
    }
}
