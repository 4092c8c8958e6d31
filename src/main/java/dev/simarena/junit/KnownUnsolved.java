package dev.simarena.junit;

import java.util.List;

/**
 * Hold which episodes are known not to be solved.
 *
 * @param reason why
 * @param traces glob on the names of the traces
 * @param policies canonical names of the policies, empty for all
 */
record KnownUnsolved(String reason, NamePattern traces, List<String> policies) {

    KnownUnsolved {
        policies = List.copyOf(policies);
    }

    boolean covers(String trace) {
        return traces.matchesAnywhere(trace);
    }

    boolean covers(String trace, String policy) {
        return covers(trace) && (policies.isEmpty() || policies.contains(policy));
    }
}
