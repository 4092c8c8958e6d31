package dev.simarena.engine.controller;

import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Fork;
import java.util.HashMap;
import java.util.Map;

/**
 * Say when work that failed is tried again: 5 ms after the first failure, twice as long after each further one, at most
 * 1,000 s. Source: {@code DefaultTypedControllerRateLimiter} of client-go.
 */
final class Retries {

    private static final long FIRST_MICROS = 5_000;
    private static final long LONGEST_MICROS = 1_000_000_000;

    private final Map<ApiObject, Integer> failures = new HashMap<>();

    /** Note a failure and return how long to wait, in microseconds. */
    long fail(ApiObject object) {
        int before = failures.merge(object, 1, Integer::sum) - 1;
        return before >= 18 ? LONGEST_MICROS : Math.min(FIRST_MICROS << before, LONGEST_MICROS);
    }

    /** Note that all went well. */
    void forget(ApiObject object) {
        if (!failures.isEmpty()) {
            failures.remove(object);
        }
    }

    /** Take over what another has noted. */
    void copyFrom(Retries original, Fork fork) {
        original.failures.forEach((object, count) -> failures.put(fork.of(object), count));
    }
}
