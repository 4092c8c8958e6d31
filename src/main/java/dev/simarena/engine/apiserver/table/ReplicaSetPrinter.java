package dev.simarena.engine.apiserver.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Print ReplicaSets, and ReplicationControllers, whose selectors are plain labels. */
final class ReplicaSetPrinter implements Printer {

    private final List<Column> columns;
    private final boolean labels;

    /** Print objects of a kind of a package, for example {@code apps.v1} and {@code ReplicaSet}. */
    ReplicaSetPrinter(String group, String kind) {
        String spec = group + "." + kind + "Spec";
        String status = group + "." + kind + "Status";
        labels = kind.equals("ReplicationController");
        columns = List.of(
                Column.NAME,
                Column.integer("Desired", Column.doc(spec, "replicas")),
                Column.integer("Current", Column.doc(status, "replicas")),
                Column.integer("Ready", Column.doc(status, "readyReplicas")),
                Column.AGE,
                Column.CONTAINERS,
                Column.IMAGES,
                Column.string("Selector", Column.doc(spec, "selector")).wide());
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public List<@Nullable Object> cells(Shown object) {
        JsonNode selector = object.at("spec", "selector");
        return Shown.row(
                List.of(
                        object.name(),
                        object.number("spec", "replicas"),
                        object.number("status", "replicas"),
                        object.number("status", "readyReplicas"),
                        object.age()),
                object.containers("spec", "template", "spec"),
                labels ? SelectorText.labels(selector) : SelectorText.orNone(selector));
    }
}
