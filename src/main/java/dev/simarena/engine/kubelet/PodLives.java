package dev.simarena.engine.kubelet;

import dev.simarena.engine.core.Alarm;
import dev.simarena.engine.core.EventLog;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.Reconciler;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.EventSource;
import dev.simarena.engine.model.Phase;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.usage.ContainerLife;
import dev.simarena.engine.usage.PodLife;
import dev.simarena.engine.usage.UsageCurve;
import dev.simarena.engine.usage.UsageModel;
import org.jspecify.annotations.Nullable;

/**
 * Follow the pods whose usage counts: what their containers use decides when they are ready, killed and restarted.
 *
 * <p>A pod of a Job succeeds as soon as it is ready. A pod whose containers are not restarted fails when all have ended.
 */
public final class PodLives implements Reconciler, Alarm {

    private final ObjectStore store;
    private final Timeline timeline;
    private final EventLog events;
    private final boolean jobsSucceed;

    /** Follow pods; those of Jobs succeed by themselves where the stages let them. */
    public PodLives(ObjectStore store, Timeline timeline, EventLog events, boolean jobsSucceed) {
        this.store = store;
        this.timeline = timeline;
        this.events = events;
        this.jobsSucceed = jobsSucceed;
    }

    /** Everything happens at its time. */
    @Override
    public boolean reconcile() {
        return false;
    }

    /** Let a bound pod start. */
    void begin(Pod pod, UsageModel usage, int address) {
        boolean restarts =
                !pod.template().podSpec().path("restartPolicy").asText().equals("Never");
        long now = timeline.now();
        pod.run(now, address, new PodLife(usage, MeasuredUsage.seed(pod), restarts, now));
        step(pod, true);
    }

    @Override
    public void ring(@Nullable ApiObject about, long what) {
        if (about instanceof Pod pod && pod.present() && pod.lifeDue() == timeline.now()) {
            step(pod, false);
        }
    }

    /** Let happen what is due to a pod that runs, and wait for the next. */
    private void step(Pod pod, boolean news) {
        PodLife life = pod.life();
        if (life == null || pod.phase() != Phase.RUNNING || pod.terminating()) {
            return;
        }
        long now = timeline.now();
        boolean changed = life.advance(now) || news;
        for (ContainerLife container : life.containers()) {
            if (changed
                    && container.waiting()
                    && container.last() != null
                    && container.last().finished() == now) {
                String name = container.usage().name();
                events.from(new EventSource("kubelet", pod.nodeName() == null ? "" : pod.nodeName(), false))
                        .warning(
                                pod,
                                "BackOff",
                                "Back-off restarting failed container %s in pod %s_%s(%s)"
                                        .formatted(name, pod.name(), pod.namespace(), pod.uid()),
                                reference -> reference.at("spec.containers{" + name + "}"));
            }
        }
        boolean works = pod.node() == null || !pod.node().stopped();
        pod.setReady(life.ready() && works, now);
        if (life.ended()) {
            pod.finish(Phase.FAILED, now);
        } else if (pod.isReady() && jobsSucceed && Kubelet.ofJob(pod)) {
            pod.finish(Phase.SUCCEEDED, now);
        }
        long next = life.next(now);
        if (!pod.phase().terminal() && next != UsageCurve.NEVER && pod.lifeAt(next)) {
            timeline.at(next, this, pod);
        }
        if (changed) {
            store.changed(pod);
        }
    }
}
