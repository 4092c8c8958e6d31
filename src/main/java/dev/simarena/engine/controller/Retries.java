package dev.simarena.engine.controller;

import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Fork;
import java.util.HashMap;
import java.util.Map;

/**
 * Say when work that failed is tried again: 5 ms after the first failure, twice as long after each further one, at most
 * 1,000 s; where it waits already, the earlier time holds. Source: {@code DefaultTypedControllerRateLimiter} and the
 * delaying queue of client-go.
 */
final class Retries {

    private static final long FIRST_MICROS = 5_000;
    private static final long LONGEST_MICROS = 1_000_000_000;
    private static final int MOST_DOUBLINGS = 18;

    private record Failures(int count, long due) {}

    private final Map<ApiObject, Failures> failures = new HashMap<>();

    /** Note a failure and return when to try again, {@link ApiObject#NEVER} where that is planned already. */
    long fail(ApiObject object, long now) {
        Failures before = failures.get(object);
        int count = before == null ? 0 : before.count;
        long planned = before == null ? ApiObject.NEVER : before.due;
        long due = now + Math.min(FIRST_MICROS << Math.min(count, MOST_DOUBLINGS), LONGEST_MICROS);
        boolean early = planned > now && planned <= due;
        failures.put(object, new Failures(count + 1, early ? planned : due));
        return early ? ApiObject.NEVER : due;
    }

    /** Note that all went well. */
    void forget(ApiObject object) {
        if (!failures.isEmpty()) {
            failures.remove(object);
        }
    }

    /** Take over what another has noted. */
    void copyFrom(Retries original, Fork fork) {
        original.failures.forEach((object, noted) -> failures.put(fork.of(object), noted));
    }
}
