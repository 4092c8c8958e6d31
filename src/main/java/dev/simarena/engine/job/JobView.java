package dev.simarena.engine.job;

import dev.simarena.engine.model.Condition;
import dev.simarena.engine.model.IndexRanges;
import dev.simarena.engine.model.Job;
import dev.simarena.engine.model.JobBackoff;
import dev.simarena.engine.model.JobSpec;
import dev.simarena.engine.model.JobStatus;
import dev.simarena.engine.model.Phase;
import dev.simarena.engine.model.Pod;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hold what one look at a Job finds, and the status that is being worked out.
 *
 * <p>The Job itself changes only when the status is handed over, so that a look that is broken off can begin again.
 */
final class JobView {

    final Job job;
    final JobSpec spec;
    final long now;

    /** All pods of the Job. */
    final List<Pod> pods;

    /** Pods that run or will run. */
    final List<Pod> activePods = new ArrayList<>();

    /** Failed pods by index that stay until their replacement has taken over their count. */
    final Map<Integer, Pod> awaitingReplacement = new LinkedHashMap<>();

    /** Succeeded pods, or indexes, counted or not. */
    int succeeded;

    /** Failed pods, counted or not, without ignored ones. */
    int failed;

    IndexRanges succeededBefore = IndexRanges.NONE;
    IndexRanges succeededIndexes = IndexRanges.NONE;

    @Nullable
    IndexRanges failedIndexes;

    /** Recent failures including those not yet noted. */
    final JobBackoff backoff;

    /** Reason and message of an event for when the status is handed over, {@code null} where there is none. */
    @Nullable
    Condition news;

    /** Why the Job ends, {@code null} while it goes on. */
    @Nullable
    Condition end;

    int active;
    int ready;
    int terminating;
    int countedSucceeded;
    int countedFailed;
    String completedIndexes;

    @Nullable
    String failedIndexesText;

    final Set<String> uncountedSucceeded;
    final Set<String> uncountedFailed;
    long startTime;
    long completionTime;
    final List<Condition> conditions;

    JobView(Job job, long now) {
        this.job = job;
        this.now = now;
        spec = job.spec();
        pods = job.pods();
        JobStatus status = job.status();
        countedSucceeded = status.succeeded();
        countedFailed = status.failed();
        completedIndexes = status.completedIndexes();
        failedIndexesText = status.failedIndexes();
        uncountedSucceeded = new LinkedHashSet<>(status.uncountedSucceeded());
        uncountedFailed = new LinkedHashSet<>(status.uncountedFailed());
        startTime = status.startTime();
        completionTime = status.completionTime();
        conditions = new ArrayList<>(status.conditions());
        List<Pod> newSucceeded = new ArrayList<>();
        List<Pod> newFailed = new ArrayList<>();
        for (Pod pod : pods) {
            look(pod, newSucceeded, newFailed);
        }
        active = activePods.size();
        succeeded = countedSucceeded + newSucceeded.size() + uncountedSucceeded.size();
        failed = countedFailed + uncountedFailed.size();
        for (Pod pod : newFailed) {
            if (FailureRules.judge(spec.podFailurePolicy(), pod).counted()) {
                failed++;
            }
        }
        backoff = backoff(newSucceeded, newFailed);
        if (spec.indexed()) {
            lookAtIndexes();
        }
    }

    private void look(Pod pod, List<Pod> newSucceeded, List<Pod> newFailed) {
        if (pod.active()) {
            activePods.add(pod);
            if (pod.isReady()) {
                ready++;
            }
        }
        if (JobPod.terminating(pod)) {
            terminating++;
        }
        if (JobPod.tracked(pod) && (!spec.indexed() || JobPod.hasIndex(pod, spec))) {
            if (pod.phase() == Phase.SUCCEEDED && !uncountedSucceeded.contains(pod.uid())) {
                newSucceeded.add(pod);
            } else if (JobPod.failed(pod, spec) && !uncountedFailed.contains(pod.uid())) {
                newFailed.add(pod);
            }
        }
    }

    private void lookAtIndexes() {
        int completions = completions();
        succeededBefore = IndexRanges.parse(completedIndexes, completions);
        List<Integer> ended = new ArrayList<>();
        for (Pod pod : pods) {
            if (pod.phase() == Phase.SUCCEEDED && JobPod.hasIndex(pod, spec) && JobPod.tracked(pod)) {
                ended.add(JobPod.index(pod));
            }
        }
        succeededIndexes = succeededBefore.with(ended);
        succeeded = succeededIndexes.size();
        if (spec.backoffLimitPerIndex() != null) {
            IndexRanges nowFailed = IndexRanges.parse(failedIndexesText == null ? "" : failedIndexesText, completions)
                    .with(newlyFailedIndexes(spec.backoffLimitPerIndex()));
            failedIndexes = nowFailed;
            findAwaitingReplacement(nowFailed);
        }
    }

    private List<Integer> newlyFailedIndexes(int limit) {
        List<Integer> indexes = new ArrayList<>();
        for (Pod pod : pods) {
            if (JobPod.hasIndex(pod, spec) && JobPod.tracked(pod) && JobPod.failed(pod, spec)) {
                FailureRules.Verdict verdict = FailureRules.judge(spec.podFailurePolicy(), pod);
                if (verdict.failsIndex() || (verdict.counted() && JobPod.failuresBefore(pod) >= limit)) {
                    indexes.add(JobPod.index(pod));
                }
            }
        }
        return indexes;
    }

    private void findAwaitingReplacement(IndexRanges nowFailed) {
        IndexRanges settled = succeededIndexes.with(nowFailed).with(indexes(activePods));
        for (Pod pod : pods) {
            if (!JobPod.tracked(pod) || !JobPod.hasIndex(pod, spec) || !JobPod.failed(pod, spec)) {
                continue;
            }
            int index = JobPod.index(pod);
            Pod known = awaitingReplacement.get(index);
            if (!settled.contains(index)
                    && (known == null
                            || (failures(known) <= failures(pod) && JobPod.finished(pod) >= JobPod.finished(known)))) {
                awaitingReplacement.put(index, pod);
            }
        }
    }

    /** Return all failures of its index before a pod, ignored ones too. */
    static int failures(Pod pod) {
        return JobPod.failuresBefore(pod) + JobPod.ignoredFailuresBefore(pod);
    }

    static List<Integer> indexes(Iterable<Pod> pods) {
        List<Integer> indexes = new ArrayList<>();
        for (Pod pod : pods) {
            if (JobPod.index(pod) != JobPod.NO_INDEX) {
                indexes.add(JobPod.index(pod));
            }
        }
        return indexes;
    }

    /** Only failures after the last success count. */
    private JobBackoff backoff(List<Pod> newSucceeded, List<Pod> newFailed) {
        JobBackoff known = newSucceeded.isEmpty() ? job.backoff() : JobBackoff.NONE;
        long lastSuccess = Long.MIN_VALUE;
        for (Pod pod : newSucceeded) {
            lastSuccess = Math.max(lastSuccess, JobPod.finished(pod));
        }
        int failures = known.failures();
        long last = Long.MIN_VALUE;
        for (Pod pod : newFailed) {
            if (JobPod.finished(pod) > lastSuccess) {
                failures++;
                last = Math.max(last, JobPod.finished(pod));
            }
        }
        return failures == known.failures() ? known : new JobBackoff(failures, last);
    }

    int completions() {
        return spec.completions() == null ? 0 : spec.completions();
    }

    /** Return a condition that begins now. */
    Condition condition(String type, String status, String reason, String message) {
        long time = JobPod.seconds(now);
        return new Condition(type, status, reason, message, time, time);
    }

    /** Put a condition where it is news, but none that is False where there was none; returns whether it was news. */
    boolean ensure(Condition condition) {
        for (int i = 0; i < conditions.size(); i++) {
            Condition present = conditions.get(i);
            if (present.type().equals(condition.type())) {
                boolean news = !present.status().equals(condition.status())
                        || !present.reason().equals(condition.reason())
                        || !present.message().equals(condition.message());
                if (news) {
                    conditions.set(i, condition);
                }
                return news;
            }
        }
        return !condition.status().equals("False") && conditions.add(condition);
    }

    /** Return the status as worked out so far. */
    JobStatus status() {
        return new JobStatus(
                active,
                ready,
                terminating,
                countedSucceeded,
                countedFailed,
                completedIndexes,
                failedIndexesText,
                List.copyOf(uncountedSucceeded),
                List.copyOf(uncountedFailed),
                startTime,
                completionTime,
                Collections.unmodifiableList(conditions));
    }
}
