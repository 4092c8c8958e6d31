package dev.simarena.engine.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.kwok.StageFunctions;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.ResourceAmounts;
import dev.simarena.engine.model.Taint;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Write nodes with the status KWOK's stages give them. */
final class NodeRenderer {

    private static final String ADDRESS = "127.0.0.1";
    private static final long HEARTBEAT = TimeUnit.SECONDS.toMicros(600);

    private NodeRenderer() {}

    static void render(Node node, ObjectNode json) {
        ObjectNode spec = json.putObject("spec");
        if (node.unschedulable()) {
            spec.put("unschedulable", true);
        }
        if (!node.taints().isEmpty()) {
            ArrayNode taints = spec.putArray("taints");
            for (Taint taint : node.taints()) {
                ObjectNode written = taints.addObject();
                written.put("key", taint.key());
                if (!taint.value().isEmpty()) {
                    written.put("value", taint.value());
                }
                written.put("effect", taint.effect());
            }
        }
        ObjectNode status = json.putObject("status");
        ObjectNode written = node.status();
        if (written != null) {
            status.setAll(written.deepCopy());
        }
        status.set("capacity", shown(node.shownCapacity(), node));
        status.set("allocatable", shown(node.shownAllocatable(), node));
        if (!node.declaredFeatures().isEmpty()) {
            ArrayNode features = status.putArray("declaredFeatures");
            node.declaredFeatures().forEach(features::add);
        }
        if (written == null) {
            initialized(node, status);
        }
        if (node.health().isUnknown()) {
            unknown(node, status);
        }
    }

    /** Write what KWOK's stage node-initialize gives a node, with the last heartbeat. */
    private static void initialized(Node node, ObjectNode status) {
        status.put("phase", "Running");
        ArrayNode conditions = status.putArray("conditions");
        for (JsonNode template : StageFunctions.nodeConditions()) {
            ObjectNode condition = conditions.addObject();
            condition.put("type", template.path("type").asText());
            condition.put("status", template.path("status").asText());
            condition.put("lastHeartbeatTime", Json.time(heartbeat(node)));
            condition.put("lastTransitionTime", Json.time(node.created()));
            condition.put("reason", template.path("reason").asText());
            condition.put("message", template.path("message").asText());
        }
        ArrayNode addresses = status.putArray("addresses");
        addresses.addObject().put("type", "InternalIP").put("address", ADDRESS);
        status.putObject("daemonEndpoints").putObject("kubeletEndpoint").put("Port", StageFunctions.NODE_PORT);
        String version = "kwok-" + StageFunctions.VERSION;
        status.putObject("nodeInfo")
                .put("machineID", "")
                .put("systemUUID", "")
                .put("bootID", "")
                .put("kernelVersion", version)
                .put("osImage", "")
                .put("containerRuntimeVersion", version)
                .put("kubeletVersion", version)
                .put("kubeProxyVersion", version)
                .put("operatingSystem", "linux")
                .put("architecture", "amd64");
    }

    /** Write what the control plane makes of conditions that nobody renews; the network is not the kubelet's. */
    private static void unknown(Node node, ObjectNode status) {
        for (JsonNode condition : status.path("conditions")) {
            if (condition instanceof ObjectNode shown
                    && !condition.path("type").asText().equals("NetworkUnavailable")) {
                shown.put("status", "Unknown")
                        .put("lastTransitionTime", Json.time(node.health().unknown()))
                        .put("reason", "NodeStatusUnknown")
                        .put("message", "Kubelet stopped posting node status.");
            }
        }
    }

    /** KWOK posts the status every 600 s; nothing happens for it, it is told when somebody looks. */
    private static long heartbeat(Node node) {
        long last = Math.min(node.now(), node.health().stopped());
        return node.created() + Math.max(0, Math.floorDiv(last - node.created(), HEARTBEAT)) * HEARTBEAT;
    }

    private static ObjectNode shown(@Nullable ObjectNode list, Node node) {
        return list == null ? amounts(node.allocatable()) : list.deepCopy();
    }

    private static ObjectNode amounts(ResourceAmounts amounts) {
        ObjectNode list = Json.object();
        list.put(
                "cpu",
                amounts.cpuMilli() % 1000 == 0 ? String.valueOf(amounts.cpuMilli() / 1000) : amounts.cpuMilli() + "m");
        list.put("memory", binary(amounts.memoryBytes()));
        if (amounts.ephemeralBytes() > 0) {
            list.put("ephemeral-storage", binary(amounts.ephemeralBytes()));
        }
        list.put("pods", String.valueOf(amounts.pods()));
        amounts.others().forEach((name, amount) -> list.put(name, String.valueOf(amount)));
        return list;
    }

    private static String binary(long bytes) {
        String[] units = {"", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"};
        long value = bytes;
        int unit = 0;
        while (value != 0 && value % 1024 == 0 && unit + 1 < units.length) {
            value /= 1024;
            unit++;
        }
        return value + units[unit];
    }
}
