package dev.simarena.engine.kubelet;

import dev.simarena.engine.core.Alarm;
import dev.simarena.engine.core.EventLog;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.Reconciler;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.kwok.Stages;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Fork;
import dev.simarena.engine.model.JsonMaps;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.OwnerRef;
import dev.simarena.engine.model.Phase;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.usage.UsageModel;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Run pods on all nodes at once, as KWOK does with its fast stages or with SimKube's, without looking at templates.
 *
 * <p>A bound pod is Running and Ready at once, a pod of a Job succeeds at once unless the stages are SimKube's, a pod with
 * SimKube's completion time succeeds then, and a terminating pod goes. Ending a pod leaves its conditions alone, so a pod
 * that Succeeded still has Ready=True, as on a cluster with KWOK. Pods that are played from stages are left to the {@link
 * StagePlayer}, those whose usage counts to {@link PodLives}.
 */
public final class Kubelet implements Reconciler, Alarm {

    /** Label that lets a pod end. */
    public static final String COMPLETE = "simkube.io/kwok-stage-complete";

    /** Annotation with the time at which a pod with that label ends, RFC 3339. */
    public static final String COMPLETE_TIME = "simkube.io/kwok-stage-complete-time";

    /** KWOK needs a moment to see a pod run and to end it; without it a pod that ends at once would loop forever. */
    private static final long SHORTEST_RUN_MICROS = 100_000;

    private final Stages stages;
    private final ObjectStore store;
    private final Timeline timeline;
    private final EventLog events;
    private final Addresses addresses;
    private final PodLives lives;
    private final ArrayDeque<Pod> bound = new ArrayDeque<>();
    private final ArrayDeque<Pod> terminating = new ArrayDeque<>();
    private Consumer<Pod> podStarted = pod -> {};

    /** Run pods by these stages; pods whose usage counts are followed by {@code lives}. */
    public Kubelet(
            Stages stages, ObjectStore store, Timeline timeline, EventLog events, Addresses addresses, PodLives lives) {
        this.stages = stages;
        this.store = store;
        this.timeline = timeline;
        this.events = events;
        this.addresses = addresses;
        this.lives = lives;
    }

    /** Tell a consumer of each pod that starts to run. */
    public void tell(Consumer<Pod> newPodStarted) {
        podStarted = newPodStarted;
    }

    @Override
    public void added(ApiObject object) {
        changed(object);
    }

    @Override
    public void changed(ApiObject object) {
        if (object instanceof Pod pod && pod.node() != null && !stages.plays(pod)) {
            if (pod.terminating()) {
                terminating.add(pod);
            } else if (pod.phase() == Phase.PENDING) {
                bound.add(pod);
            } else if (pod.phase() == Phase.RUNNING && pod.labels().containsKey(COMPLETE)) {
                watch(pod);
            }
        }
    }

    /** Look again at the pods of a node that works again. */
    public void restarted(Node node) {
        for (Pod pod : List.copyOf(node.pods())) {
            changed(pod);
        }
    }

    @Override
    public boolean reconcile() {
        boolean worked = false;
        for (Pod pod = bound.poll(); pod != null; pod = bound.poll()) {
            if (!pod.gone() && !pod.terminating() && pod.phase() == Phase.PENDING && works(pod)) {
                worked = true;
                run(pod);
            }
        }
        for (Pod pod = terminating.poll(); pod != null; pod = terminating.poll()) {
            if (pod.present()
                    && works(pod)
                    && (stages.simkube() || pod.finalizers().isEmpty())) {
                worked = true;
                store.remove(pod);
            }
        }
        return worked;
    }

    private void run(Pod pod) {
        UsageModel usage = pod.template().usage();
        if (usage != null && usage.changesLife()) {
            lives.begin(pod, usage, addresses.next());
            podStarted.accept(pod);
            return;
        }
        if (stages.simkube()) {
            events.normal(pod, "Pulling", "Simulating pod image pull");
            // SimKube's stages patch twice, and each time the pod gets another address.
            addresses.next();
        }
        pod.run(timeline.now(), addresses.next());
        store.changed(pod);
        podStarted.accept(pod);
        if (!stages.simkube() && ofJob(pod) && pod.present() && pod.phase() == Phase.RUNNING) {
            finish(pod);
        }
    }

    private static boolean works(Pod pod) {
        Node node = pod.node();
        return node == null || !node.stopped();
    }

    /** Tell whether a Job is among the owners of a pod. */
    static boolean ofJob(Pod pod) {
        for (OwnerRef owner : pod.owners()) {
            if (owner.kind().equals("Job")) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void ring(@Nullable ApiObject about, long what) {
        if (about instanceof Pod pod
                && pod.present()
                && !pod.terminating()
                && pod.phase() == Phase.RUNNING
                && pod.completion() <= timeline.now()
                && works(pod)) {
            finish(pod);
        }
    }

    @Override
    public void copyFrom(Reconciler original, Fork fork) {
        Kubelet other = (Kubelet) original;
        addresses.copyFrom(other.addresses);
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

    private void finish(Pod pod) {
        pod.finish(pod.exitCode() == 0 ? Phase.SUCCEEDED : Phase.FAILED, timeline.now());
        store.changed(pod);
    }
}
