package dev.simarena.engine.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Show how far a Job is; times are microseconds since 1970 in whole seconds, as the API server keeps them.
 *
 * @param active pods that run or will run
 * @param ready active pods that are ready; {@code null} before a controller has seen the Job
 * @param terminating pods that are being deleted but have not ended
 * @param succeeded counted pods that succeeded; of an Indexed Job the indexes that did
 * @param failed counted pods that failed
 * @param completedIndexes indexes that succeeded, see {@link IndexRanges}; empty where there are none
 * @param failedIndexes indexes that failed for good, {@code null} where indexes have no back-off limit of their own
 * @param uncountedSucceeded uids of pods that succeeded, are noted and not yet counted
 * @param uncountedFailed uids of pods that failed, are noted and not yet counted
 * @param startTime when the Job was first seen or last resumed, {@link Pod#NEVER} before
 * @param completionTime when it was complete, {@link Pod#NEVER} before
 * @param conditions conditions in the order in which they came
 */
public record JobStatus(
        int active,
        @Nullable Integer ready,
        int terminating,
        int succeeded,
        int failed,
        String completedIndexes,
        @Nullable String failedIndexes,
        List<String> uncountedSucceeded,
        List<String> uncountedFailed,
        long startTime,
        long completionTime,
        List<Condition> conditions) {

    /** Status of a Job no controller has seen. */
    public static final JobStatus NONE =
            new JobStatus(0, null, 0, 0, 0, "", null, List.of(), List.of(), Pod.NEVER, Pod.NEVER, List.of());

    public JobStatus {
        uncountedSucceeded = List.copyOf(uncountedSucceeded);
        uncountedFailed = List.copyOf(uncountedFailed);
        conditions = List.copyOf(conditions);
    }

    /** Return the condition of a type, {@code null} where there is none. */
    public @Nullable Condition condition(String type) {
        for (Condition condition : conditions) {
            if (condition.type().equals(type)) {
                return condition;
            }
        }
        return null;
    }

    /** Return the condition of a type where it is True, else {@code null}. */
    public @Nullable Condition met(String type) {
        Condition condition = condition(type);
        return condition != null && condition.status().equals("True") ? condition : null;
    }

    /** Return the condition by which the Job ended, Complete or Failed, {@code null} while it has not. */
    public @Nullable Condition finished() {
        for (Condition condition : conditions) {
            boolean end =
                    condition.type().equals("Complete") || condition.type().equals("Failed");
            if (end && condition.status().equals("True")) {
                return condition;
            }
        }
        return null;
    }
}
