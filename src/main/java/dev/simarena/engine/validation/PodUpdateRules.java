package dev.simarena.engine.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.FieldErrors;
import java.util.List;
import java.util.Map;

/** Check changes of pods: few fields may change. Source: {@code ValidatePodUpdate}. */
final class PodUpdateRules {

    private static final String IMMUTABLE = "pod updates may not change fields other than `spec.containers[*].image`,"
            + "`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to"
            + " existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was"
            + " previously negative)\n";
    private static final String GRACE = "terminationGracePeriodSeconds";
    private static final List<String> EXPRESSIONS = List.of("matchExpressions", "matchFields");
    private static final String TERMS = "nodeSelectorTerms";
    private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";

    private PodUpdateRules() {}

    static void check(JsonNode object, JsonNode before, FieldErrors errors) {
        JsonNode spec = object.path("spec");
        JsonNode old = before.path("spec");
        if (!containers(spec, old, "containers", errors)
                || !containers(spec, old, "initContainers", errors)
                || !deadline(spec, old, errors)) {
            return;
        }
        tolerations(spec.path("tolerations"), old.path("tolerations"), errors);
        gates(spec.path("schedulingGates"), old.path("schedulingGates"), errors);
        ObjectNode rest = spec.deepCopy();
        takeImages(rest, old, "containers");
        takeImages(rest, old, "initContainers");
        for (String field : List.of("activeDeadlineSeconds", "schedulingGates", "tolerations")) {
            take(rest, old, field);
        }
        if (old.path(GRACE).asLong() < 0 && rest.path(GRACE).asLong() == 1) {
            take(rest, old, GRACE);
        }
        if (!old.path("schedulingGates").isEmpty()) {
            placement(rest, old, errors);
        }
        if (!WorkloadRules.same(rest, old)) {
            errors.forbidden("spec", IMMUTABLE + difference("PodSpec", old, rest));
        }
    }

    /** Return in which lines two states of a structure differ. */
    static String difference(String struct, JsonNode before, JsonNode after) {
        return LineDiff.of(GoJson.indented(GoStructs.of(struct, before)), GoJson.indented(GoStructs.of(struct, after)));
    }

    private static boolean containers(JsonNode spec, JsonNode old, String list, FieldErrors errors) {
        if (spec.path(list).size() != old.path(list).size()) {
            errors.forbidden("spec." + list, "pod updates may not add or remove containers");
            return false;
        }
        for (int i = 0; i < spec.path(list).size(); i++) {
            String image = spec.path(list).path(i).path("image").asText("");
            String field = "spec.%s[%d].image".formatted(list, i);
            if (image.isEmpty()) {
                errors.required(field);
            }
            if (!image.equals(image.strip())) {
                errors.invalid(field, image, "must not have leading or trailing whitespace");
            }
        }
        return true;
    }

    private static boolean deadline(JsonNode spec, JsonNode old, FieldErrors errors) {
        JsonNode deadline = spec.path("activeDeadlineSeconds");
        JsonNode earlier = old.path("activeDeadlineSeconds");
        if (!deadline.isNumber()) {
            if (earlier.isNumber()) {
                errors.invalid(
                        "spec.activeDeadlineSeconds", deadline, "must not update from a positive integer to nil value");
            }
            return true;
        }
        if (deadline.asLong() < 0 || deadline.asLong() > Integer.MAX_VALUE) {
            errors.invalid(
                    "spec.activeDeadlineSeconds", deadline.asLong(), "must be between 0 and 2147483647, inclusive");
            return false;
        }
        if (earlier.isNumber() && deadline.asLong() > earlier.asLong()) {
            errors.invalid(
                    "spec.activeDeadlineSeconds", deadline.asLong(), "must be less than or equal to previous value");
            return false;
        }
        return true;
    }

    private static void tolerations(JsonNode tolerations, JsonNode old, FieldErrors errors) {
        for (JsonNode toleration : old) {
            boolean kept = false;
            for (JsonNode candidate : tolerations) {
                kept |= endless(candidate).equals(endless(toleration));
            }
            if (!kept) {
                errors.forbidden(
                        "spec.tolerations", "existing toleration can not be modified except its tolerationSeconds");
                return;
            }
        }
    }

    private static JsonNode endless(JsonNode toleration) {
        ObjectNode copy = toleration.deepCopy();
        copy.remove("tolerationSeconds");
        return copy;
    }

    private static void gates(JsonNode gates, JsonNode old, FieldErrors errors) {
        for (int i = 0; i < gates.size(); i++) {
            String name = gates.path(i).path("name").asText();
            boolean known = false;
            for (JsonNode gate : old) {
                known |= gate.path("name").asText().equals(name);
            }
            if (!known) {
                errors.forbidden(
                        "spec.schedulingGates[%d].name".formatted(i),
                        "only deletion is allowed, but found new scheduling gate '%s'".formatted(name));
            }
        }
    }

    /** A pod that waits at a gate may still be told more closely where to run. */
    private static void placement(ObjectNode rest, JsonNode old, FieldErrors errors) {
        JsonNode selector = rest.path("nodeSelector");
        if (lacks(selector, old.path("nodeSelector"))) {
            errors.invalid(
                    "spec.nodeSelector",
                    selector,
                    "only additions to spec.nodeSelector are allowed (no mutations or deletions)");
        }
        take(rest, old, "nodeSelector");
        JsonNode before = old.path("affinity").path("nodeAffinity");
        JsonNode after = rest.path("affinity").path("nodeAffinity");
        if (WorkloadRules.same(before, after)) {
            return;
        }
        terms(after.path(REQUIRED).path(TERMS), before.path(REQUIRED).path(TERMS), errors);
        ObjectNode affinity = rest.withObject("/affinity");
        take(affinity, old.path("affinity"), "nodeAffinity");
        if (affinity.isEmpty() && !old.has("affinity")) {
            rest.remove("affinity");
        }
    }

    private static void terms(JsonNode terms, JsonNode old, FieldErrors errors) {
        String field = "spec.affinity.nodeAffinity." + REQUIRED + "." + TERMS;
        if (!old.isEmpty() && old.size() != terms.size()) {
            errors.invalid(
                    field,
                    terms.isMissingNode() ? terms : GoStructs.list("NodeSelectorTerm", terms),
                    "no additions/deletions to non-empty NodeSelectorTerms list are allowed");
            return;
        }
        for (int i = 0; i < old.size(); i++) {
            JsonNode term = terms.path(i);
            JsonNode oldTerm = old.path(i);
            boolean empty =
                    EXPRESSIONS.stream().allMatch(list -> oldTerm.path(list).isEmpty());
            if (!EXPRESSIONS.stream()
                    .allMatch(list -> begins(term.path(list), oldTerm.path(list))
                            && !(empty && !term.path(list).isEmpty()))) {
                errors.invalid(
                        field + "[" + i + "]",
                        GoStructs.of("NodeSelectorTerm", term),
                        "only additions are allowed (no mutations or deletions)");
            }
        }
    }

    private static boolean begins(JsonNode list, JsonNode old) {
        for (int i = 0; i < old.size(); i++) {
            if (!old.path(i).equals(list.path(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean lacks(JsonNode labels, JsonNode old) {
        for (Map.Entry<String, JsonNode> label : old.properties()) {
            if (!label.getValue().equals(labels.path(label.getKey()))) {
                return true;
            }
        }
        return false;
    }

    private static void takeImages(ObjectNode rest, JsonNode old, String list) {
        for (int i = 0; i < rest.path(list).size(); i++) {
            take((ObjectNode) rest.path(list).path(i), old.path(list).path(i), "image");
        }
    }

    private static void take(ObjectNode rest, JsonNode old, String field) {
        if (old.has(field)) {
            rest.set(field, old.path(field));
        } else {
            rest.remove(field);
        }
    }
}
