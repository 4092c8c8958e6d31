package dev.simarena.engine.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.GenericObject;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.VolumeClaim;
import dev.simarena.trace.Gvk;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Look up claims, volumes and storage classes. */
final class Storage {

    static final Gvk CLAIM = new Gvk("", "v1", "PersistentVolumeClaim");
    static final Gvk VOLUME = new Gvk("", "v1", "PersistentVolume");
    static final Gvk CLASS = new Gvk("storage.k8s.io", "v1", "StorageClass");

    /** Annotation of a claim whose binding is complete. */
    static final String BIND_COMPLETED = "pv.kubernetes.io/bind-completed";

    private final ObjectStore store;

    Storage(ObjectStore store) {
        this.store = store;
    }

    /** Tell whether an object is of one of these kinds. */
    static boolean holds(ApiObject object) {
        Gvk gvk = object.gvk();
        return gvk.equals(CLAIM) || gvk.equals(VOLUME) || gvk.equals(CLASS);
    }

    @Nullable
    GenericObject claim(@Nullable String namespace, String name) {
        return store.get(CLAIM, namespace, name) instanceof GenericObject claim ? claim : null;
    }

    @Nullable
    GenericObject volume(String name) {
        return store.get(VOLUME, null, name) instanceof GenericObject volume ? volume : null;
    }

    @Nullable
    GenericObject storageClass(String name) {
        return store.get(CLASS, null, name) instanceof GenericObject storageClass ? storageClass : null;
    }

    /** Return all volumes in the order of creation. */
    List<GenericObject> volumes() {
        List<GenericObject> volumes = new ArrayList<>();
        for (ApiObject object : store.list(VOLUME, null)) {
            if (object instanceof GenericObject volume) {
                volumes.add(volume);
            }
        }
        return volumes;
    }

    /** Return the claims of a pod that exist. */
    List<GenericObject> claims(Pod pod) {
        List<GenericObject> claims = new ArrayList<>();
        for (VolumeClaim mounted : pod.template().claims()) {
            GenericObject claim = claim(pod.namespace(), mounted.of(pod.name()));
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

    static JsonNode spec(GenericObject object) {
        return object.body().path("spec");
    }

    /** Return the name of the class of a claim or volume, empty for none. */
    static String className(GenericObject object) {
        return spec(object).path("storageClassName").asText("");
    }

    static boolean bound(GenericObject claim) {
        return !spec(claim).path("volumeName").asText("").isEmpty()
                && (claim.annotations().containsKey(BIND_COMPLETED)
                        || claim.body().path("status").path("phase").asText().equals("Bound"));
    }

    /** Tell whether a claim is bound only when a pod that mounts it gets a node. */
    boolean waitsForConsumer(GenericObject claim) {
        GenericObject storageClass = storageClass(className(claim));
        return storageClass != null
                && storageClass.body().path("volumeBindingMode").asText().equals("WaitForFirstConsumer");
    }
}
