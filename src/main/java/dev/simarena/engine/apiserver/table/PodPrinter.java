package dev.simarena.engine.apiserver.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Print pods. Source: {@code printPod} of {@code pkg/printers/internalversion}. */
final class PodPrinter implements Printer {

    private static final List<Column> COLUMNS = List.of(
            Column.NAME,
            Column.string("Ready", "The aggregate readiness state of this pod for accepting traffic."),
            Column.string("Status", "The aggregate status of the containers in this pod."),
            Column.string(
                    "Restarts",
                    "The number of times the containers in this pod have been restarted and when the last container in this pod has restarted."),
            Column.AGE,
            Column.string("IP", Column.doc("core.v1.PodStatus", "podIP")).wide(),
            Column.string("Node", Column.doc("core.v1.PodSpec", "nodeName")).wide(),
            Column.string("Nominated Node", Column.doc("core.v1.PodStatus", "nominatedNodeName"))
                    .wide(),
            Column.string("Readiness Gates", Column.doc("core.v1.PodSpec", "readinessGates"))
                    .wide());

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public List<@Nullable Object> cells(Shown pod) {
        PodState state = PodState.of(pod);
        return List.of(
                pod.name(),
                state.ready() + "/" + state.containers(),
                state.reason(),
                state.restarts(pod),
                pod.age(),
                orNone(pod.at("status", "podIPs").path(0).path("ip").asText("")),
                orNone(pod.text("spec", "nodeName")),
                orNone(pod.text("status", "nominatedNodeName")),
                gates(pod));
    }

    @Override
    public List<String> completed(Shown pod) {
        return switch (pod.text("status", "phase")) {
            case "Succeeded" -> List.of("Succeeded", "The pod has completed successfully.");
            case "Failed" -> List.of("Failed", "The pod failed.");
            default -> List.of();
        };
    }

    private static String gates(Shown pod) {
        JsonNode gates = pod.at("spec", "readinessGates");
        if (gates.isEmpty()) {
            return Shown.NONE;
        }
        int open = 0;
        for (JsonNode gate : gates) {
            open += pod.isTrue(gate.path("conditionType").asText()) ? 1 : 0;
        }
        return open + "/" + gates.size();
    }

    private static String orNone(String text) {
        return text.isEmpty() ? Shown.NONE : text;
    }
}
