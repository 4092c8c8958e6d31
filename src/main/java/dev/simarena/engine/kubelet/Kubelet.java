package dev.simarena.engine.kubelet;

import dev.simarena.engine.core.Alarm;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.Reconciler;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Fork;
import dev.simarena.engine.model.JsonMaps;
import dev.simarena.engine.model.Phase;
import dev.simarena.engine.model.Pod;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Let bound pods run and be ready at once, and end those that carry SimKube's completion time.
 *
 * <p>These are KWOK's fast stages and SimKube's stage {@code pod-complete}. Ending a pod leaves its conditions alone, so
 * a pod that Succeeded still has Ready=True, as on a cluster with KWOK.
 */
public final class Kubelet implements Reconciler, Alarm {

    /** Label that lets a pod end. */
    public static final String COMPLETE = "simkube.io/kwok-stage-complete";

    /** Annotation with the time at which a pod with that label ends, RFC 3339. */
    public static final String COMPLETE_TIME = "simkube.io/kwok-stage-complete-time";

    /** KWOK needs a moment to see a pod run and to end it; without it a pod that ends at once would loop forever. */
    private static final long SHORTEST_RUN_MICROS = 100_000;

    private final ObjectStore store;
    private final Timeline timeline;
    private Consumer<Pod> podStarted = pod -> {};
    private final ArrayDeque<Pod> bound = new ArrayDeque<>();
    private final ArrayDeque<Pod> terminating = new ArrayDeque<>();
    private int addresses;

    public Kubelet(ObjectStore store, Timeline timeline) {
        this.store = store;
        this.timeline = timeline;
    }

    /** Tell a consumer of each pod that starts to run. */
    public void tell(Consumer<Pod> newPodStarted) {
        podStarted = newPodStarted;
    }

    @Override
    public void added(ApiObject object) {
        if (object instanceof Pod pod && pod.node() != null) {
            bound.add(pod);
        }
    }

    @Override
    public void changed(ApiObject object) {
        if (object instanceof Pod pod && pod.node() != null) {
            if (pod.terminating()) {
                terminating.add(pod);
            } else if (pod.phase() == Phase.PENDING) {
                bound.add(pod);
            } else if (pod.phase() == Phase.RUNNING && pod.labels().containsKey(COMPLETE)) {
                watch(pod);
            }
        }
    }

    @Override
    public boolean reconcile() {
        boolean worked = false;
        for (Pod pod = bound.poll(); pod != null; pod = bound.poll()) {
            if (!pod.gone() && !pod.terminating() && pod.phase() == Phase.PENDING) {
                worked = true;
                pod.run(timeline.now(), ++addresses);
                store.changed(pod);
                podStarted.accept(pod);
            }
        }
        for (Pod pod = terminating.poll(); pod != null; pod = terminating.poll()) {
            if (!pod.gone() && pod.finalizers().isEmpty()) {
                worked = true;
                store.remove(pod);
            }
        }
        return worked;
    }

    @Override
    public void ring(@Nullable ApiObject about, long what) {
        if (about instanceof Pod pod) {
            complete(pod);
        }
    }

    @Override
    public void copyFrom(Reconciler original, Fork fork) {
        Kubelet other = (Kubelet) original;
        addresses = other.addresses;
        bound.addAll(fork.list(other.bound));
        terminating.addAll(fork.list(other.terminating));
    }

    /** Let a running pod end at a time, by the label and annotation SimKube's webhook would write. */
    public void completeAt(Pod pod, Instant time) {
        pod.setLabels(JsonMaps.with(pod.labels(), COMPLETE, "true"));
        pod.setAnnotations(JsonMaps.with(pod.annotations(), COMPLETE_TIME, time.toString()));
        store.changed(pod);
    }

    /** Let the containers of a running pod end at a time with an exit code. */
    public void endAt(Pod pod, Instant time, int exitCode) {
        pod.setExitCode(exitCode);
        endAt(pod, Timeline.micros(time));
    }

    private void watch(Pod pod) {
        String text = pod.annotations().get(COMPLETE_TIME);
        if (text == null) {
            return;
        }
        long due;
        try {
            due = Timeline.micros(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return;
        }
        endAt(pod, due);
    }

    private void endAt(Pod pod, long time) {
        long due = Math.max(time, pod.started() + SHORTEST_RUN_MICROS);
        if (pod.completeAt(due)) {
            timeline.at(due, this, pod);
        }
    }

    private void complete(Pod pod) {
        if (!pod.gone() && !pod.terminating() && pod.phase() == Phase.RUNNING && pod.completion() <= timeline.now()) {
            pod.finish(pod.exitCode() == 0 ? Phase.SUCCEEDED : Phase.FAILED, timeline.now());
            store.changed(pod);
        }
    }
}
