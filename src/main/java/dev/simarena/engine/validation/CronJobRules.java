package dev.simarena.engine.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.model.CronSchedule;
import dev.simarena.engine.model.FieldErrors;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** Check CronJobs. Source: {@code pkg/apis/batch/validation}. */
final class CronJobRules {

    private static final int LONGEST_NAME = 52;

    private CronJobRules() {}

    static void cronJob(JsonNode object, FieldErrors errors) {
        JsonNode spec = object.path("spec");
        schedule(spec, errors);
        WorkloadRules.notNegative(spec, "startingDeadlineSeconds", "spec", errors);
        timeZone(spec, errors);
        String concurrency = spec.path("concurrencyPolicy").asText("");
        if (!List.of("Allow", "Forbid", "Replace").contains(concurrency)) {
            errors.unsupported("spec.concurrencyPolicy", concurrency, List.of("Allow", "Forbid", "Replace"));
        }
        JsonNode job = spec.path("jobTemplate").path("spec");
        JobRules.spec(job, "spec.jobTemplate.spec", errors);
        if (job.hasNonNull("selector")) {
            errors.invalid("spec.jobTemplate.spec.selector", job.path("selector"), "`selector` will be auto-generated");
        }
        if (job.path("manualSelector").asBoolean()) {
            errors.unsupported("spec.jobTemplate.spec.manualSelector", "true", List.of("nil", "false"));
        }
        WorkloadRules.notNegative(spec, "successfulJobsHistoryLimit", "spec", errors);
        WorkloadRules.notNegative(spec, "failedJobsHistoryLimit", "spec", errors);
        String name = object.path("metadata").path("name").asText("");
        if (name.length() > LONGEST_NAME) {
            errors.invalid("metadata.name", name, "must be no more than 52 characters");
        }
    }

    private static void schedule(JsonNode spec, FieldErrors errors) {
        String schedule = spec.path("schedule").asText("");
        if (schedule.isEmpty()) {
            errors.required("spec.schedule");
            return;
        }
        try {
            CronSchedule.parse(withoutZone(schedule), ZoneOffset.UTC);
        } catch (IllegalArgumentException fault) {
            errors.invalid("spec.schedule", schedule, String.valueOf(fault.getMessage()));
        }
        if (schedule.contains("TZ")) {
            errors.invalid(
                    "spec.schedule", schedule, "cannot use TZ or CRON_TZ in schedule, use timeZone field instead");
        }
    }

    /** The parser would take a time zone that the API server then refuses. */
    private static String withoutZone(String schedule) {
        boolean zoned = schedule.startsWith("TZ=") || schedule.startsWith("CRON_TZ=");
        return zoned && schedule.contains(" ")
                ? schedule.substring(schedule.indexOf(' ')).strip()
                : schedule;
    }

    private static void timeZone(JsonNode spec, FieldErrors errors) {
        if (!spec.hasNonNull("timeZone")) {
            return;
        }
        String zone = spec.path("timeZone").asText();
        if (zone.isEmpty()) {
            errors.invalid("spec.timeZone", zone, "timeZone must be nil or non-empty string");
        } else if (zone.equalsIgnoreCase("Local")) {
            errors.invalid(
                    "spec.timeZone",
                    zone,
                    "timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones");
        } else if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            errors.invalid("spec.timeZone", zone, "unknown time zone " + zone);
        }
    }
}
