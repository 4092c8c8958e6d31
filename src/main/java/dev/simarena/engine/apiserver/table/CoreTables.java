package dev.simarena.engine.apiserver.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Print the kinds of the core group whose rows only repeat fields. */
final class CoreTables {

    private CoreTables() {}

    static Printer namespace() {
        return Printer.of(
                List.of(Column.NAME, Column.string("Status", "The status of the namespace"), Column.AGE),
                o -> List.of(o.name(), o.text("status", "phase"), o.age()));
    }

    static Printer secret() {
        return Printer.of(
                List.of(
                        Column.NAME,
                        Column.string("Type", Column.doc("core.v1.Secret", "type")),
                        Column.string("Data", Column.doc("core.v1.Secret", "data")),
                        Column.AGE),
                o -> List.of(o.name(), o.text("type"), o.count("data"), o.age()));
    }

    static Printer configMap() {
        return Printer.of(
                List.of(Column.NAME, Column.string("Data", Column.doc("core.v1.ConfigMap", "data")), Column.AGE),
                o -> List.of(o.name(), o.count("data") + o.count("binaryData"), o.age()));
    }

    static Printer serviceAccount() {
        return Printer.of(List.of(Column.NAME, Column.AGE), o -> List.of(o.name(), o.age()));
    }

    static Printer podTemplate() {
        return Printer.of(
                List.of(
                        Column.NAME,
                        Column.string("Containers", "Names of each container in the template."),
                        Column.string("Images", "Images referenced by each container in the template."),
                        Column.string("Pod Labels", "The labels for the pod template.")),
                o -> Shown.row(
                        List.of(o.name()),
                        o.containers("template", "spec"),
                        SelectorText.labels(o.at("template", "metadata", "labels"))));
    }

    static Printer scale() {
        return Printer.of(
                List.of(
                        Column.string("Name", Column.NAME.description()),
                        Column.integer("Desired", Column.doc("autoscaling.v1.ScaleSpec", "replicas")),
                        Column.integer("Available", Column.doc("autoscaling.v1.ScaleStatus", "replicas")),
                        Column.AGE),
                o -> List.of(o.name(), o.number("spec", "replicas"), o.number("status", "replicas"), o.age()));
    }

    static Printer component() {
        return Printer.of(
                List.of(
                        Column.NAME,
                        Column.string("Status", "Status of the component conditions"),
                        Column.string("Message", "Message of the component conditions"),
                        Column.string("Error", "Error of the component conditions")),
                o -> component(o, o.at("conditions").path(0)));
    }

    private static List<@Nullable Object> component(Shown component, JsonNode condition) {
        String status = condition.path("status").asText("Unknown");
        String shown = status.equals("True") ? "Healthy" : status.equals("False") ? "Unhealthy" : "Unknown";
        return List.of(
                component.name(),
                shown,
                condition.path("message").asText(""),
                condition.path("error").asText(""));
    }
}
