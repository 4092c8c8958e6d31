package dev.simarena.engine.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.Taint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tell the taints that follow from the conditions of a node. */
final class NodeTaints {

    private static final String NOT_READY = "node.kubernetes.io/not-ready";
    private static final String UNREACHABLE = "node.kubernetes.io/unreachable";
    private static final Map<String, String> CONDITIONS = Map.of(
            "MemoryPressure", "node.kubernetes.io/memory-pressure",
            "DiskPressure", "node.kubernetes.io/disk-pressure",
            "PIDPressure", "node.kubernetes.io/pid-pressure",
            "NetworkUnavailable", "node.kubernetes.io/network-unavailable");
    private static final Set<String> MANAGED = Set.of(
            NOT_READY,
            UNREACHABLE,
            Taint.UNSCHEDULABLE.key(),
            "node.kubernetes.io/memory-pressure",
            "node.kubernetes.io/disk-pressure",
            "node.kubernetes.io/pid-pressure",
            "node.kubernetes.io/network-unavailable");

    private NodeTaints() {}

    /** Tell whether a taint is set and removed by the control plane. */
    static boolean managed(Taint taint) {
        return MANAGED.contains(taint.key());
    }

    static boolean anyManaged(Node node) {
        for (Taint taint : node.taints()) {
            if (managed(taint)) {
                return true;
            }
        }
        return false;
    }

    /** Return the taints that keep pods from being placed; a node without condition Ready counts as not ready. */
    static List<Taint> noSchedule(Node node, String ready) {
        List<Taint> taints = new ArrayList<>(1);
        if (ready.equals("Unknown")) {
            taints.add(new Taint(UNREACHABLE, "", "NoSchedule"));
        } else if (!ready.equals("True")) {
            taints.add(new Taint(NOT_READY, "", "NoSchedule"));
        }
        JsonNode status = node.status();
        if (status != null) {
            for (JsonNode condition : status.path("conditions")) {
                String key = CONDITIONS.get(condition.path("type").asText());
                if (key != null && condition.path("status").asText().equals("True")) {
                    taints.add(new Taint(key, "", "NoSchedule"));
                }
            }
        }
        if (node.unschedulable()) {
            taints.add(Taint.UNSCHEDULABLE);
        }
        return taints;
    }

    /** Return the taints that evict pods. */
    static List<Taint> noExecute(String ready) {
        return List.of(new Taint(ready.equals("Unknown") ? UNREACHABLE : NOT_READY, "", "NoExecute"));
    }
}
