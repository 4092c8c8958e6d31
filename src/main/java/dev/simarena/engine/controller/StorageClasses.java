package dev.simarena.engine.controller;

import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.GenericObject;
import dev.simarena.engine.model.Kinds;
import org.jspecify.annotations.Nullable;

/** Look up storage classes. */
final class StorageClasses {

    private static final String DEFAULT = "storageclass.kubernetes.io/is-default-class";
    private static final String BETA_DEFAULT = "storageclass.beta.kubernetes.io/is-default-class";

    private final ObjectStore store;

    StorageClasses(ObjectStore store) {
        this.store = store;
    }

    /** Return the provisioner of a class, {@code null} where the class does not exist. */
    @Nullable
    String provisioner(String name) {
        return store.get(Kinds.STORAGE_CLASS, null, name) instanceof GenericObject found
                ? found.body().path("provisioner").asText("")
                : null;
    }

    /** Tell whether volumes of a class are bound only when a pod needs them. */
    boolean waits(String name) {
        return store.get(Kinds.STORAGE_CLASS, null, name) instanceof GenericObject found
                && found.body().path("volumeBindingMode").asText("").equals("WaitForFirstConsumer");
    }

    /** Return the name of the default class, the newest of several, {@code null} where there is none. */
    @Nullable
    String byDefault() {
        ApiObject newest = null;
        for (ApiObject candidate : store.list(Kinds.STORAGE_CLASS, null)) {
            if (isDefault(candidate)
                    && (newest == null
                            || candidate.created() > newest.created()
                            || (candidate.created() == newest.created()
                                    && candidate.name().compareTo(newest.name()) < 0))) {
                newest = candidate;
            }
        }
        return newest == null ? null : newest.name();
    }

    private static boolean isDefault(ApiObject object) {
        return "true".equals(object.annotations().get(DEFAULT))
                || "true".equals(object.annotations().get(BETA_DEFAULT));
    }
}
