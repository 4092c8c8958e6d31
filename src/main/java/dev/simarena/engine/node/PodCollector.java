package dev.simarena.engine.node;

import dev.simarena.engine.core.Alarm;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.Reconciler;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.Pod;
import dev.simarena.trace.Gvk;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Remove the pods of a node that was deleted, as the pod garbage collector of kube-controller-manager does.
 *
 * <p>It looks every 20 s, from the start of the world on, and removes them 40 s after it first missed the node.
 */
public final class PodCollector implements Reconciler, Alarm {

    private static final long PERIOD = TimeUnit.SECONDS.toMicros(20);
    private static final long QUARANTINE = TimeUnit.SECONDS.toMicros(40);

    private final ObjectStore store;
    private final Timeline timeline;
    private final long start;

    public PodCollector(ObjectStore store, Timeline timeline, long start) {
        this.store = store;
        this.timeline = timeline;
        this.start = start;
    }

    /** Hear of the node before the scheduler does, which forgets what ran there. */
    @Override
    public void removed(ApiObject object) {
        if (object instanceof Node node && !node.pods().isEmpty()) {
            long missed = start + (Math.floorDiv(timeline.now() - start, PERIOD) + 1) * PERIOD;
            node.pods().forEach(pod -> timeline.at(missed + QUARANTINE, this, pod));
        }
    }

    @Override
    public void ring(@Nullable ApiObject about, long what) {
        if (about instanceof Pod pod && pod.present() && pod.node() != null) {
            Node node = pod.node();
            if (node.gone() && store.get(Gvk.NODE, null, node.name()) == null) {
                store.remove(pod);
            }
        }
    }

    /** Everything happens at its time. */
    @Override
    public boolean reconcile() {
        return false;
    }
}
