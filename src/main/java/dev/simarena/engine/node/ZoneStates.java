package dev.simarena.engine.node;

import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Node;
import dev.simarena.trace.Gvk;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Limit evictions by zone, so that an outage of the network does not empty a cluster.
 *
 * <p>A zone is evicted at one node in 10 s; where more than two and at least 55 % of its nodes are not ready, at one in
 * 100 s, and not at all in zones of up to 50 nodes. Where no node of the cluster is ready nobody is evicted.
 */
final class ZoneStates {

    private static final long USUAL = TimeUnit.SECONDS.toMicros(10);
    private static final long SLOW = TimeUnit.SECONDS.toMicros(100);
    private static final int SMALL = 50;
    private static final double UNHEALTHY = 0.55;

    private final ObjectStore store;
    private final Map<String, Long> last = new LinkedHashMap<>();

    ZoneStates(ObjectStore store) {
        this.store = store;
    }

    void copyFrom(ZoneStates original) {
        last.putAll(original.last);
    }

    /** Return when the pods of a node may be evicted, {@link ApiObject#NEVER} while they may not. */
    long allowed(Node node, long now, Function<Node, String> ready) {
        String zone = zone(node);
        int down = 0;
        int size = 0;
        boolean anyReady = false;
        for (ApiObject object : store.list(Gvk.NODE, null)) {
            Node other = (Node) object;
            boolean works = ready.apply(other).equals("True");
            anyReady |= works;
            if (zone(other).equals(zone)) {
                size++;
                down += works ? 0 : 1;
            }
        }
        if (!anyReady) {
            return ApiObject.NEVER;
        }
        boolean partly = down < size && down > 2 && down >= UNHEALTHY * size;
        if (partly && size <= SMALL) {
            return ApiObject.NEVER;
        }
        Long before = last.get(zone);
        return before == null ? now : Math.max(now, before + (partly ? SLOW : USUAL));
    }

    /** Note an eviction. */
    void evicted(Node node, long now) {
        last.put(zone(node), now);
    }

    private static String zone(Node node) {
        return node.labels().getOrDefault("topology.kubernetes.io/region", "")
                + ":"
                + node.labels().getOrDefault("topology.kubernetes.io/zone", "");
    }
}
