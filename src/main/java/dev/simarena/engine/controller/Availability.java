package dev.simarena.engine.controller;

import dev.simarena.engine.model.Pod;
import java.util.concurrent.TimeUnit;

/** Tell since when a pod counts as available; the time since when it is ready is in whole seconds, as the API has it. */
final class Availability {

    private Availability() {}

    /** Tell whether a pod is ready for long enough at a time in microseconds since 1970. */
    static boolean of(Pod pod, int minReadySeconds, long now) {
        return pod.isReady() && (minReadySeconds == 0 || since(pod, minReadySeconds) <= now);
    }

    /** Return from when on a ready pod is available, in microseconds since 1970. */
    static long since(Pod pod, int minReadySeconds) {
        long ready = TimeUnit.MICROSECONDS.toSeconds(pod.readySince());
        return TimeUnit.SECONDS.toMicros(ready + minReadySeconds);
    }
}
