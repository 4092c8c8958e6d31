package dev.simarena.engine.controller;

import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.Reconciler;
import dev.simarena.engine.core.Workqueue;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Fork;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.Pod;

/**
 * Remove the pods of a node that was deleted, at once where kube-controller-manager waits 40 s.
 *
 * <p>Hears of the node before the scheduler does, which forgets what ran there.
 */
public final class PodCollector implements Reconciler {

    private final ObjectStore store;
    private final Workqueue<Pod> queue = new Workqueue<>(Queues.PODS_OF_NODES);

    public PodCollector(ObjectStore store) {
        this.store = store;
    }

    @Override
    public void removed(ApiObject object) {
        if (object instanceof Node node) {
            node.pods().forEach(queue::add);
        }
    }

    @Override
    public boolean reconcile() {
        boolean worked = false;
        for (Pod pod = queue.poll(); pod != null; pod = queue.poll()) {
            worked = true;
            store.remove(pod);
        }
        return worked;
    }

    @Override
    public void copyFrom(Reconciler original, Fork fork) {
        queue.copyFrom(((PodCollector) original).queue, fork);
    }
}
