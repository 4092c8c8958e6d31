package dev.simarena.engine.controller;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.admission.ResourceQuotas;
import dev.simarena.engine.core.KeyedController;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.GenericObject;
import dev.simarena.engine.model.Kinds;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.ResourceList;

/**
 * Measure what a namespace uses of its quotas: when a quota is new or changed, and when something has gone or ended.
 *
 * <p>What is created is counted by admission at once. Source: {@code pkg/controller/resourcequota}.
 */
public final class ResourceQuotaController extends KeyedController<GenericObject> {

    private final ObjectStore store;
    private final ResourceQuotas quotas;

    public ResourceQuotaController(ObjectStore store, Timeline timeline) {
        super(GenericObject.class, Queues.QUOTA, timeline);
        this.store = store;
        this.quotas = new ResourceQuotas(store);
    }

    @Override
    public void added(ApiObject object) {
        if (object.gvk().equals(Kinds.RESOURCE_QUOTA)) {
            enqueue(object);
        }
    }

    @Override
    public void changed(ApiObject object) {
        added(object);
        if (object instanceof Pod pod && pod.phase().terminal()) {
            replenish(object);
        }
    }

    @Override
    public void removed(ApiObject object) {
        replenish(object);
    }

    private void replenish(ApiObject object) {
        if (object.namespace() != null) {
            store.list(Kinds.RESOURCE_QUOTA, object.namespace()).forEach(this::enqueue);
        }
    }

    @Override
    protected void sync(GenericObject quota) {
        ResourceList hard = ResourceList.of(quota.body().path("spec").path("hard"));
        ResourceList used = quotas.used(quota);
        ResourceList shownHard = ResourceList.of(quota.body().path("status").path("hard"));
        ResourceList shownUsed = ResourceList.of(quota.body().path("status").path("used"));
        if (hard.equals(shownHard) && used.equals(shownUsed)) {
            return;
        }
        ObjectNode body = quota.body().deepCopy();
        ObjectNode status = body.putObject("status");
        status.set("hard", hard.json());
        status.set("used", used.json());
        quota.setBody(body);
        store.changed(quota);
    }
}
