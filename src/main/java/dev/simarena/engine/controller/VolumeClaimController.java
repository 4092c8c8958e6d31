package dev.simarena.engine.controller;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.core.Client;
import dev.simarena.engine.core.EventLog;
import dev.simarena.engine.core.KeyedController;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.JsonMaps;
import dev.simarena.engine.model.Kinds;
import dev.simarena.engine.model.PersistentVolume;
import dev.simarena.engine.model.PersistentVolumeClaim;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.VolumeClaim;
import dev.simarena.trace.Gvk;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bind claims to volumes and say why a claim has to wait.
 *
 * <p>kube-controller-manager looks at all claims again every 15 s; here a claim that waits is looked at when a volume, a
 * storage class or a pod that uses it comes. Source: {@code syncClaim} of {@code pv_controller.go}.
 */
public final class VolumeClaimController extends KeyedController<PersistentVolumeClaim> {

    private static final String SELECTED_NODE = "volume.kubernetes.io/selected-node";
    private static final String PROVISIONER = "volume.kubernetes.io/storage-provisioner";
    private static final String BETA_PROVISIONER = "volume.beta.kubernetes.io/storage-provisioner";

    private final ObjectStore store;
    private final EventLog events;
    private final Client client;
    private final StorageClasses classes;
    private final VolumeMatch match;

    /** Work with a client. */
    public VolumeClaimController(ObjectStore store, Timeline timeline, EventLog events, Client client) {
        super(PersistentVolumeClaim.class, Queues.VOLUME_CLAIM, timeline);
        this.store = store;
        this.events = events;
        this.client = client;
        classes = new StorageClasses(store);
        match = new VolumeMatch(store);
    }

    @Override
    public void added(ApiObject object) {
        if (object instanceof Pod pod) {
            for (VolumeClaim claim : pod.template().claims()) {
                enqueue(store.get(PersistentVolumeClaim.GVK, pod.namespace(), claim.of(pod.name())));
            }
        } else if (object.gvk().equals(Kinds.STORAGE_CLASS)) {
            enqueueUnbound();
        }
        changed(object);
    }

    @Override
    public void changed(ApiObject object) {
        enqueue(object);
        if (object instanceof PersistentVolume volume) {
            volumeChanged(volume);
        }
    }

    @Override
    public void removed(ApiObject object) {
        if (object instanceof PersistentVolume volume && !volume.claimRef().isMissingNode()) {
            enqueue(claimOf(volume));
        }
    }

    private void volumeChanged(PersistentVolume volume) {
        if (!volume.claimRef().isMissingNode()) {
            enqueue(claimOf(volume));
        } else if (volume.phase().equals("Available")) {
            enqueueUnbound();
        }
    }

    private @Nullable ApiObject claimOf(PersistentVolume volume) {
        return store.get(
                PersistentVolumeClaim.GVK,
                volume.claimRef().path("namespace").asText(""),
                volume.claimRef().path("name").asText(""));
    }

    private void enqueueUnbound() {
        for (ApiObject object : store.list(PersistentVolumeClaim.GVK, null)) {
            if (object instanceof PersistentVolumeClaim claim && !claim.bindCompleted()) {
                enqueue(claim);
            }
        }
    }

    @Override
    protected void sync(PersistentVolumeClaim claim) {
        if (claim.bindCompleted()) {
            checkBound(claim);
        } else if (claim.volumeName().isEmpty()) {
            findVolume(claim);
        } else {
            bindNamed(claim);
        }
    }

    private void findVolume(PersistentVolumeClaim claim) {
        String className = VolumeMatch.className(claim);
        boolean waits = classes.waits(className);
        PersistentVolume volume = match.best(claim, waits);
        if (volume != null) {
            bind(volume, claim);
        } else if (claim.storageClass() == null && classes.byDefault() != null) {
            client.take();
            ObjectNode spec = claim.spec().deepCopy();
            spec.put("storageClassName", classes.byDefault());
            claim.setSpec(spec);
            store.changed(claim);
        } else if (waits && !claim.annotations().containsKey(SELECTED_NODE)) {
            explainWait(claim);
        } else if (!className.isEmpty()) {
            provision(claim, className);
        } else {
            events.normal(
                    claim,
                    "FailedBinding",
                    "no persistent volumes available for this claim and no storage class is set");
        }
    }

    private void explainWait(PersistentVolumeClaim claim) {
        List<String> waiting = new ArrayList<>();
        for (ApiObject object : store.list(Gvk.POD, claim.namespace())) {
            if (object instanceof Pod pod
                    && pod.nodeName() == null
                    && !pod.phase().terminal()
                    && uses(pod, claim)) {
                waiting.add(pod.name());
            }
        }
        if (waiting.isEmpty()) {
            String message = "waiting for first consumer to be created before binding";
            events.normal(claim, "WaitForFirstConsumer", message);
        } else {
            String pods = (waiting.size() == 1 ? "pod " : "pods ") + String.join(",", waiting);
            events.normal(claim, "WaitForPodScheduled", "waiting for " + pods + " to be scheduled");
        }
    }

    /** Tell whether a pod mounts a claim. */
    static boolean uses(Pod pod, PersistentVolumeClaim claim) {
        for (VolumeClaim used : pod.template().claims()) {
            if (used.of(pod.name()).equals(claim.name())) {
                return true;
            }
        }
        return false;
    }

    /** Provisioners are not simulated; the claim says for whom it waits. */
    private void provision(PersistentVolumeClaim claim, String className) {
        String provisioner = classes.provisioner(className);
        if (provisioner == null) {
            events.warning(
                    claim, "ProvisioningFailed", "storageclass.storage.k8s.io \"%s\" not found".formatted(className));
        } else if (provisioner.startsWith("kubernetes.io/")) {
            events.warning(claim, "ProvisioningFailed", "no volume plugin matched name: " + provisioner);
        } else {
            if (!provisioner.equals(claim.annotations().get(PROVISIONER))) {
                client.take();
                claim.setAnnotations(JsonMaps.with(
                        JsonMaps.with(claim.annotations(), PROVISIONER, provisioner), BETA_PROVISIONER, provisioner));
                store.changed(claim);
                return;
            }
            events.normal(
                    claim,
                    "ExternalProvisioning",
                    ("Waiting for a volume to be created either by the external provisioner '%s' or manually by the "
                                    + "system administrator. If volume creation is delayed, please verify that the "
                                    + "provisioner is running and correctly registered.")
                            .formatted(provisioner));
        }
    }

    private void bindNamed(PersistentVolumeClaim claim) {
        if (!(store.get(PersistentVolume.GVK, null, claim.volumeName()) instanceof PersistentVolume volume)) {
            return;
        }
        if (volume.keptFor(claim)) {
            bind(volume, claim);
        } else if (!volume.claimRef().isMissingNode()) {
            events.warning(
                    claim,
                    "FailedBinding",
                    "volume \"%s\" already bound to a different claim.".formatted(volume.name()));
        } else {
            String why = VolumeMatch.mismatch(volume, claim);
            if (why == null) {
                bind(volume, claim);
            } else {
                String message = "Cannot bind to requested volume \"%s\": %s".formatted(volume.name(), why);
                events.warning(claim, "VolumeMismatch", message);
            }
        }
    }

    private void checkBound(PersistentVolumeClaim claim) {
        if (claim.volumeName().isEmpty()) {
            lose(claim, "ClaimLost", "Bound claim has lost reference to PersistentVolume. Data on the volume is lost!");
        } else if (!(store.get(PersistentVolume.GVK, null, claim.volumeName()) instanceof PersistentVolume volume)) {
            lose(claim, "ClaimLost", "Bound claim has lost its PersistentVolume. Data on the volume is lost!");
        } else if (volume.claimRef().isMissingNode()
                || volume.claimRef().path("uid").asText("").equals(claim.uid())) {
            bind(volume, claim);
        } else {
            lose(claim, "ClaimMisbound", "Two claims are bound to the same volume, this one is bound incorrectly");
        }
    }

    private void lose(PersistentVolumeClaim claim, String reason, String message) {
        if (!claim.phase().equals("Lost")) {
            client.take();
            claim.setStatus("Lost", null, null);
            store.changed(claim);
            events.warning(claim, reason, message);
        }
    }

    /** Let volume and claim name each other, the volume first; what is done already stays as it is. */
    private void bind(PersistentVolume volume, PersistentVolumeClaim claim) {
        if (!volume.claimRef().path("uid").asText("").equals(claim.uid())) {
            client.take();
            boolean chosenHere = !volume.keptFor(claim);
            ObjectNode spec = volume.spec().deepCopy();
            ObjectNode reference = spec.putObject("claimRef");
            reference.put("kind", PersistentVolumeClaim.GVK.kind());
            reference.put("namespace", claim.namespace());
            reference.put("name", claim.name());
            reference.put("uid", claim.uid());
            reference.put("apiVersion", PersistentVolumeClaim.GVK.apiVersion());
            reference.put("resourceVersion", String.valueOf(claim.resourceVersion()));
            volume.setSpec(spec);
            if (chosenHere) {
                volume.setAnnotations(
                        JsonMaps.with(volume.annotations(), PersistentVolumeClaim.BOUND_BY_CONTROLLER, "yes"));
            }
            store.changed(volume);
        }
        if (!volume.phase().equals("Bound")) {
            client.take();
            volume.setPhase("Bound", now());
            store.changed(volume);
        }
        if (!claim.volumeName().equals(volume.name()) || !claim.bindCompleted()) {
            client.take();
            if (!claim.volumeName().equals(volume.name())) {
                ObjectNode spec = claim.spec().deepCopy();
                spec.put("volumeName", volume.name());
                claim.setSpec(spec);
                claim.setAnnotations(
                        JsonMaps.with(claim.annotations(), PersistentVolumeClaim.BOUND_BY_CONTROLLER, "yes"));
            }
            claim.setAnnotations(JsonMaps.with(claim.annotations(), PersistentVolumeClaim.BIND_COMPLETED, "yes"));
            store.changed(claim);
        }
        if (!claim.phase().equals("Bound")) {
            client.take();
            claim.setStatus(
                    "Bound", volume.spec().path("accessModes"), volume.spec().path("capacity"));
            store.changed(claim);
        }
    }
}
