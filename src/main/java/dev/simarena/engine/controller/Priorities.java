package dev.simarena.engine.controller;

import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.GenericObject;
import dev.simarena.engine.model.PodTemplate;
import dev.simarena.trace.Gvk;
import org.jspecify.annotations.Nullable;

/** Resolve the priority of pods from PriorityClass objects, as admission does. */
public final class Priorities {

    static final Gvk PRIORITY_CLASS = new Gvk("scheduling.k8s.io", "v1", "PriorityClass");

    private final ObjectStore store;

    public Priorities(ObjectStore store) {
        this.store = store;
    }

    /**
     * Return the priority of a pod that is created.
     *
     * @throws ApiException 403 where its class does not exist
     */
    public int admit(PodTemplate template, String podName) {
        Integer value = value(template);
        if (value == null) {
            throw ApiException.forbidden(
                    Gvk.POD, podName, "no PriorityClass with name %s was found".formatted(template.priorityClass()));
        }
        return value;
    }

    private @Nullable Integer value(PodTemplate template) {
        Integer written = template.priority();
        if (written != null) {
            return written;
        }
        return switch (template.priorityClass()) {
            case "" -> globalDefault();
            case "system-cluster-critical" -> 2_000_000_000;
            case "system-node-critical" -> 2_000_001_000;
            default -> {
                ApiObject object = store.get(PRIORITY_CLASS, null, template.priorityClass());
                yield object instanceof GenericObject generic
                        ? Integer.valueOf(generic.body().path("value").asInt())
                        : null;
            }
        };
    }

    private int globalDefault() {
        for (ApiObject object : store.list(PRIORITY_CLASS, null)) {
            if (object instanceof GenericObject generic
                    && generic.body().path("globalDefault").asBoolean()) {
                return generic.body().path("value").asInt();
            }
        }
        return 0;
    }
}
