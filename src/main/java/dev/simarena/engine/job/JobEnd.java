package dev.simarena.engine.job;

import dev.simarena.engine.model.Condition;
import dev.simarena.engine.model.IndexRanges;
import dev.simarena.engine.model.JobSpec;
import dev.simarena.engine.model.Pod;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Decide whether a Job has to end, in the order of kube-controller-manager.
 *
 * <p>Success noted before, failure noted before, pod failure policy, back-off limit, deadline, failed indexes, success
 * policy. An end is first noted as SuccessCriteriaMet or FailureTarget, and becomes Complete or Failed when its last pod
 * is gone and counted.
 */
final class JobEnd {

    static final String SUCCESS_NOTED = "SuccessCriteriaMet";
    static final String FAILURE_NOTED = "FailureTarget";
    static final String COMPLETE = "Complete";
    static final String FAILED = "Failed";

    private JobEnd() {}

    /** Return the condition by which it has to end, {@code null} where it goes on. */
    static @Nullable Condition find(JobView view) {
        Condition success = view.job.status().met(SUCCESS_NOTED);
        if (success != null) {
            return success;
        }
        Condition failure = view.job.status().met(FAILURE_NOTED);
        if (failure != null) {
            return failed(view, failure);
        }
        Condition end = failure(view);
        if (end == null && view.spec.successPolicy() != null && view.spec.indexed()) {
            int rule = view.spec.successPolicy().firstMet(view.succeededIndexes, view.completions());
            if (rule >= 0) {
                return view.condition(SUCCESS_NOTED, "True", "SuccessPolicy", "Matched rules at index " + rule);
            }
        }
        return end;
    }

    /** Return the condition of a Job that failed for a reason noted before. */
    static Condition failed(JobView view, Condition noted) {
        return view.condition(FAILED, "True", noted.reason(), noted.message());
    }

    /** Return the condition of a Job all of whose pods succeeded. */
    static Condition complete(JobView view) {
        return view.condition(SUCCESS_NOTED, "True", "CompletionsReached", "Reached expected number of succeeded pods");
    }

    /** Return how long it may still be active, in microseconds; {@link Long#MAX_VALUE} without a deadline. */
    static long untilDeadline(JobView view) {
        Long deadline = view.spec.activeDeadlineSeconds();
        if (deadline == null || view.spec.suspend() || view.startTime == Pod.NEVER) {
            return Long.MAX_VALUE;
        }
        return view.startTime + TimeUnit.SECONDS.toMicros(deadline) - view.now;
    }

    private static @Nullable Condition failure(JobView view) {
        JobSpec spec = view.spec;
        if (spec.podFailurePolicy() != null) {
            for (Pod pod : view.pods) {
                String message = JobPod.failed(pod, spec)
                        ? FailureRules.judge(spec.podFailurePolicy(), pod).failsJob()
                        : null;
                if (message != null) {
                    return noted(view, "PodFailurePolicy", message);
                }
            }
        }
        if (view.failed > spec.backoffLimit() || pastRestarts(view)) {
            return noted(view, "BackoffLimitExceeded", "Job has reached the specified backoff limit");
        }
        if (untilDeadline(view) <= 0) {
            return noted(view, "DeadlineExceeded", "Job was active longer than specified deadline");
        }
        IndexRanges failedIndexes = view.failedIndexes;
        if (failedIndexes != null) {
            int failed = failedIndexes.size();
            if (spec.maxFailedIndexes() != null && failed > spec.maxFailedIndexes()) {
                return noted(
                        view,
                        "MaxFailedIndexesExceeded",
                        "Job has exceeded the specified maximal number of failed indexes");
            }
            if (failed > 0 && failed + view.succeededIndexes.size() >= view.completions()) {
                return noted(view, "FailedIndexes", "Job has failed indexes");
            }
        }
        return null;
    }

    private static Condition noted(JobView view, String reason, String message) {
        return view.condition(FAILURE_NOTED, "True", reason, message);
    }

    /** With the restart policy OnFailure restarts of containers count, while their pods run. */
    private static boolean pastRestarts(JobView view) {
        if (!view.spec.restartsContainers()) {
            return false;
        }
        int restarts = 0;
        for (Pod pod : view.pods) {
            if (!pod.phase().terminal()) {
                restarts += pod.restarts().total();
            }
        }
        return restarts > 0 && restarts >= view.spec.backoffLimit();
    }
}
