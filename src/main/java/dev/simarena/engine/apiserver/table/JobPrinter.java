package dev.simarena.engine.apiserver.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Print Jobs. Source: {@code printJob} of {@code pkg/printers/internalversion}. */
final class JobPrinter implements Printer {

    private static final List<Column> COLUMNS = List.of(
            Column.NAME,
            Column.string("Status", "Status of the job."),
            Column.string("Completions", Column.doc("batch.v1.JobStatus", "succeeded")),
            Column.string("Duration", "Time required to complete the job."),
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
        return Shown.row(
                List.of(object.name(), status(object), completions(object), duration(object), object.age()),
                object.containers("spec", "template", "spec"),
                SelectorText.orNone(object.at("spec", "selector")));
    }

    private static String status(Shown job) {
        if (job.isTrue("Complete")) {
            return "Complete";
        }
        if (job.isTrue("Failed")) {
            return "Failed";
        }
        if (job.isGoing()) {
            return "Terminating";
        }
        for (String condition : List.of("Suspended", "FailureTarget", "SuccessCriteriaMet")) {
            if (job.isTrue(condition)) {
                return condition;
            }
        }
        return "Running";
    }

    /** Without a number of completions one pod of many is enough. */
    private static String completions(Shown job) {
        long done = job.number("status", "succeeded");
        JsonNode wanted = job.at("spec", "completions");
        if (wanted.isNumber()) {
            return done + "/" + wanted.asLong();
        }
        long parallel = job.number("spec", "parallelism");
        return done + "/1" + (parallel > 1 ? " of " + parallel : "");
    }

    private static String duration(Shown job) {
        Instant start = Shown.time(job.at("status", "startTime"));
        if (start == null) {
            return "";
        }
        Instant end = Shown.time(job.at("status", "completionTime"));
        return HumanDuration.of(Duration.between(start, end == null ? job.now() : end));
    }
}
