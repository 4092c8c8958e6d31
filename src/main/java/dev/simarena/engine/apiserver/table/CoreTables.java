package dev.simarena.engine.apiserver.table;

import java.util.List;

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
}
