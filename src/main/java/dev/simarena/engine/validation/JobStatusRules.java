package dev.simarena.engine.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.model.FieldErrors;
import java.time.Instant;
import java.util.List;

/**
 * Check the status of a Job that somebody writes, above all who manages Jobs in the place of the controller.
 *
 * <p>Source: {@code ValidateJobStatusUpdate}, and {@code getStatusValidationOptions} for which rules hold: most only where
 * what they are about changes.
 */
final class JobStatusRules {

    private static final String CONDITIONS = "status.conditions";
    private static final String COMPLETE = "Complete";
    private static final String FAILED = "Failed";
    private static final String FAILING = "FailureTarget";
    private static final String SUCCEEDING = "SuccessCriteriaMet";

    private JobStatusRules() {}

    static void check(JsonNode spec, JsonNode status, JsonNode before, FieldErrors errors) {
        for (String count : List.of("active", "succeeded", "failed", "ready", "terminating")) {
            WorkloadRules.notNegative(status, count, "status", errors);
        }
        conditions(status, before, errors);
        times(status, before, errors);
        finished(spec, status, before, errors);
        indexes(spec, status, before, errors);
        if (status.path("ready").asInt() > status.path("active").asInt()
                && (differs(status, before, "ready") || differs(status, before, "active"))) {
            errors.invalid("status.ready", status.path("ready").asInt(), "cannot set more ready pods than active");
        }
        both(status, SUCCEEDING, FAILED, "cannot set SuccessCriteriaMet=True and Failed=true conditions", errors);
        both(
                status,
                SUCCEEDING,
                FAILING,
                "cannot set SuccessCriteriaMet=True and FailureTarget=true conditions",
                errors);
        transitions(spec, status, before, errors);
    }

    private static void conditions(JsonNode status, JsonNode before, FieldErrors errors) {
        boolean complete = changes(status, before, COMPLETE);
        if (complete || changes(status, before, FAILED)) {
            both(status, COMPLETE, FAILED, "cannot set Complete=True and Failed=true conditions", errors);
        }
        if (complete || changes(status, before, FAILING)) {
            both(status, COMPLETE, FAILING, "cannot set Complete=True and FailureTarget=true conditions", errors);
        }
    }

    private static void times(JsonNode status, JsonNode before, FieldErrors errors) {
        boolean changes = changes(status, before, COMPLETE) || differs(status, before, "completionTime");
        boolean timed = status.hasNonNull("completionTime");
        if (changes && timed && !is(status, COMPLETE)) {
            errors.invalid(
                    "status.completionTime",
                    status.path("completionTime"),
                    "cannot set completionTime when there is no Complete=True condition");
        }
        if (changes && !timed && is(status, COMPLETE)) {
            errors.required("status.completionTime", "completionTime is required for Complete jobs");
        }
        boolean moved = differs(status, before, "startTime") || differs(status, before, "completionTime");
        if (moved && timed && status.hasNonNull("startTime")) {
            Instant start = Instant.parse(status.path("startTime").asText());
            if (Instant.parse(status.path("completionTime").asText()).isBefore(start)) {
                errors.invalid(
                        "status.completionTime",
                        status.path("completionTime"),
                        "must be equal to or after `startTime`");
            }
        }
        if (changes(status, before, FAILED) && is(status, FAILED) && !is(status, FAILING)) {
            refuse("cannot set Failed=True condition without the FailureTarget=true condition", errors);
        }
        if ((changes(status, before, COMPLETE) || changes(status, before, SUCCEEDING))
                && is(status, COMPLETE)
                && !is(status, SUCCEEDING)) {
            refuse("cannot set Complete=True condition without the SuccessCriteriaMet=true condition", errors);
        }
    }

    private static void finished(JsonNode spec, JsonNode status, JsonNode before, FieldErrors errors) {
        if (!done(status)) {
            return;
        }
        boolean news = !done(before);
        int active = status.path("active").asInt();
        if (active > 0 && (news || differs(status, before, "active"))) {
            errors.invalid("status.active", active, "active>0 is invalid for finished job");
        }
        boolean none = spec.path("suspend").asBoolean()
                && spec.path("completions").isInt()
                && spec.path("completions").asInt() == 0;
        if (!status.hasNonNull("startTime") && !none && (news || differs(status, before, "startTime"))) {
            errors.required("status.startTime", "startTime is required for finished job");
        }
        int terminating = status.path("terminating").asInt();
        if (terminating > 0 && (news || differs(status, before, "terminating"))) {
            errors.invalid("status.terminating", terminating, "terminating>0 is invalid for finished job");
        }
    }

    private static void indexes(JsonNode spec, JsonNode status, JsonNode before, FieldErrors errors) {
        boolean indexed = spec.path("completionMode").asText("").equals("Indexed");
        String completed = status.path("completedIndexes").asText("");
        if (!completed.isEmpty() && !indexed && differs(status, before, "completedIndexes")) {
            errors.invalid(
                    "status.completedIndexes",
                    completed,
                    "cannot set non-empty completedIndexes when non-indexed completion mode");
        }
        if (status.hasNonNull("failedIndexes")
                && !spec.hasNonNull("backoffLimitPerIndex")
                && differs(status, before, "failedIndexes")) {
            errors.invalid(
                    "status.failedIndexes",
                    status.path("failedIndexes").asText(),
                    "cannot set non-null failedIndexes when backoffLimitPerIndex is null");
        }
    }

    private static void transitions(JsonNode spec, JsonNode status, JsonNode before, FieldErrors errors) {
        for (String type : List.of(FAILED, COMPLETE, FAILING)) {
            if (is(before, type) && !is(status, type)) {
                refuse("cannot disable the terminal %s=True condition".formatted(type), errors);
            }
        }
        if (status.path("failed").asInt() < before.path("failed").asInt()) {
            errors.invalid("status.failed", status.path("failed").asInt(), "cannot decrease the failed counter");
        }
        boolean elastic = spec.path("completionMode").asText("").equals("Indexed")
                && spec.path("completions").equals(spec.path("parallelism"));
        if (!elastic
                && status.path("succeeded").asInt() < before.path("succeeded").asInt()) {
            errors.invalid(
                    "status.succeeded", status.path("succeeded").asInt(), "cannot decrease the succeeded counter");
        }
        if (status.hasNonNull("completionTime")
                && before.hasNonNull("completionTime")
                && differs(status, before, "completionTime")) {
            errors.invalid("status.completionTime", status.path("completionTime"), "field is immutable");
        }
        if (before.hasNonNull("startTime")
                && differs(status, before, "startTime")
                && !spec.path("suspend").asBoolean()) {
            errors.invalid(
                    "status.startTime", status.path("startTime"), "field is immutable for unsuspended job once set");
        }
        if (is(before, SUCCEEDING) && !is(status, SUCCEEDING)) {
            refuse("cannot disable the SuccessCriteriaMet=True condition", errors);
        }
    }

    private static void both(JsonNode status, String one, String other, String why, FieldErrors errors) {
        if (is(status, one) && is(status, other)) {
            refuse(why, errors);
        }
    }

    private static void refuse(String why, FieldErrors errors) {
        errors.add("FieldValueInvalid", CONDITIONS, "Invalid value: " + why);
    }

    private static boolean done(JsonNode status) {
        return is(status, COMPLETE) || is(status, FAILED);
    }

    private static boolean changes(JsonNode status, JsonNode before, String type) {
        return is(status, type) != is(before, type);
    }

    private static boolean differs(JsonNode status, JsonNode before, String field) {
        JsonNode value = status.path(field);
        JsonNode old = before.path(field);
        boolean numbers = value.isNumber() || old.isNumber();
        return numbers ? value.asLong() != old.asLong() : !value.asText().equals(old.asText());
    }

    private static boolean is(JsonNode status, String type) {
        for (JsonNode condition : status.path("conditions")) {
            if (condition.path("type").asText().equals(type)) {
                return condition.path("status").asText().equals("True");
            }
        }
        return false;
    }
}
