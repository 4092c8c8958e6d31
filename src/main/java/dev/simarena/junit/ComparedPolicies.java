package dev.simarena.junit;

import dev.simarena.episode.ConfigurationException;
import dev.simarena.policy.Policies;

/**
 * Hold the two policies that a test compares.
 *
 * @param baseline canonical name of the policy that is compared with
 * @param candidate canonical name of the policy that is compared
 */
record ComparedPolicies(String baseline, String candidate) {

    /**
     * Read what is declared.
     *
     * @throws ConfigurationException when a policy does not exist, or both are the same
     */
    static ComparedPolicies of(Compare declared, String element) {
        String baseline = Policies.canonicalName(declared.baseline());
        String candidate = Policies.canonicalName(declared.candidate());
        if (baseline.equals(candidate)) {
            throw new ConfigurationException(JunitMessages.badAttribute(
                    "Compare", "candidate", declared.candidate(), element, "another policy than the baseline"));
        }
        return new ComparedPolicies(baseline, candidate);
    }
}
