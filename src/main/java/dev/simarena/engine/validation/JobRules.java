package dev.simarena.engine.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.FieldErrors;
import dev.simarena.engine.model.JsonMaps;
import java.util.List;

/** Check Jobs. Source: {@code pkg/apis/batch/validation}. */
final class JobRules {

    /** Most pods at once, most failed indexes, and what counts as many completions. */
    private static final int MOST_INDEXED = 100_000;

    /** Most pods at once, and most failed indexes, of Jobs with many completions. */
    private static final int MOST_OF_MANY = 10_000;

    private static final int LONGEST_MANAGER = 63;

    private JobRules() {}

    static void job(JsonNode object, FieldErrors errors) {
        spec(object.path("spec"), "spec", errors);
        JsonNode selector = object.path("spec").path("selector");
        JsonNode labels = object.path("spec").path("template").path("metadata").path("labels");
        if (selector.isObject() && !JsonMaps.selector(selector).matches(JsonMaps.strings(labels))) {
            errors.invalid("spec.template.metadata.labels", labels, "`selector` does not match template `labels`");
        }
        hostname(object, errors);
    }

    /** Pods of an Indexed Job are named after it, the highest index being the longest. */
    private static void hostname(JsonNode object, FieldErrors errors) {
        JsonNode spec = object.path("spec");
        int completions = spec.path("completions").asInt();
        String name = object.path("metadata").path("name").asText("");
        String longest = name + "-" + (completions - 1);
        if (spec.path("completionMode").asText("").equals("Indexed")
                && completions > 0
                && !NameRules.label(longest).isEmpty()) {
            errors.invalid("metadata.name", name, "will not able to create pod with invalid DNS label: " + longest);
        }
    }

    static void spec(JsonNode spec, String path, FieldErrors errors) {
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
        if (spec.hasNonNull("maxFailedIndexes") && !spec.hasNonNull("backoffLimitPerIndex")) {
            errors.required(path + ".backoffLimitPerIndex", "when maxFailedIndexes is specified");
        }
        manager(spec, path, errors);
        String mode = spec.path("completionMode").asText("");
        if (!List.of("", "NonIndexed", "Indexed").contains(mode)) {
            errors.unsupported(path + ".completionMode", mode, List.of("NonIndexed", "Indexed"));
        }
        if (mode.equals("Indexed")) {
            indexed(spec, path, errors);
        } else {
            for (String field : List.of("backoffLimitPerIndex", "maxFailedIndexes")) {
                if (spec.hasNonNull(field)) {
                    errors.invalid(path + "." + field, spec.path(field).asLong(), "requires indexed completion mode");
                }
            }
        }
        if (spec.path("podFailurePolicy").isObject()) {
            JobPolicyRules.failure(spec, path, errors);
        }
        if (spec.path("successPolicy").isObject()) {
            if (mode.equals("Indexed")) {
                JobPolicyRules.success(spec, path, errors);
            } else {
                errors.invalid(path + ".successPolicy", spec.path("successPolicy"), "requires indexed completion mode");
            }
        }
        String replacement = spec.path("podReplacementPolicy").asText("");
        List<String> replacements =
                spec.path("podFailurePolicy").isObject() ? List.of("Failed") : List.of("Failed", "TerminatingOrFailed");
        if (!replacement.isEmpty() && !replacements.contains(replacement)) {
            errors.unsupported(path + ".podReplacementPolicy", replacement, replacements);
        }
        template(spec, path, errors);
    }

    private static void manager(JsonNode spec, String path, FieldErrors errors) {
        String manager = spec.path("managedBy").asText("");
        if (!spec.hasNonNull("managedBy")) {
            return;
        }
        String[] parts = manager.split("/", 2);
        if (manager.isEmpty()) {
            errors.required(path + ".managedBy");
        } else if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
            errors.invalid(path + ".managedBy", manager, "must be a domain-prefixed path (such as \"acme.io/foo\")");
        }
        if (manager.length() > LONGEST_MANAGER) {
            errors.tooLong(path + ".managedBy", LONGEST_MANAGER);
        }
    }

    private static void indexed(JsonNode spec, String path, FieldErrors errors) {
        long completions = spec.path("completions").asLong();
        long parallelism = spec.path("parallelism").asLong();
        long failed = spec.path("maxFailedIndexes").asLong();
        boolean limited = spec.hasNonNull("maxFailedIndexes");
        if (!spec.path("completions").isNumber()) {
            errors.required(path + ".completions", "when completion mode is Indexed");
        }
        if (parallelism > MOST_INDEXED) {
            atMost(path + ".parallelism", parallelism, MOST_INDEXED, " when completion mode is Indexed", errors);
        }
        if (limited && spec.path("completions").isNumber() && failed > completions) {
            errors.invalid(path + ".maxFailedIndexes", failed, "must be less than or equal to completions");
        }
        if (limited && failed > MOST_INDEXED) {
            atMost(path + ".maxFailedIndexes", failed, MOST_INDEXED, "", errors);
        }
        if (completions > MOST_INDEXED && spec.hasNonNull("backoffLimitPerIndex")) {
            String many = " when completions are above 100000 and used with backoff limit per index";
            if (!limited) {
                errors.required(
                        path + ".maxFailedIndexes", "must be specified when completions is above " + MOST_INDEXED);
            }
            if (parallelism > MOST_OF_MANY) {
                atMost(path + ".parallelism", parallelism, MOST_OF_MANY, many, errors);
            }
            if (failed > MOST_OF_MANY) {
                atMost(path + ".maxFailedIndexes", failed, MOST_OF_MANY, many, errors);
            }
        }
    }

    private static void atMost(String field, long value, int most, String when, FieldErrors errors) {
        errors.invalid(field, value, "must be less than or equal to %d%s".formatted(most, when));
    }

    private static void template(JsonNode spec, String path, FieldErrors errors) {
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
        JsonNode completions = spec.path("completions");
        if (!spec.path("completionMode").asText("").equals("Indexed")) {
            WorkloadRules.immutable(object, before, "spec", "completions", errors);
        } else if (completions.isNumber()
                && !completions.equals(before.path("spec").path("completions"))
                && !completions.equals(spec.path("parallelism"))) {
            errors.invalid("spec.completions", completions, "can only be modified in tandem with spec.parallelism");
        }
        WorkloadRules.immutable(object, before, "spec", "selector", errors);
        templateUpdate(object, before, errors);
        for (String field :
                List.of("completionMode", "podFailurePolicy", "backoffLimitPerIndex", "managedBy", "successPolicy")) {
            JsonNode value = spec.path(field);
            if (!WorkloadRules.same(value, before.path("spec").path(field))) {
                errors.invalid("spec." + field, held(field, value), "field is immutable");
            }
        }
    }

    /** A suspended Job may still be told where its pods run and with what: before its start, or once it has stopped. */
    private static void templateUpdate(JsonNode object, JsonNode before, FieldErrors errors) {
        JsonNode template = object.path("spec").path("template").deepCopy();
        JsonNode old = before.path("spec").path("template").deepCopy();
        if (before.path("spec").path("suspend").asBoolean() && idle(before.path("status"))) {
            for (JsonNode either : new JsonNode[] {template, old}) {
                removeChangeable(either);
            }
        }
        if (!WorkloadRules.same(template, old)) {
            errors.invalid(
                    "spec.template",
                    GoStructs.of("PodTemplateSpec", object.path("spec").path("template")),
                    "field is immutable");
        }
    }

    private static JsonNode held(String field, JsonNode value) {
        return switch (value.isObject() ? field : "") {
            case "podFailurePolicy" -> GoStructs.of("PodFailurePolicy", value);
            case "successPolicy" -> GoStructs.of("SuccessPolicy", value);
            default -> value;
        };
    }

    private static boolean idle(JsonNode status) {
        if (!status.hasNonNull("startTime")) {
            return true;
        }
        for (JsonNode condition : status.path("conditions")) {
            if (condition.path("type").asText().equals("Suspended")
                    && condition.path("status").asText().equals("True")) {
                return status.path("active").asInt() == 0;
            }
        }
        return false;
    }

    private static void removeChangeable(JsonNode template) {
        if (template.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove(List.of("labels", "annotations"));
        }
        if (!(template.path("spec") instanceof ObjectNode pod)) {
            return;
        }
        pod.remove(List.of("nodeSelector", "tolerations", "schedulingGates"));
        if (pod.path("affinity") instanceof ObjectNode affinity) {
            affinity.remove("nodeAffinity");
        }
        for (String list : List.of("containers", "initContainers")) {
            for (JsonNode container : pod.path(list)) {
                ((ObjectNode) container).remove("resources");
            }
        }
    }
}
