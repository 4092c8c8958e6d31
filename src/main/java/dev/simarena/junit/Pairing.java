package dev.simarena.junit;

import java.util.ArrayList;
import java.util.List;

/**
 * Pair a policy with a reward.
 *
 * @param policy canonical name of the policy
 * @param reward name of the reward
 * @param repetition 0 for the first
 * @param suffix what tells it from the other pairs of the same trace, empty where there is only one
 */
record Pairing(String policy, String reward, int repetition, String suffix) {

    static Pairing of(String policy, String reward, ScenarioConfig config) {
        return new Pairing(policy, reward, 0, suffix(varying(policy, reward, config)));
    }

    /** Return a pair of which nobody needs to tell it from others. */
    static Pairing only(String policy, String reward) {
        return new Pairing(policy, reward, 0, "");
    }

    /** Return the same pair for a trace that has no other. */
    Pairing alone() {
        return only(policy, reward);
    }

    /** Return the same pair in one of several repetitions. */
    Pairing repeated(int number, ScenarioConfig config) {
        List<String> varying = varying(policy, reward, config);
        varying.add("repetition " + number);
        return new Pairing(policy, reward, number, suffix(varying));
    }

    private static List<String> varying(String policy, String reward, ScenarioConfig config) {
        List<String> varying = new ArrayList<>();
        if (config.policies().size() > 1) {
            varying.add(policy);
        }
        if (config.rewards().size() > 1) {
            varying.add(reward);
        }
        return varying;
    }

    private static String suffix(List<String> varying) {
        return varying.isEmpty() ? "" : " [" + String.join(", ", varying) + "]";
    }
}
