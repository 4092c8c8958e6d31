package dev.simarena.engine.apiserver.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Print CronJobs. */
final class CronJobPrinter implements Printer {

    private static final List<Column> COLUMNS = List.of(
            Column.NAME,
            Column.string("Schedule", Column.doc("batch.v1.CronJobSpec", "schedule")),
            Column.string("Timezone", Column.doc("batch.v1.CronJobSpec", "timeZone")),
            Column.bool("Suspend", Column.doc("batch.v1.CronJobSpec", "suspend")),
            Column.integer("Active", Column.doc("batch.v1.CronJobStatus", "active")),
            Column.string("Last Schedule", Column.doc("batch.v1.CronJobStatus", "lastScheduleTime")),
            Column.AGE,
            Column.CONTAINERS,
            Column.IMAGES,
            Column.string("Selector", Column.doc("batch.v1.JobSpec", "selector"))
                    .wide());

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public List<@Nullable Object> cells(Shown object) {
        JsonNode last = object.at("status", "lastScheduleTime");
        JsonNode suspended = object.at("spec", "suspend");
        return Shown.row(
                List.of(
                        object.name(),
                        object.text("spec", "schedule"),
                        object.textOr(Shown.NONE, "spec", "timeZone"),
                        suspended.isBoolean() ? (suspended.asBoolean() ? "True" : "False") : Shown.UNSET,
                        object.count("status", "active"),
                        last.isTextual() ? object.since(last) : Shown.NONE,
                        object.age()),
                object.containers("spec", "jobTemplate", "spec", "template", "spec"),
                SelectorText.orNone(object.at("spec", "jobTemplate", "spec", "selector")));
    }
}
