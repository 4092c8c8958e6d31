package dev.simarena.engine.scheduler;

import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.GenericObject;
import dev.simarena.engine.model.Kinds;
import dev.simarena.engine.model.PersistentVolume;
import dev.simarena.engine.model.PersistentVolumeClaim;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.VolumeClaim;
import dev.simarena.trace.Gvk;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Look up claims, volumes and storage classes. */
final class Storage {

    static final Gvk CLAIM = PersistentVolumeClaim.GVK;
    static final Gvk VOLUME = PersistentVolume.GVK;

    private final ObjectStore store;

    Storage(ObjectStore store) {
        this.store = store;
    }

    /** Tell whether an object is of one of these kinds. */
    static boolean holds(ApiObject object) {
        Gvk gvk = object.gvk();
        return gvk.equals(CLAIM)
                || gvk.equals(VOLUME)
                || gvk.equals(Kinds.STORAGE_CLASS)
                || gvk.equals(Kinds.CSI_NODE)
                || gvk.equals(Kinds.VOLUME_ATTACHMENT);
    }

    @Nullable
    PersistentVolumeClaim claim(@Nullable String namespace, String name) {
        return store.get(CLAIM, namespace, name) instanceof PersistentVolumeClaim claim ? claim : null;
    }

    @Nullable
    PersistentVolume volume(String name) {
        return store.get(VOLUME, null, name) instanceof PersistentVolume volume ? volume : null;
    }

    @Nullable
    GenericObject storageClass(String name) {
        return store.get(Kinds.STORAGE_CLASS, null, name) instanceof GenericObject storageClass ? storageClass : null;
    }

    /** Return what the kubelet told of the CSI drivers on a node, {@code null} where it told nothing. */
    @Nullable
    GenericObject csiNode(String node) {
        return store.get(Kinds.CSI_NODE, null, node) instanceof GenericObject csiNode ? csiNode : null;
    }

    /** Return which volumes are attached to which nodes, in the order of creation. */
    List<GenericObject> attachments() {
        List<GenericObject> attachments = new ArrayList<>();
        for (ApiObject object : store.list(Kinds.VOLUME_ATTACHMENT, null)) {
            if (object instanceof GenericObject attachment) {
                attachments.add(attachment);
            }
        }
        return attachments;
    }

    /** Return all volumes in the order of creation. */
    List<PersistentVolume> volumes() {
        List<PersistentVolume> volumes = new ArrayList<>();
        for (ApiObject object : store.list(VOLUME, null)) {
            if (object instanceof PersistentVolume volume) {
                volumes.add(volume);
            }
        }
        return volumes;
    }

    /** Return the claims of a pod that exist. */
    List<PersistentVolumeClaim> claims(Pod pod) {
        List<PersistentVolumeClaim> claims = new ArrayList<>();
        for (VolumeClaim mounted : pod.template().claims()) {
            PersistentVolumeClaim claim = claim(pod.namespace(), mounted.of(pod.name()));
            if (claim != null) {
                claims.add(claim);
            }
        }
        return claims;
    }

    /** Tell whether a pod mounts a claim. */
    static boolean mounts(Pod pod, @Nullable ApiObject claim) {
        if (claim == null
                || !claim.gvk().equals(CLAIM)
                || !String.valueOf(claim.namespace()).equals(pod.namespace())) {
            return false;
        }
        return pod.template().claims().stream()
                .anyMatch(mounted -> mounted.of(pod.name()).equals(claim.name()));
    }

    /** Return the name of the class of a claim, empty for none. */
    static String className(PersistentVolumeClaim claim) {
        String name = claim.storageClass();
        return name == null ? "" : name;
    }

    static boolean bound(PersistentVolumeClaim claim) {
        return !claim.volumeName().isEmpty()
                && (claim.bindCompleted() || claim.phase().equals("Bound"));
    }

    /** Tell whether a claim is bound only when a pod that mounts it gets a node. */
    boolean waitsForConsumer(PersistentVolumeClaim claim) {
        GenericObject storageClass = storageClass(className(claim));
        return storageClass != null
                && storageClass.body().path("volumeBindingMode").asText().equals("WaitForFirstConsumer");
    }
}
