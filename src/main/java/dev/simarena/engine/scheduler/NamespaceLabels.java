package dev.simarena.engine.scheduler;

import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.JsonMaps;
import dev.simarena.trace.Gvk;
import java.util.Collections;
import java.util.Map;

/** Look up the labels of namespaces; each has its own name among them. */
final class NamespaceLabels {

    private static final String NAME = "kubernetes.io/metadata.name";

    private final ObjectStore store;

    NamespaceLabels(ObjectStore store) {
        this.store = store;
    }

    /** Return the labels of a namespace, none where it does not exist. */
    Map<String, String> of(String namespace) {
        ApiObject object = store.get(Gvk.NAMESPACE, null, namespace);
        return object == null ? Collections.emptyMap() : JsonMaps.with(object.labels(), NAME, namespace);
    }
}
