package dev.simarena.engine.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.FieldErrors;
import dev.simarena.engine.model.JsonMaps;
import java.util.List;

/** Check Jobs and CronJobs. Source: {@code pkg/apis/batch/validation}. */
final class JobRules {

    private static final int MOST_PARALLEL_INDEXED = 100_000;
    private static final int LONGEST_CRON_JOB = 52;

    private JobRules() {}

    static void job(JsonNode object, FieldErrors errors) {
        spec(object.path("spec"), "spec", errors);
        JsonNode selector = object.path("spec").path("selector");
        JsonNode labels = object.path("spec").path("template").path("metadata").path("labels");
        if (selector.isObject() && !JsonMaps.selector(selector).matches(JsonMaps.strings(labels))) {
            errors.invalid("spec.template.metadata.labels", labels, "`selector` does not match template `labels`");
        }
    }

    private static void spec(JsonNode spec, String path, FieldErrors errors) {
        for (String field : List.of(
                "parallelism",
                "completions",
                "activeDeadlineSeconds",
                "backoffLimit",
                "ttlSecondsAfterFinished",
                "backoffLimitPerIndex",
                "maxFailedIndexes")) {
            WorkloadRules.notNegative(spec, field, path, errors);
        }
        String mode = spec.path("completionMode").asText("");
        if (!List.of("", "NonIndexed", "Indexed").contains(mode)) {
            errors.unsupported(path + ".completionMode", mode, List.of("Indexed", "NonIndexed"));
        }
        boolean indexed = mode.equals("Indexed");
        if (indexed) {
            if (!spec.path("completions").isNumber()) {
                errors.required(path + ".completions", "when completion mode is Indexed");
            }
            if (spec.path("parallelism").asInt() > MOST_PARALLEL_INDEXED) {
                errors.invalid(
                        path + ".parallelism",
                        spec.path("parallelism").asLong(),
                        "must be less than or equal to 100000 when completion mode is Indexed");
            }
        } else {
            if (spec.hasNonNull("backoffLimitPerIndex")) {
                errors.invalid(
                        path + ".backoffLimitPerIndex",
                        spec.path("backoffLimitPerIndex").asLong(),
                        "requires indexed completion mode");
            }
            if (spec.path("successPolicy").isObject()) {
                errors.invalid(path + ".successPolicy", spec.path("successPolicy"), "requires indexed completion mode");
            }
        }
        JsonNode template = spec.path("template");
        MetadataRules.labels(template.path("metadata").path("labels"), path + ".template.labels", errors);
        MetadataRules.annotations(
                template.path("metadata").path("annotations"), path + ".template.annotations", errors);
        PodSpecRules.check(template.path("spec"), path + ".template.spec", errors);
        String restart = template.path("spec").path("restartPolicy").asText("");
        String at = path + ".template.spec.restartPolicy";
        if (restart.isEmpty() || restart.equals("Always")) {
            errors.required(at, "valid values: \"OnFailure\", \"Never\"");
        } else if (!restart.equals("OnFailure") && !restart.equals("Never")) {
            errors.unsupported(at, restart, List.of("OnFailure", "Never"));
        } else if (spec.path("podFailurePolicy").isObject() && !restart.equals("Never")) {
            errors.invalid(at, restart, "only \"Never\" is supported when podFailurePolicy is specified");
        }
    }

    static void jobUpdate(JsonNode object, JsonNode before, FieldErrors errors) {
        JsonNode spec = object.path("spec");
        boolean elastic = spec.path("completionMode").asText("").equals("Indexed")
                && spec.path("completions").equals(spec.path("parallelism"));
        if (!elastic) {
            WorkloadRules.immutable(object, before, "spec", "completions", errors);
        }
        WorkloadRules.immutable(object, before, "spec", "selector", errors);
        template(object, before, errors);
        for (String field :
                List.of("completionMode", "podFailurePolicy", "backoffLimitPerIndex", "managedBy", "successPolicy")) {
            WorkloadRules.immutable(object, before, "spec", field, errors);
        }
    }

    /** The template of a Job that has not started may still be told where to run. */
    private static void template(JsonNode object, JsonNode before, FieldErrors errors) {
        JsonNode template = object.path("spec").path("template").deepCopy();
        JsonNode old = before.path("spec").path("template").deepCopy();
        if (before.path("spec").path("suspend").asBoolean()
                && before.path("status").path("startTime").isMissingNode()) {
            for (JsonNode either : new JsonNode[] {template, old}) {
                if (either.path("spec") instanceof ObjectNode pod) {
                    pod.remove(List.of("nodeSelector", "affinity", "tolerations", "schedulingGates"));
                }
                if (either.path("metadata") instanceof ObjectNode metadata) {
                    metadata.remove(List.of("labels", "annotations"));
                }
            }
        }
        if (!WorkloadRules.same(template, old)) {
            errors.invalid("spec.template", object.path("spec").path("template"), "field is immutable");
        }
    }

    static void cronJob(JsonNode object, FieldErrors errors) {
        JsonNode spec = object.path("spec");
        spec(spec.path("jobTemplate").path("spec"), "spec.jobTemplate.spec", errors);
        schedule(spec.path("schedule").asText(""), errors);
        WorkloadRules.notNegative(spec, "startingDeadlineSeconds", "spec", errors);
        String concurrency = spec.path("concurrencyPolicy").asText("");
        if (!List.of("Allow", "Forbid", "Replace").contains(concurrency)) {
            errors.unsupported("spec.concurrencyPolicy", concurrency, List.of("Allow", "Forbid", "Replace"));
        }
        WorkloadRules.notNegative(spec, "successfulJobsHistoryLimit", "spec", errors);
        WorkloadRules.notNegative(spec, "failedJobsHistoryLimit", "spec", errors);
        String name = object.path("metadata").path("name").asText("");
        if (name.length() > LONGEST_CRON_JOB) {
            errors.invalid("metadata.name", name, "must be no more than 52 characters");
        }
    }

    /** The parser of schedules has its own words; the number of fields is the commonest mistake. */
    private static void schedule(String schedule, FieldErrors errors) {
        if (schedule.isEmpty()) {
            errors.required("spec.schedule");
            return;
        }
        if (schedule.startsWith("@")) {
            return;
        }
        String[] fields = schedule.strip().split("\\s+");
        if (fields.length != 5) {
            errors.invalid(
                    "spec.schedule",
                    schedule,
                    "expected exactly 5 fields, found %d: [%s]".formatted(fields.length, String.join(" ", fields)));
        }
    }
}
