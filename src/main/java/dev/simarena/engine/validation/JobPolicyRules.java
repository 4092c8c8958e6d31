package dev.simarena.engine.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.model.FieldErrors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Check the failure and success policies of Jobs. Source: {@code pkg/apis/batch/validation}. */
final class JobPolicyRules {

    private static final int MOST_RULES = 20;
    private static final int MOST_EXIT_CODES = 255;
    private static final List<String> ACTIONS = List.of("Count", "FailIndex", "FailJob", "Ignore");
    private static final List<String> OPERATORS = List.of("In", "NotIn");
    private static final List<String> STATUSES = List.of("False", "True", "Unknown");

    private JobPolicyRules() {}

    static void failure(JsonNode spec, String path, FieldErrors errors) {
        JsonNode rules = spec.path("podFailurePolicy").path("rules");
        String at = path + ".podFailurePolicy.rules";
        if (rules.size() > MOST_RULES) {
            errors.tooMany(at, rules.size(), MOST_RULES);
        }
        Set<String> containers = new HashSet<>();
        for (String list : List.of("containers", "initContainers")) {
            for (JsonNode container : spec.path("template").path("spec").path(list)) {
                containers.add(container.path("name").asText());
            }
        }
        int i = 0;
        for (JsonNode rule : rules) {
            failureRule(spec, rule, at + "[" + i++ + "]", containers, errors);
        }
    }

    private static void failureRule(
            JsonNode spec, JsonNode rule, String at, Set<String> containers, FieldErrors errors) {
        String action = rule.path("action").asText("");
        if (action.isEmpty()) {
            errors.required(at + ".action", "valid values: [\"Count\" \"FailIndex\" \"FailJob\" \"Ignore\"]");
        } else if (action.equals("FailIndex")) {
            if (!spec.hasNonNull("backoffLimitPerIndex")) {
                errors.invalid(at + ".action", action, "requires the backoffLimitPerIndex to be set");
            }
        } else if (!ACTIONS.contains(action)) {
            errors.unsupported(at + ".action", action, ACTIONS);
        }
        JsonNode codes = rule.path("onExitCodes");
        JsonNode conditions = rule.path("onPodConditions");
        if (codes.isObject()) {
            exitCodes(codes, at + ".onExitCodes", containers, errors);
        }
        conditions(conditions, at + ".onPodConditions", errors);
        if (codes.isObject() && !conditions.isEmpty()) {
            refuse(at, "specifying both OnExitCodes and OnPodConditions is not supported", errors);
        }
        if (!codes.isObject() && conditions.isEmpty()) {
            refuse(at, "specifying one of OnExitCodes and OnPodConditions is required", errors);
        }
    }

    private static void refuse(String at, String why, FieldErrors errors) {
        errors.add("FieldValueInvalid", at, "Invalid value: " + why);
    }

    private static void exitCodes(JsonNode codes, String at, Set<String> containers, FieldErrors errors) {
        String operator = codes.path("operator").asText("");
        if (operator.isEmpty()) {
            errors.required(at + ".operator", "valid values: [\"In\" \"NotIn\"]");
        } else if (!OPERATORS.contains(operator)) {
            errors.unsupported(at + ".operator", operator, OPERATORS);
        }
        String container = codes.path("containerName").asText("");
        if (codes.hasNonNull("containerName") && !containers.contains(container)) {
            errors.invalid(
                    at + ".containerName",
                    container,
                    "must be one of the container or initContainer names in the pod template");
        }
        JsonNode values = codes.path("values");
        if (values.isEmpty()) {
            errors.invalid(at + ".values", values, "at least one value is required");
        } else if (values.size() > MOST_EXIT_CODES) {
            errors.tooMany(at + ".values", values.size(), MOST_EXIT_CODES);
        }
        List<Long> seen = new ArrayList<>();
        boolean ordered = true;
        for (JsonNode value : values) {
            String here = at + ".values[" + seen.size() + "]";
            if (operator.equals("In") && value.asLong() == 0) {
                errors.invalid(here, 0, "must not be 0 for the In operator");
            }
            if (seen.contains(value.asLong())) {
                errors.add("FieldValueDuplicate", here, "Duplicate value: " + value.asLong());
            }
            ordered &= seen.isEmpty() || seen.get(seen.size() - 1) <= value.asLong();
            seen.add(value.asLong());
        }
        if (!ordered) {
            errors.invalid(at + ".values", values, "must be ordered");
        }
    }

    private static void conditions(JsonNode conditions, String at, FieldErrors errors) {
        if (conditions.size() > MOST_RULES) {
            errors.tooMany(at, conditions.size(), MOST_RULES);
        }
        int i = 0;
        for (JsonNode condition : conditions) {
            String here = at + "[" + i++ + "]";
            String type = condition.path("type").asText("");
            NameRules.key(type).forEach(why -> errors.invalid(here + ".type", type, why));
            String status = condition.path("status").asText("");
            if (status.isEmpty()) {
                errors.required(here + ".status", "valid values: [\"False\" \"True\" \"Unknown\"]");
            } else if (!STATUSES.contains(status)) {
                errors.unsupported(here + ".status", status, STATUSES);
            }
        }
    }

    static void success(JsonNode spec, String path, FieldErrors errors) {
        JsonNode rules = spec.path("successPolicy").path("rules");
        String at = path + ".successPolicy.rules";
        if (rules.isEmpty()) {
            errors.required(at, "at least one rules must be specified when the successPolicy is specified");
        }
        if (rules.size() > MOST_RULES) {
            errors.tooMany(at, rules.size(), MOST_RULES);
        }
        int i = 0;
        for (JsonNode rule : rules) {
            successRule(rule, spec.path("completions").asInt(), at + "[" + i++ + "]", errors);
        }
    }

    private static void successRule(JsonNode rule, int completions, String at, FieldErrors errors) {
        boolean counted = rule.hasNonNull("succeededCount");
        boolean indexed = rule.hasNonNull("succeededIndexes");
        if (!counted && !indexed) {
            errors.required(at, "at least one of succeededCount or succeededIndexes must be specified");
        }
        int total = 0;
        if (indexed) {
            String indexes = rule.path("succeededIndexes").asText();
            try {
                total = indexes(indexes, completions);
            } catch (IllegalArgumentException fault) {
                errors.invalid(
                        at + ".succeededIndexes", indexes, "error parsing succeededIndexes: " + fault.getMessage());
            }
        }
        if (counted) {
            long count = rule.path("succeededCount").asLong();
            String here = at + ".succeededCount";
            if (count < 0) {
                errors.invalid(here, count, "must be greater than or equal to 0");
            }
            if (count > completions) {
                errors.invalid(
                        here,
                        count,
                        "must be less than or equal to %d (the number of specified completions)"
                                .formatted(completions));
            }
            if (indexed && count > total) {
                errors.invalid(
                        here,
                        count,
                        "must be less than or equal to %d (the number of indexes in the specified succeededIndexes field)"
                                .formatted(total));
            }
        }
    }

    /** Return how many indexes a text names, which must be in order and apart. */
    private static int indexes(String text, int completions) {
        int total = 0;
        if (text.isEmpty()) {
            return total;
        }
        int before = Integer.MIN_VALUE;
        for (String interval : text.split(",", -1)) {
            String[] ends = interval.split("-", -1);
            if (ends.length > 2) {
                throw new IllegalArgumentException(
                        "the fragment \"%s\" violates the requirement that an index interval can have at most two parts separated by '-'"
                                .formatted(interval));
            }
            int first = index(ends[0], completions);
            int end = first;
            if (ends.length == 2) {
                end = index(ends[1], completions);
                if (first >= end) {
                    throw new IllegalArgumentException(
                            "non-increasing order, previous: %d, current: %d".formatted(first, end));
                }
            }
            if (first <= before) {
                throw new IllegalArgumentException(
                        "non-increasing order, previous: %d, current: %d".formatted(before, first));
            }
            before = end;
            total += end - first + 1;
        }
        return total;
    }

    private static int index(String text, int completions) {
        int index;
        try {
            index = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("cannot convert string to integer for index: \"%s\"".formatted(text), e);
        }
        if (index >= completions) {
            throw new IllegalArgumentException("too large index: \"%s\"".formatted(text));
        }
        return index;
    }
}
