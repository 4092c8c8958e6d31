package dev.simarena.engine.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.ResourceAmounts;
import dev.simarena.engine.model.Taint;
import org.jspecify.annotations.Nullable;

/** Write nodes with the status KWOK's stages give them. */
final class NodeRenderer {

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
        ObjectNode written = node.status();
        if (written != null) {
            json.set("status", written.deepCopy());
            return;
        }
        ObjectNode status = json.putObject("status");
        status.set("capacity", shown(node.shownCapacity(), node));
        status.set("allocatable", shown(node.shownAllocatable(), node));
        status.put("phase", "Running");
        ArrayNode conditions = status.putArray("conditions");
        condition(conditions, node, "Ready", "True", "KubeletReady", "kubelet is posting ready status");
        condition(
                conditions,
                node,
                "MemoryPressure",
                "False",
                "KubeletHasSufficientMemory",
                "kubelet has sufficient memory available");
        condition(
                conditions, node, "DiskPressure", "False", "KubeletHasNoDiskPressure", "kubelet has no disk pressure");
        condition(
                conditions,
                node,
                "PIDPressure",
                "False",
                "KubeletHasSufficientPID",
                "kubelet has sufficient PID available");
        condition(conditions, node, "NetworkUnavailable", "False", "RouteCreated", "RouteController created a route");
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

    private static void condition(
            ArrayNode conditions, Node node, String type, String status, String reason, String message) {
        ObjectNode condition = conditions.addObject();
        condition.put("type", type);
        condition.put("status", status);
        condition.put("lastHeartbeatTime", Json.time(node.created()));
        condition.put("lastTransitionTime", Json.time(node.created()));
        condition.put("reason", reason);
        condition.put("message", message);
    }
}
