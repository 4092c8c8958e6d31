package dev.simarena.engine.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.FieldErrors;
import dev.simarena.engine.model.JsonMaps;
import java.util.List;
import java.util.Map;

/** Check Jobs. Source: {@code pkg/apis/batch/validation}. */
final class JobRules {

    /** Most pods at once, most failed indexes, and what counts as many completions. */
    private static final int MOST_INDEXED = 100_000;

    /** Most pods at once, and most failed indexes, of Jobs with many completions. */
    private static final int MOST_OF_MANY = 10_000;

    private static final String CONTROLLER_UID = "batch.kubernetes.io/controller-uid";
    private static final int LONGEST_MANAGER = 63;

    private JobRules() {}

    /** Return a new Job with the labels its name gives to it and its pods, which are checked as if they were written. */
    static JsonNode labeled(JsonNode object) {
        ObjectNode labeled = object.deepCopy();
        if (!(labeled.path("spec").path("template") instanceof ObjectNode template)) {
            return object;
        }
        boolean manual = labeled.path("spec").path("manualSelector").asBoolean();
        if (manual && template.path("metadata").path("labels").isEmpty()) {
            return object;
        }
        ObjectNode labels = template.withObject("/metadata/labels");
        String name = FieldRules.text(object.path("metadata"), "name");
        for (String label : List.of("job-name", "batch.kubernetes.io/job-name")) {
            if (!manual && !labels.has(label)) {
                labels.put(label, name);
            }
        }
        if (object.path("metadata").path("labels").isEmpty()) {
            labeled.withObject("/metadata").set("labels", labels);
        }
        return labeled;
    }

    static void job(JsonNode object, FieldErrors errors) {
        JsonNode spec = object.path("spec");
        JsonNode selector = spec.path("selector");
        generated(object, errors);
        spec(spec, "spec", errors);
        boolean manual = spec.path("manualSelector").asBoolean();
        if (!selector.isObject()) {
            if (manual) {
                errors.required("spec.selector");
                mismatch(spec, errors);
            }
        } else if (SelectorRules.right(selector, "spec.selector", errors)
                && !JsonMaps.selector(selector).matches(labels(spec))) {
            mismatch(spec, errors);
        }
        hostname(object, errors);
    }

    /** The API server makes selectors itself; one that is written is refused unless the Job asks to select by hand. */
    private static void generated(JsonNode object, FieldErrors errors) {
        JsonNode spec = object.path("spec");
        JsonNode selector = spec.path("selector");
        boolean made = selector.path("matchLabels").has(CONTROLLER_UID);
        if (spec.path("manualSelector").asBoolean() || !selector.isObject() || made) {
            return;
        }
        if (SelectorRules.right(selector, "spec.selector", new FieldErrors())
                && !JsonMaps.selector(selector)
                        .matches(Map.of(
                                "job-name", FieldRules.text(object.path("metadata"), "name"),
                                "batch.kubernetes.io/job-name", FieldRules.text(object.path("metadata"), "name")))) {
            errors.invalid("spec.selector", SelectorRules.shown(selector), "`selector` not auto-generated");
        }
    }

    private static Map<String, String> labels(JsonNode spec) {
        return JsonMaps.strings(spec.path("template").path("metadata").path("labels"));
    }

    private static void mismatch(JsonNode spec, FieldErrors errors) {
        errors.invalid(
                "spec.template.metadata.labels",
                SelectorRules.sorted(spec.path("template").path("metadata").path("labels")),
                "`selector` does not match template `labels`");
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
        } else if (mode.isEmpty() || mode.equals("NonIndexed")) {
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
                errors.invalid(
                        path + ".successPolicy",
                        GoStructs.of("SuccessPolicy", spec.path("successPolicy")),
                        "requires indexed completion mode");
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
        WorkloadRules.pods(template, path + ".template", errors);
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
