package dev.simarena.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Node;
import dev.simarena.trace.Gvk;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Show the leases of nodes, which KWOK renews every 10 s for 40 s.
 *
 * <p>They are no objects of the store but told when somebody looks, so that renewing them costs nothing.
 */
final class NodeLeases {

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
    ObjectNode get(Gvk gvk, @Nullable String namespace, String name) {
        return gvk.equals(GVK) && NAMESPACE.equals(namespace) && store.get(Gvk.NODE, null, name) instanceof Node node
                ? lease(node)
                : null;
    }

    /** Return the leases of all nodes where they are asked for. */
    List<ObjectNode> list(Gvk gvk, @Nullable String namespace) {
        List<ObjectNode> leases = new ArrayList<>();
        if (gvk.equals(GVK) && (namespace == null || namespace.equals(NAMESPACE))) {
            for (ApiObject object : store.list(Gvk.NODE, null)) {
                leases.add(lease((Node) object));
            }
        }
        return leases;
    }

    private static ObjectNode lease(Node node) {
        ObjectNode lease = JsonNodeFactory.instance.objectNode();
        lease.put("apiVersion", GVK.apiVersion()).put("kind", GVK.kind());
        long last = Math.min(node.now(), node.health().stopped());
        long renewals = Math.max(0, Math.floorDiv(last - node.created(), RENEWAL));
        String uid = UUID.nameUUIDFromBytes(("lease " + node.uid()).getBytes(StandardCharsets.UTF_8))
                .toString();
        ObjectNode metadata = lease.putObject("metadata")
                .put("name", node.name())
                .put("namespace", NAMESPACE)
                .put("uid", uid)
                .put("resourceVersion", String.valueOf(node.resourceVersion() + renewals))
                .put(
                        "creationTimestamp",
                        Timeline.instant(node.created())
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString());
        metadata.putArray("ownerReferences")
                .addObject()
                .put("apiVersion", "v1")
                .put("kind", "Node")
                .put("name", node.name())
                .put("uid", node.uid());
        lease.putObject("spec")
                .put("holderIdentity", node.name())
                .put("leaseDurationSeconds", DURATION_SECONDS)
                .put("renewTime", MICROS.format(Timeline.instant(node.created() + renewals * RENEWAL)));
        return lease;
    }
}
