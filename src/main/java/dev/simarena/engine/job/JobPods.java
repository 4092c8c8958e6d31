package dev.simarena.engine.job;

import dev.simarena.engine.controller.PodControl;
import dev.simarena.engine.core.EventLog;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.ContainerRestarts;
import dev.simarena.engine.model.IndexRanges;
import dev.simarena.engine.model.Job;
import dev.simarena.engine.model.JobBackoff;
import dev.simarena.engine.model.JobSpec;
import dev.simarena.engine.model.JsonMaps;
import dev.simarena.engine.model.Phase;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.PodTemplate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Create and delete pods of a Job that goes on.
 *
 * <p>Wanted: as many pods as completions are missing, at most {@code parallelism}. At most 500 pods are created or
 * deleted at a time; batches of creations double from 1 and stop at the first that is refused. New pods wait for the
 * back-off of the Job, or, where indexes have limits of their own, of their index.
 */
final class JobPods {

    /** Most pods created or deleted at a time. */
    private static final int MOST_AT_ONCE = 500;

    /** Deleted first: not assigned, Pending, not ready, ready for less time, more restarts, newer. */
    private static final Comparator<Pod> FIRST_TO_GO = Comparator.comparing((Pod pod) -> pod.nodeName() != null)
            .thenComparing(pod -> pod.phase() == Phase.RUNNING)
            .thenComparing(Pod::isReady)
            .thenComparing(pod -> -JobPod.seconds(pod.isReady() ? pod.readySince() : 0))
            .thenComparing(Pod::restarts, ContainerRestarts.MOST_FIRST)
            .thenComparing(pod -> -JobPod.seconds(pod.created()));

    private final PodControl pods;
    private final PodTracking tracking;
    private final EventLog events;

    JobPods(PodControl pods, PodTracking tracking, EventLog events) {
        this.pods = pods;
        this.tracking = tracking;
        this.events = events;
    }

    /**
     * Bring the pods closer to what is wanted.
     *
     * @return how long to wait until pods can be created, in microseconds, 0 where nothing waits
     * @throws ApiException where a pod was refused; counts are right nevertheless
     */
    long manage(JobView view) {
        JobSpec spec = view.spec;
        if (spec.suspend()) {
            remove(view, List.copyOf(view.activePods));
            return 0;
        }
        int wanted = wanted(view);
        List<Pod> surplus = surplus(view, Math.max(0, view.active - wanted));
        if (!surplus.isEmpty()) {
            remove(view, surplus.subList(0, Math.min(surplus.size(), MOST_AT_ONCE)));
            return 0;
        }
        int missing = wanted - view.active - (spec.replaceFailedOnly() ? view.terminating : 0);
        if (missing <= 0) {
            return 0;
        }
        boolean ownBackoff = spec.backoffLimitPerIndex() != null;
        long wait = ownBackoff ? 0 : view.backoff.remaining(view.now);
        List<Integer> indexes = List.of();
        missing = Math.min(missing, MOST_AT_ONCE);
        if (wait == 0 && spec.indexed()) {
            List<Integer> pending = pending(view, missing);
            indexes = new ArrayList<>(pending);
            indexes.removeIf(index -> remaining(view, index) > 0);
            if (indexes.isEmpty()) {
                wait = pending.stream()
                        .mapToLong(index -> remaining(view, index))
                        .min()
                        .orElse(0);
            }
            missing = indexes.size();
        }
        if (wait > 0) {
            // What is active counts as none while pods wait, as kube-controller-manager has it.
            view.active = 0;
            return wait;
        }
        create(view, missing, indexes);
        return 0;
    }

    private static int wanted(JobView view) {
        Integer completions = view.spec.completions();
        if (completions == null) {
            return view.succeeded > 0 ? view.active : view.spec.parallelism();
        }
        return Math.max(0, Math.min(completions - view.succeeded, view.spec.parallelism()));
    }

    /** Return the lowest indexes that neither ended nor have a pod. */
    private static List<Integer> pending(JobView view, int count) {
        IndexRanges taken = view.succeededIndexes.with(JobView.indexes(view.activePods));
        if (view.spec.replaceFailedOnly()) {
            taken = taken.with(JobView.indexes(
                    view.pods.stream().filter(JobPod::terminating).toList()));
        }
        if (view.failedIndexes != null) {
            taken = taken.with(view.failedIndexes);
        }
        return taken.lowestMissing(count, view.completions());
    }

    private static long remaining(JobView view, int index) {
        Pod last = view.awaitingReplacement.get(index);
        return last == null ? 0 : new JobBackoff(JobView.failures(last) + 1, JobPod.finished(last)).remaining(view.now);
    }

    private void create(JobView view, int count, List<Integer> indexes) {
        ApiException refused = null;
        int done = 0;
        for (int batch = 1; done < count && refused == null; batch *= 2) {
            int end = Math.min(count, done + batch);
            for (; done < end; done++) {
                try {
                    create(view, indexes.isEmpty() ? null : indexes.get(done));
                    view.active++;
                } catch (ApiException refusal) {
                    refused = refused == null ? refusal : refused;
                }
            }
        }
        if (refused != null) {
            throw refused;
        }
    }

    private void create(JobView view, @Nullable Integer index) {
        Job job = view.job;
        PodTemplate template = view.spec.podTemplate();
        String base = job.name() + "-";
        Map<String, String> labels = template.labels();
        Map<String, String> annotations = template.annotations();
        if (index != null) {
            String number = String.valueOf(index);
            String middle = "-" + index + "-";
            base = job.name().substring(0, Math.min(job.name().length(), 58 - middle.length())) + middle;
            labels = JsonMaps.with(labels, Job.INDEX, number);
            TreeMap<String, String> more = new TreeMap<>(annotations);
            more.put(Job.INDEX, number);
            if (view.spec.backoffLimitPerIndex() != null) {
                noteFailures(view, view.awaitingReplacement.get(index), more);
            }
            annotations = more;
        }
        String name = pods.generateName(job, base);
        try {
            Pod pod = pods.createQuietly(job, name, template, labels, annotations);
            // Whoever was told of the pod looks at it only after this.
            pod.setFinalizers(List.of(Job.TRACKING));
            events.normal(job, "SuccessfulCreate", "Created pod: " + name);
        } catch (ApiException refusal) {
            events.warning(job, "FailedCreate", "Error creating: " + refusal.getMessage());
            throw refusal;
        }
    }

    private static void noteFailures(JobView view, @Nullable Pod replaced, Map<String, String> annotations) {
        int failures = 0;
        int ignored = 0;
        if (replaced != null) {
            boolean counted =
                    FailureRules.judge(view.spec.podFailurePolicy(), replaced).counted();
            failures = JobPod.failuresBefore(replaced) + (counted ? 1 : 0);
            ignored = JobPod.ignoredFailuresBefore(replaced) + (counted ? 0 : 1);
        }
        annotations.put(JobPod.FAILURES, String.valueOf(failures));
        if (ignored > 0) {
            annotations.put(JobPod.IGNORED_FAILURES, String.valueOf(ignored));
        }
    }

    private void remove(JobView view, List<Pod> surplus) {
        for (Pod pod : surplus) {
            boolean ready = pod.isReady();
            tracking.untrack(pod);
            pods.delete(view.job, pod);
            view.active--;
            view.terminating++;
            view.ready -= ready ? 1 : 0;
        }
    }

    /** Delete all active pods of a Job that ends; they stay until they are counted. */
    void removeAll(JobView view) {
        for (Pod pod : view.activePods) {
            boolean ready = pod.isReady();
            pods.delete(view.job, pod);
            view.active--;
            view.terminating++;
            view.ready -= ready ? 1 : 0;
        }
    }

    /** Return pods to delete: all but one of each index, those without a valid index, and then the first to go. */
    private static List<Pod> surplus(JobView view, int atLeast) {
        List<Pod> left = new ArrayList<>(view.activePods);
        left.sort(FIRST_TO_GO);
        List<Pod> surplus = new ArrayList<>();
        if (view.spec.indexed()) {
            Map<Integer, Pod> kept = new LinkedHashMap<>();
            for (Pod pod : left) {
                if (JobPod.hasIndex(pod, view.spec)) {
                    Pod before = kept.put(JobPod.index(pod), pod);
                    if (before != null) {
                        surplus.add(before);
                    }
                } else {
                    surplus.add(pod);
                }
            }
            left.removeAll(surplus);
        }
        for (int i = 0; surplus.size() < atLeast; i++) {
            surplus.add(left.get(i));
        }
        return surplus;
    }
}
