package dev.simarena.cluster.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.cluster.EnvironmentException;
import dev.simarena.cluster.NodeManifests;
import dev.simarena.cluster.NodeShape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Make the nodes of one replay, on which nobody else's pods go, and wait until KWOK has made them ready.
 *
 * <p>Each replay has nodes of its own, as in the embedded cluster, so that replays beside each other share no room.
 */
final class ReplayNodes {

    /** How long KWOK may take where nothing tells that it is there at all. */
    private static final Duration FIRST_SIGN = Duration.ofSeconds(8);

    /** How long it may take where it has made other nodes ready. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final KubeApi api;
    private final String replay;

    /** Names on the cluster and the ones of observations, {@code node-0} and on. */
    private final Map<String, String> names = new LinkedHashMap<>();

    ReplayNodes(KubeApi api, String replay) {
        this.api = api;
        this.replay = replay;
    }

    void create(NodeShape shape, Map<String, String> labels, ObjectNode owner) {
        ObjectNode status = NodeManifests.status(shape);
        for (int i = 0; i < shape.count(); i++) {
            String name = replay + "-node-" + i;
            ObjectNode node = NodeManifests.virtual(name, status);
            ObjectNode written = node.withObject("/metadata/labels");
            labels.forEach(written::put);
            node.withObject("/metadata").putArray("ownerReferences").add(owner);
            NodeManifests.taint(node, OurLabels.REPLAY, replay);
            names.put(name, "node-" + i);
            api.create(KubeApi.NODES, node);
        }
    }

    void awaitReady(Changes changes) {
        Duration patience = FIRST_SIGN;
        long start = WallClock.nanos();
        while (true) {
            long seen = changes.count();
            List<String> waiting = new ArrayList<>();
            for (JsonNode node : list()) {
                if (!ready(node)) {
                    waiting.add(names.getOrDefault(node.at("/metadata/name").asText(), ""));
                }
            }
            if (waiting.isEmpty()) {
                return;
            }
            long left = start + patience.toNanos() - WallClock.nanos();
            if (left <= 0) {
                if (patience.equals(LONGEST_WAIT) || !KwokCheck.isSeen(api)) {
                    throw new EnvironmentException(KubeMessages.nodesNotReady(api.cluster(), waiting, patience));
                }
                patience = LONGEST_WAIT;
                left = 0;
            }
            changes.await(seen, Duration.ofNanos(Math.min(left, Watches.DISTRUST.toNanos())));
        }
    }

    List<JsonNode> list() {
        return api.list(KubeApi.NODES, OurLabels.REPLAY + "=" + replay);
    }

    /** Return the names on the cluster with the ones of observations, in the order of the latter. */
    Map<String, String> names() {
        return names;
    }

    /** Tell whether somebody keeps a node ready, so that pods go on it. */
    static boolean ready(JsonNode node) {
        for (JsonNode taint : node.at("/spec/taints")) {
            if (taint.path("key").asText().startsWith("node.kubernetes.io/")) {
                return false;
            }
        }
        for (JsonNode condition : node.at("/status/conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
                return condition.path("status").asText().equals("True");
            }
        }
        return false;
    }
}
