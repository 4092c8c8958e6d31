package dev.simarena.engine.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.admission.Admission;
import dev.simarena.engine.core.Client;
import dev.simarena.engine.core.EventLog;
import dev.simarena.engine.core.KeyedController;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Fork;
import dev.simarena.engine.model.JsonMaps;
import dev.simarena.engine.model.OwnerRef;
import dev.simarena.engine.model.PersistentVolumeClaim;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.VolumeClaim;
import dev.simarena.trace.Gvk;
import java.util.List;

/**
 * Make the claims of generic ephemeral volumes, which belong to their pods.
 *
 * <p>A claim of the same name that belongs to somebody else is in the way: the pod waits, and the controller tries again and
 * again. Source: {@code pkg/controller/volume/ephemeral}.
 */
public final class EphemeralVolumes extends KeyedController<Pod> {

    private final ObjectStore store;
    private final EventLog events;
    private final Admission admission;
    private final Client client;
    private final Retries retries = new Retries();

    public EphemeralVolumes(ObjectStore store, Timeline timeline, EventLog events, Admission admission, Client client) {
        super(Pod.class, Queues.EPHEMERAL_VOLUME, timeline);
        this.store = store;
        this.events = events;
        this.admission = admission;
        this.client = client;
    }

    @Override
    public void added(ApiObject object) {
        if (object instanceof Pod pod && !pod.template().claims().isEmpty()) {
            enqueue(pod);
        }
    }

    /** Volumes of a pod never change. */
    @Override
    public void changed(ApiObject object) {}

    /** A claim that somebody deleted is made anew. */
    @Override
    public void removed(ApiObject object) {
        if (object instanceof PersistentVolumeClaim claim && claim.controller() instanceof Pod pod) {
            enqueue(pod);
        }
    }

    @Override
    protected void sync(Pod pod) {
        if (pod.terminating()) {
            return;
        }
        for (VolumeClaim volume : pod.template().claims()) {
            if (volume.ephemeral()) {
                try {
                    provide(pod, volume);
                } catch (ApiException failure) {
                    events.warning(
                            pod,
                            "FailedBinding",
                            "ephemeral volume %s: %s".formatted(volume.volume(), failure.getMessage()));
                    long due = retries.fail(pod, now());
                    if (due != ApiObject.NEVER) {
                        enqueueAt(due, pod);
                    }
                    return;
                }
            }
        }
        retries.forget(pod);
    }

    private void provide(Pod pod, VolumeClaim volume) {
        String namespace = String.valueOf(pod.namespace());
        String name = volume.of(pod.name());
        ApiObject present = store.get(PersistentVolumeClaim.GVK, namespace, name);
        if (present == null) {
            client.take();
            store.add(claim(pod, volume, namespace, name));
        } else if (!pod.equals(present.controller())) {
            throw new ApiException(
                    409,
                    "Conflict",
                    "PVC %s/%s was not created for pod %s/%s (pod is not owner)"
                            .formatted(namespace, name, namespace, pod.name()));
        }
    }

    private PersistentVolumeClaim claim(Pod pod, VolumeClaim volume, String namespace, String name) {
        JsonNode template = template(pod, volume.volume());
        ObjectNode spec = template.path("spec") instanceof ObjectNode written
                ? written.deepCopy()
                : JsonNodeFactory.instance.objectNode();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("spec", spec);
        try {
            admission.requireNamespace(PersistentVolumeClaim.GVK, namespace, name);
            admission.charge(PersistentVolumeClaim.GVK, namespace, name, body);
        } catch (ApiException refusal) {
            throw new ApiException(
                    refusal.code(), refusal.reason(), "create PVC %s: %s".formatted(name, refusal.getMessage()));
        }
        PersistentVolumeClaim claim = new PersistentVolumeClaim(
                namespace,
                name,
                JsonMaps.strings(template.path("metadata").path("labels")),
                JsonMaps.strings(template.path("metadata").path("annotations")),
                spec);
        claim.setOwners(List.of(new OwnerRef("v1", Gvk.POD.kind(), pod.name(), pod.uid(), true, true, pod)));
        claim.setFinalizers(List.of(PersistentVolumeClaim.PROTECTION));
        return claim;
    }

    private static JsonNode template(Pod pod, String name) {
        JsonNode found = JsonNodeFactory.instance.missingNode();
        for (JsonNode volume : pod.template().podSpec().path("volumes")) {
            if (volume.path("name").asText("").equals(name)) {
                found = volume.path("ephemeral").path("volumeClaimTemplate");
            }
        }
        return found;
    }

    @Override
    protected void copyMemory(KeyedController<Pod> original, Fork fork) {
        retries.copyFrom(((EphemeralVolumes) original).retries, fork);
    }
}
