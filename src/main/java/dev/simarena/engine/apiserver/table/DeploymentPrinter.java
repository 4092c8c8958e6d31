package dev.simarena.engine.apiserver.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Print deployments. */
final class DeploymentPrinter implements Printer {

    private static final List<Column> COLUMNS = List.of(
            Column.NAME,
            Column.string("Ready", "Number of the pod with ready state"),
            Column.string("Up-to-date", Column.doc("apps.v1.DeploymentStatus", "updatedReplicas")),
            Column.string("Available", Column.doc("apps.v1.DeploymentStatus", "availableReplicas")),
            Column.AGE,
            Column.CONTAINERS,
            Column.IMAGES,
            Column.string("Selector", Column.doc("apps.v1.DeploymentSpec", "selector"))
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
                        object.number("status", "readyReplicas") + "/" + object.number("spec", "replicas"),
                        object.number("status", "updatedReplicas"),
                        object.number("status", "availableReplicas"),
                        object.age()),
                object.containers("spec", "template", "spec"),
                SelectorText.of(object.at("spec", "selector")));
    }
}
