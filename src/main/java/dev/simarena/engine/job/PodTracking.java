package dev.simarena.engine.job;

import dev.simarena.engine.core.Client;
import dev.simarena.engine.core.Deletion;
import dev.simarena.engine.core.EventLog;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.model.Condition;
import dev.simarena.engine.model.Job;
import dev.simarena.engine.model.Phase;
import dev.simarena.engine.model.Pod;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Count the pods of a Job that ended, each exactly once.
 *
 * <p>A pod that ended is first noted as uncounted in the status, then loses its finalizer, and then is counted. A Job
 * ends when nothing is uncounted and nothing is terminating. At most 500 pods are noted at a time.
 */
final class PodTracking {

    private static final int MOST_UNCOUNTED = 500;

    private final ObjectStore store;
    private final EventLog events;
    private final Deletion deletion;
    private final Client client;

    PodTracking(ObjectStore store, EventLog events, Deletion deletion, Client client) {
        this.store = store;
        this.deletion = deletion;
        this.events = events;
        this.client = client;
    }

    /** Note, count, and hand over the status where it changed. */
    void track(JobView view, boolean changed) {
        Set<String> tracked = new HashSet<>();
        for (Pod pod : view.pods) {
            if (JobPod.tracked(pod)) {
                tracked.add(pod.uid());
            }
        }
        boolean news = count(view, tracked) || changed;
        List<Pod> done = new ArrayList<>();
        int before = uncounted(view);
        List<Integer> newIndexes = new ArrayList<>();
        boolean all = note(view, done, newIndexes);
        news |= uncounted(view) != before || !newIndexes.isEmpty();
        if (view.spec.indexed()) {
            news |= noteIndexes(view, newIndexes);
        }
        news |= noteEnd(view);
        if (news) {
            write(view);
            view.job.setBackoff(view.backoff);
        }
        for (Pod pod : done) {
            untrack(pod);
            tracked.remove(pod.uid());
        }
        boolean counted = count(view, tracked);
        boolean ended = all && end(view);
        if (counted || ended) {
            write(view);
        }
        if (ended) {
            report(view);
        }
    }

    /** Take the finalizer from a pod that need not be counted any more. */
    void untrack(Pod pod) {
        if (JobPod.tracked(pod)) {
            client.take();
            deletion.removeFinalizer(pod, Job.TRACKING);
        }
    }

    /** Note the pods that ended; returns whether all could be noted. */
    private static boolean note(JobView view, List<Pod> done, List<Integer> newIndexes) {
        for (Pod pod : view.pods) {
            if (!JobPod.tracked(pod) || !mayGo(view, pod)) {
                continue;
            }
            done.add(pod);
            boolean valid = !view.spec.indexed() || JobPod.hasIndex(pod, view.spec);
            boolean failedBefore = view.uncountedFailed.contains(pod.uid());
            if (pod.phase() == Phase.SUCCEEDED && !failedBefore) {
                if (!view.spec.indexed()) {
                    view.uncountedSucceeded.add(pod.uid());
                } else if (valid && !view.succeededBefore.contains(JobPod.index(pod))) {
                    newIndexes.add(JobPod.index(pod));
                }
            } else if ((JobPod.failed(pod, view.spec) || failing(view))
                    && valid
                    && !failedBefore
                    && FailureRules.judge(view.spec.podFailurePolicy(), pod).counted()) {
                view.uncountedFailed.add(pod.uid());
            }
            if (newIndexes.size() + uncounted(view) >= MOST_UNCOUNTED) {
                return false;
            }
        }
        return true;
    }

    /** When a Job has failed all its pods count as failed. */
    private static boolean failing(JobView view) {
        return view.end != null && !view.end.type().equals(JobEnd.SUCCESS_NOTED);
    }

    private static boolean mayGo(JobView view, Pod pod) {
        if (view.job.terminating() || view.end != null || pod.phase() == Phase.SUCCEEDED) {
            return true;
        }
        return JobPod.failed(pod, view.spec) && !view.awaitingReplacement.containsValue(pod);
    }

    private static boolean noteIndexes(JobView view, List<Integer> newIndexes) {
        view.succeededIndexes = view.succeededIndexes.with(newIndexes);
        String completed = view.succeededIndexes.toString();
        String failed = view.failedIndexes == null ? null : view.failedIndexes.toString();
        boolean news = !completed.equals(view.completedIndexes)
                || (failed == null ? view.failedIndexesText != null : !failed.equals(view.failedIndexesText));
        view.countedSucceeded = view.succeededIndexes.size();
        view.completedIndexes = completed;
        view.failedIndexesText = failed;
        return news;
    }

    /** Note an end before it is one; what follows is the condition by which the Job ends. */
    private static boolean noteEnd(JobView view) {
        Condition noted = view.end;
        if (noted == null) {
            return false;
        }
        if (noted.type().equals(JobEnd.FAILURE_NOTED)) {
            view.end = JobEnd.failed(view, noted);
            return view.conditions.add(noted);
        }
        if (noted.type().equals(JobEnd.SUCCESS_NOTED)) {
            view.end = view.condition(JobEnd.COMPLETE, "True", noted.reason(), noted.message());
            return view.job.status().met(JobEnd.SUCCESS_NOTED) == null && view.conditions.add(noted);
        }
        return false;
    }

    /** Count noted pods that have lost their finalizer; returns whether there were any. */
    private static boolean count(JobView view, Set<String> tracked) {
        int before = uncounted(view);
        int succeeded = view.uncountedSucceeded.size();
        view.uncountedSucceeded.retainAll(tracked);
        view.countedSucceeded += succeeded - view.uncountedSucceeded.size();
        int failed = view.uncountedFailed.size();
        view.uncountedFailed.retainAll(tracked);
        view.countedFailed += failed - view.uncountedFailed.size();
        return uncounted(view) != before;
    }

    private static int uncounted(JobView view) {
        return view.uncountedSucceeded.size() + view.uncountedFailed.size();
    }

    private static boolean end(JobView view) {
        Condition end = view.end;
        if (end == null || uncounted(view) > 0 || view.terminating > 0) {
            return false;
        }
        view.ensure(end);
        if (end.type().equals(JobEnd.COMPLETE)) {
            view.completionTime = end.transitioned();
        }
        return true;
    }

    private void write(JobView view) {
        client.take();
        view.job.setStatus(view.status());
        store.changed(view.job);
        Condition news = view.news;
        if (news != null) {
            events.normal(view.job, view.spec.suspend() ? "Suspended" : "Resumed", news.message());
            view.news = null;
        }
    }

    private void report(JobView view) {
        Condition end = view.end;
        if (end == null) {
            return;
        }
        if (!end.type().equals(JobEnd.COMPLETE)) {
            events.warning(view.job, end.reason(), end.message());
            return;
        }
        if (view.spec.completions() != null && view.countedSucceeded > view.spec.completions()) {
            events.warning(
                    view.job, "TooManySucceededPods", "Too many succeeded pods running after completion count reached");
        }
        events.normal(view.job, "Completed", "Job completed");
    }
}
