package dev.simarena.engine.apiserver.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Print DaemonSets. */
final class DaemonSetPrinter implements Printer {

    private static final List<Column> COLUMNS = List.of(
            Column.NAME,
            Column.integer("Desired", Column.doc("apps.v1.DaemonSetStatus", "desiredNumberScheduled")),
            Column.integer("Current", Column.doc("apps.v1.DaemonSetStatus", "currentNumberScheduled")),
            Column.integer("Ready", Column.doc("apps.v1.DaemonSetStatus", "numberReady")),
            Column.integer("Up-to-date", Column.doc("apps.v1.DaemonSetStatus", "updatedNumberScheduled")),
            Column.integer("Available", Column.doc("apps.v1.DaemonSetStatus", "numberAvailable")),
            Column.string("Node Selector", Column.doc("core.v1.PodSpec", "nodeSelector")),
            Column.AGE,
            Column.CONTAINERS,
            Column.IMAGES,
            Column.string("Selector", Column.doc("apps.v1.DaemonSetSpec", "selector"))
                    .wide());

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public List<@Nullable Object> cells(Shown object) {
        return Shown.row(
                List.of(
                        object.name(),
                        object.number("status", "desiredNumberScheduled"),
                        object.number("status", "currentNumberScheduled"),
                        object.number("status", "numberReady"),
                        object.number("status", "updatedNumberScheduled"),
                        object.number("status", "numberAvailable"),
                        SelectorText.labels(object.at("spec", "template", "spec", "nodeSelector")),
                        object.age()),
                object.containers("spec", "template", "spec"),
                SelectorText.orNone(object.at("spec", "selector")));
    }
}
