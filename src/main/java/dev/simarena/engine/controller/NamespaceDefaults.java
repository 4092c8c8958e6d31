package dev.simarena.engine.controller;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.core.Client;
import dev.simarena.engine.core.KeyedController;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.GenericObject;
import dev.simarena.trace.Gvk;
import java.util.Collections;
import java.util.Map;

/**
 * Give every namespace its ServiceAccount {@code default} and its ConfigMap {@code kube-root-ca.crt}, and again where they
 * were deleted.
 *
 * <p>The bundle is empty, as on a cluster whose controllers were given none. Sources: {@code pkg/controller/serviceaccount},
 * {@code pkg/controller/certificates/rootcacertpublisher}.
 */
public final class NamespaceDefaults extends KeyedController<GenericObject> {

    private static final Gvk SERVICE_ACCOUNT = new Gvk("", "v1", "ServiceAccount");
    private static final Gvk CONFIG_MAP = new Gvk("", "v1", "ConfigMap");
    private static final String ACCOUNT = "default";
    private static final String BUNDLE = "kube-root-ca.crt";
    private static final Map<String, String> BUNDLE_ANNOTATIONS = Map.of(
            "kubernetes.io/description",
            "Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the"
                    + " internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of"
                    + " Kubernetes clusters.");

    private final ObjectStore store;
    private final Client client;

    public NamespaceDefaults(ObjectStore store, Timeline timeline, Client client) {
        super(GenericObject.class, Queues.NAMESPACE_DEFAULTS, timeline);
        this.store = store;
        this.client = client;
    }

    @Override
    public void changed(ApiObject object) {
        if (object.gvk().equals(Gvk.NAMESPACE)) {
            enqueue(object);
        }
    }

    @Override
    public void removed(ApiObject object) {
        boolean ours = (object.gvk().equals(SERVICE_ACCOUNT) && object.name().equals(ACCOUNT))
                || (object.gvk().equals(CONFIG_MAP) && object.name().equals(BUNDLE));
        if (ours) {
            enqueue(store.get(Gvk.NAMESPACE, null, String.valueOf(object.namespace())));
        }
    }

    @Override
    protected void sync(GenericObject namespace) {
        if (namespace.terminating()) {
            return;
        }
        String name = namespace.name();
        if (store.get(SERVICE_ACCOUNT, name, ACCOUNT) == null) {
            client.take();
            ObjectNode account = JsonNodeFactory.instance.objectNode();
            store.add(new GenericObject(
                    SERVICE_ACCOUNT, name, ACCOUNT, Collections.emptyMap(), Collections.emptyMap(), account));
        }
        if (store.get(CONFIG_MAP, name, BUNDLE) == null) {
            client.take();
            ObjectNode bundle = JsonNodeFactory.instance.objectNode();
            bundle.putObject("data").put("ca.crt", "");
            store.add(new GenericObject(CONFIG_MAP, name, BUNDLE, Collections.emptyMap(), BUNDLE_ANNOTATIONS, bundle));
        }
    }
}
