package dev.simarena.engine.apiserver.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Print StatefulSets. */
final class StatefulSetPrinter implements Printer {

    private static final List<Column> COLUMNS = List.of(
            Column.NAME,
            Column.string("Ready", "Number of the pod with ready state"),
            Column.AGE,
            Column.CONTAINERS,
            Column.IMAGES);

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
                        object.age()),
                object.containers("spec", "template", "spec"));
    }
}
