package dev.simarena.engine.node;

import dev.simarena.engine.controller.Queues;
import dev.simarena.engine.core.Client;
import dev.simarena.engine.core.Deletion;
import dev.simarena.engine.core.KeyedController;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Condition;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.Phase;
import dev.simarena.engine.model.Pod;
import dev.simarena.trace.Gvk;
import java.util.concurrent.TimeUnit;

/**
 * End the pods of nodes that were deleted or never existed, and pods that were deleted before they had a node and wait for finalizers.
 *
 * <p>It looks every 20 s, from the start of the world on, and ends the pods of a node 40 s after it first missed that. A
 * pod that has not ended fails first. Source: {@code pkg/controller/podgc} of kube-controller-manager.
 */
public final class PodCollector extends KeyedController<Pod> {

    private static final long PERIOD = TimeUnit.SECONDS.toMicros(20);
    private static final long QUARANTINE = TimeUnit.SECONDS.toMicros(40);

    private final ObjectStore store;
    private final Deletion deletion;
    private final Client client;
    private final long start;

    public PodCollector(ObjectStore store, Timeline timeline, Deletion deletion, Client client, long start) {
        super(Pod.class, Queues.POD_GARBAGE, timeline);
        this.store = store;
        this.deletion = deletion;
        this.client = client;
        this.start = start;
    }

    @Override
    public void added(ApiObject object) {
        if (object instanceof Pod pod && awaitsNode(pod)) {
            enqueueAt(nextLook() + QUARANTINE, pod);
        }
    }

    @Override
    public void changed(ApiObject object) {
        added(object);
        if (object.terminating()
                && object.deletion() == now()
                && object instanceof Pod pod
                && deletedBeforeBinding(pod)) {
            enqueueAt(nextLook(), pod);
        }
    }

    /** Hear of the node before the scheduler does, which forgets what ran there. */
    @Override
    public void removed(ApiObject object) {
        if (object instanceof Node node && !node.pods().isEmpty()) {
            long due = nextLook() + QUARANTINE;
            node.pods().forEach(pod -> enqueueAt(due, pod));
        }
    }

    private long nextLook() {
        return start + (Math.floorDiv(now() - start, PERIOD) + 1) * PERIOD;
    }

    @Override
    protected void sync(Pod pod) {
        Node node = pod.node();
        boolean lost =
                awaitsNode(pod) || (node != null && node.gone() && store.get(Gvk.NODE, null, node.name()) == null);
        if (!lost && !deletedBeforeBinding(pod)) {
            return;
        }
        client.take();
        if (!pod.phase().terminal()) {
            client.charge();
            if (lost) {
                pod.disrupt(disruption(pod));
            }
            pod.finish(Phase.FAILED, now());
            store.changed(pod);
        }
        deletion.delete(pod, 0);
    }

    private Condition disruption(Pod pod) {
        Condition before = pod.disruption();
        long since = before == null ? now() : before.transitioned();
        return new Condition(
                "DisruptionTarget", "True", "DeletionByPodGC", "PodGC: node no longer exists", now(), since);
    }

    /** Tell whether it is written for a node that does not exist. */
    private boolean awaitsNode(Pod pod) {
        String name = pod.template().nodeName();
        return pod.node() == null && !name.isEmpty() && store.get(Gvk.NODE, null, name) == null;
    }

    private static boolean deletedBeforeBinding(Pod pod) {
        return pod.terminating() && pod.nodeName() == null;
    }
}
