package dev.simarena.engine.apiserver.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Print nodes. Source: {@code printNode} of {@code pkg/printers/internalversion}. */
final class NodePrinter implements Printer {

    private static final String ROLE = "node-role.kubernetes.io/";

    private static final List<Column> COLUMNS = List.of(
            Column.NAME,
            Column.string("Status", "The status of the node"),
            Column.string("Roles", "The roles of the node"),
            Column.AGE,
            Column.string("Version", Column.doc("core.v1.NodeSystemInfo", "kubeletVersion")),
            Column.string("Internal-IP", Column.doc("core.v1.NodeStatus", "addresses"))
                    .wide(),
            Column.string("External-IP", Column.doc("core.v1.NodeStatus", "addresses"))
                    .wide(),
            Column.string("OS-Image", Column.doc("core.v1.NodeSystemInfo", "osImage"))
                    .wide(),
            Column.string("Kernel-Version", Column.doc("core.v1.NodeSystemInfo", "kernelVersion"))
                    .wide(),
            Column.string("Container-Runtime", Column.doc("core.v1.NodeSystemInfo", "containerRuntimeVersion"))
                    .wide());

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public List<@Nullable Object> cells(Shown object) {
        String architecture = info(object, "architecture", "");
        return List.of(
                object.name(),
                status(object),
                roles(object),
                object.age(),
                info(object, "kubeletVersion", ""),
                address(object, "InternalIP"),
                address(object, "ExternalIP"),
                info(object, "osImage", Shown.UNKNOWN),
                info(object, "kernelVersion", Shown.UNKNOWN)
                        + (architecture.isEmpty() ? "" : " (" + architecture + ")"),
                info(object, "containerRuntimeVersion", Shown.UNKNOWN));
    }

    private static String status(Shown node) {
        String ready = "Unknown";
        for (JsonNode condition : node.at("status", "conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
                ready = condition.path("status").asText().equals("True") ? "Ready" : "NotReady";
            }
        }
        return node.bool("spec", "unschedulable") ? ready + ",SchedulingDisabled" : ready;
    }

    /** Roles stand in the keys of labels, or as the value of an older one. */
    private static String roles(Shown node) {
        Set<String> roles = new TreeSet<>();
        node.at("metadata", "labels").properties().forEach(label -> {
            String value = label.getValue().asText();
            if (label.getKey().startsWith(ROLE)) {
                roles.add(label.getKey().substring(ROLE.length()));
            } else if (label.getKey().equals("kubernetes.io/role")) {
                roles.add(value);
            }
        });
        roles.remove("");
        return roles.isEmpty() ? Shown.NONE : String.join(",", roles);
    }

    private static String address(Shown node, String type) {
        for (JsonNode address : node.at("status", "addresses")) {
            if (address.path("type").asText().equals(type)) {
                return address.path("address").asText();
            }
        }
        return Shown.NONE;
    }

    private static String info(Shown node, String field, String otherwise) {
        String text = node.text("status", "nodeInfo", field);
        return text.isEmpty() ? otherwise : text;
    }
}
