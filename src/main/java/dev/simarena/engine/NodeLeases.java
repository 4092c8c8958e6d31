package dev.simarena.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.GenericObject;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.OwnerRef;
import dev.simarena.trace.Gvk;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Show the leases of nodes, which KWOK renews every 10 s for 40 s.
 *
 * <p>They are no objects of the store but told when somebody looks, so that renewing them costs nothing.
 */
final class NodeLeases {

    /** All leases are held by the one KWOK, which names itself after its machine and by a random uid. */
    private static final String HOLDER = "kwok_" + UUID.nameUUIDFromBytes("kwok".getBytes(StandardCharsets.UTF_8));

    private static final Gvk GVK = new Gvk("coordination.k8s.io", "v1", "Lease");
    private static final String NAMESPACE = "kube-node-lease";
    private static final int DURATION_SECONDS = 40;
    private static final long RENEWAL = TimeUnit.SECONDS.toMicros(10);
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final ObjectStore store;

    NodeLeases(ObjectStore store) {
        this.store = store;
    }

    /** Return the lease of a node, {@code null} where something else is asked for or there is none. */
    @Nullable
    ApiObject get(Gvk gvk, @Nullable String namespace, String name) {
        return gvk.equals(GVK) && NAMESPACE.equals(namespace) && store.get(Gvk.NODE, null, name) instanceof Node node
                ? lease(node)
                : null;
    }

    /** Return the leases of all nodes where they are asked for. */
    List<ApiObject> list(Gvk gvk, @Nullable String namespace) {
        if (!gvk.equals(GVK) || (namespace != null && !namespace.equals(NAMESPACE))) {
            return List.of();
        }
        List<ApiObject> leases = new ArrayList<>();
        for (ApiObject object : store.list(Gvk.NODE, null)) {
            leases.add(lease((Node) object));
        }
        return leases;
    }

    private static ApiObject lease(Node node) {
        long last = Math.min(node.now(), node.health().stopped());
        long renewals = Math.max(0, Math.floorDiv(last - node.created(), RENEWAL));
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("spec")
                .put("holderIdentity", HOLDER)
                .put("leaseDurationSeconds", DURATION_SECONDS)
                .put("renewTime", MICROS.format(Timeline.instant(node.created() + renewals * RENEWAL)));
        GenericObject lease = new GenericObject(GVK, NAMESPACE, node.name(), Map.of(), Map.of(), body);
        UUID uid = UUID.nameUUIDFromBytes(("lease " + node.uid()).getBytes(StandardCharsets.UTF_8));
        lease.enter(uid.getMostSignificantBits(), uid.getLeastSignificantBits(), node.created(), node.order());
        lease.setResourceVersion(node.resourceVersion() + renewals);
        lease.setOwners(List.of(new OwnerRef("v1", "Node", node.name(), node.uid(), false, false, node)));
        return lease;
    }
}
