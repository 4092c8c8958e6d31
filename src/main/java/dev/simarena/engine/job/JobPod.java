package dev.simarena.engine.job;

import dev.simarena.engine.model.Job;
import dev.simarena.engine.model.JobSpec;
import dev.simarena.engine.model.Phase;
import dev.simarena.engine.model.Pod;
import java.util.concurrent.TimeUnit;

/** Say what a pod is to its Job. */
final class JobPod {

    /** Annotation with the failures of an index before a pod. */
    static final String FAILURES = "batch.kubernetes.io/job-index-failure-count";

    /** Annotation with the failures of an index before a pod that its policy ignored. */
    static final String IGNORED_FAILURES = "batch.kubernetes.io/job-index-ignored-failure-count";

    /** Index of a pod that has none. */
    static final int NO_INDEX = -1;

    private JobPod() {}

    /** Tell whether it still has to be counted. */
    static boolean tracked(Pod pod) {
        return pod.finalizers().contains(Job.TRACKING);
    }

    /** Tell whether it is being deleted and has not ended. */
    static boolean terminating(Pod pod) {
        return pod.terminating() && !pod.phase().terminal();
    }

    /** Tell whether it counts as failed; one that is being deleted does unless only failed pods are replaced. */
    static boolean failed(Pod pod, JobSpec spec) {
        return pod.phase() == Phase.FAILED
                || (!spec.replaceFailedOnly() && pod.terminating() && pod.phase() != Phase.SUCCEEDED);
    }

    /** Return its completion index, {@link #NO_INDEX} where it has none. */
    static int index(Pod pod) {
        return number(pod, Job.INDEX, NO_INDEX);
    }

    /** Tell whether it has an index the Job asks for. */
    static boolean hasIndex(Pod pod, JobSpec spec) {
        int index = index(pod);
        return index != NO_INDEX && spec.completions() != null && index < spec.completions();
    }

    /** Return how often its index failed before it, without ignored failures. */
    static int failuresBefore(Pod pod) {
        return number(pod, FAILURES, 0);
    }

    /** Return how often failures of its index were ignored before it. */
    static int ignoredFailuresBefore(Pod pod) {
        return number(pod, IGNORED_FAILURES, 0);
    }

    /**
     * Return when it ended, in microseconds since 1970 and whole seconds: the end of its containers, else the start of
     * its deletion, else its creation.
     */
    static long finished(Pod pod) {
        long time = pod.created();
        if (pod.finished() != Pod.NEVER) {
            time = pod.finished();
        } else if (pod.terminating()) {
            time = pod.deletion() - TimeUnit.SECONDS.toMicros(pod.gracePeriodSeconds());
        }
        return seconds(time);
    }

    /** Return a time as the API server keeps it, in whole seconds. */
    static long seconds(long micros) {
        return micros - Math.floorMod(micros, 1_000_000L);
    }

    private static int number(Pod pod, String annotation, int absent) {
        String text = pod.annotations().get(annotation);
        if (text == null) {
            return absent;
        }
        try {
            int number = Integer.parseInt(text);
            return number < 0 ? absent : number;
        } catch (NumberFormatException e) {
            return absent;
        }
    }
}
