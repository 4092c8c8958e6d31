package dev.simarena.engine.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.model.FieldErrors;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Check what a pod says about where it may run: affinity, tolerations, spreading, gates. */
final class PlacementRules {

    private static final List<String> EFFECTS = List.of("NoSchedule", "PreferNoSchedule", "NoExecute");
    private static final List<String> UNSATISFIABLE = List.of("DoNotSchedule", "ScheduleAnyway");

    private PlacementRules() {}

    static void affinity(JsonNode affinity, String path, FieldErrors errors) {
        JsonNode node = affinity.path("nodeAffinity");
        String nodePath = path + ".nodeAffinity";
        JsonNode required = node.path("requiredDuringSchedulingIgnoredDuringExecution");
        if (required.isObject()) {
            String terms = nodePath + ".requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms";
            if (required.path("nodeSelectorTerms").isEmpty()) {
                errors.required(terms, "must have at least one node selector term");
            }
            int i = 0;
            for (JsonNode term : required.path("nodeSelectorTerms")) {
                nodeTerm(term, terms + "[" + i++ + "]", errors);
            }
        }
        int i = 0;
        for (JsonNode preferred : node.path("preferredDuringSchedulingIgnoredDuringExecution")) {
            String at = nodePath + ".preferredDuringSchedulingIgnoredDuringExecution[" + i++ + "]";
            weight(preferred, at, errors);
            nodeTerm(preferred.path("preference"), at + ".preference", errors);
        }
        for (String kind : List.of("podAffinity", "podAntiAffinity")) {
            podAffinity(affinity.path(kind), path + "." + kind, errors);
        }
    }

    private static void podAffinity(JsonNode affinity, String path, FieldErrors errors) {
        int i = 0;
        for (JsonNode term : affinity.path("requiredDuringSchedulingIgnoredDuringExecution")) {
            podTerm(term, path + ".requiredDuringSchedulingIgnoredDuringExecution[" + i++ + "]", errors);
        }
        i = 0;
        for (JsonNode preferred : affinity.path("preferredDuringSchedulingIgnoredDuringExecution")) {
            String at = path + ".preferredDuringSchedulingIgnoredDuringExecution[" + i++ + "]";
            weight(preferred, at, errors);
            podTerm(preferred.path("podAffinityTerm"), at + ".podAffinityTerm", errors);
        }
    }

    private static void weight(JsonNode preferred, String path, FieldErrors errors) {
        long weight = preferred.path("weight").asLong();
        if (weight < 1 || weight > 100) {
            errors.invalid(path + ".weight", weight, "must be in the range 1-100");
        }
    }

    private static void podTerm(JsonNode term, String path, FieldErrors errors) {
        SelectorRules.check(term.path("labelSelector"), path + ".labelSelector", errors);
        SelectorRules.check(term.path("namespaceSelector"), path + ".namespaceSelector", errors);
        String key = term.path("topologyKey").asText("");
        if (key.isEmpty()) {
            errors.required(path + ".topologyKey", "can not be empty");
        }
        NameRules.key(key).forEach(wrong -> errors.invalid(path + ".topologyKey", key, wrong));
    }

    private static void nodeTerm(JsonNode term, String path, FieldErrors errors) {
        int i = 0;
        for (JsonNode expression : term.path("matchExpressions")) {
            String at = path + ".matchExpressions[" + i++ + "]";
            String operator = expression.path("operator").asText("");
            int values = expression.path("values").size();
            switch (operator) {
                case "In", "NotIn" -> {
                    if (values == 0) {
                        errors.required(at + ".values", "must be specified when `operator` is 'In' or 'NotIn'");
                    }
                }
                case "Exists", "DoesNotExist" -> {
                    if (values > 0) {
                        errors.forbidden(
                                at + ".values", "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
                    }
                }
                case "Gt", "Lt" -> {
                    if (values != 1) {
                        errors.required(
                                at + ".values", "must be specified single value when `operator` is 'Lt' or 'Gt'");
                    }
                }
                default -> errors.invalid(at + ".operator", operator, "not a valid selector operator");
            }
            String key = expression.path("key").asText("");
            NameRules.key(key).forEach(wrong -> errors.invalid(at + ".key", key, wrong));
        }
    }

    static void tolerations(JsonNode tolerations, String path, FieldErrors errors) {
        int i = 0;
        for (JsonNode toleration : tolerations) {
            String at = path + "[" + i++ + "]";
            String key = toleration.path("key").asText("");
            String operator = toleration.path("operator").asText("");
            String effect = toleration.path("effect").asText("");
            String value = toleration.path("value").asText("");
            if (!key.isEmpty()) {
                NameRules.key(key).forEach(wrong -> errors.invalid(at + ".key", key, wrong));
            } else if (!operator.equals("Exists")) {
                errors.invalid(
                        at + ".operator",
                        operator,
                        "operator must be Exists when `key` is empty, which means \"match all values and all keys\"");
            }
            if (toleration.hasNonNull("tolerationSeconds") && !effect.equals("NoExecute")) {
                errors.invalid(at + ".effect", effect, "effect must be 'NoExecute' when `tolerationSeconds` is set");
            }
            switch (operator) {
                case "", "Equal" ->
                    NameRules.value(value).forEach(wrong -> errors.invalid(at + ".operator", value, wrong));
                case "Exists" -> {
                    if (!value.isEmpty()) {
                        errors.invalid(at + ".operator", value, "value must be empty when `operator` is 'Exists'");
                    }
                }
                default -> errors.unsupported(at + ".operator", operator, List.of("Equal", "Exists"));
            }
            if (!effect.isEmpty() && !EFFECTS.contains(effect)) {
                errors.unsupported(at + ".effect", effect, EFFECTS);
            }
        }
    }

    static void spread(JsonNode constraints, String path, FieldErrors errors) {
        Set<String> seen = new HashSet<>();
        int i = 0;
        for (JsonNode constraint : constraints) {
            String at = path + "[" + i++ + "]";
            long skew = constraint.path("maxSkew").asLong();
            if (skew <= 0) {
                errors.invalid(at + ".maxSkew", skew, "must be greater than zero");
            }
            String key = constraint.path("topologyKey").asText("");
            if (key.isEmpty()) {
                errors.required(at + ".topologyKey", "can not be empty");
            } else {
                NameRules.key(key).forEach(wrong -> errors.invalid(at + ".topologyKey", key, wrong));
            }
            String action = constraint.path("whenUnsatisfiable").asText("");
            if (!UNSATISFIABLE.contains(action)) {
                errors.unsupported(at + ".whenUnsatisfiable", action, UNSATISFIABLE);
            }
            if (!seen.add(key + ", " + action)) {
                errors.duplicate(at + ".{topologyKey, whenUnsatisfiable}", "{%s, %s}".formatted(key, action));
            }
            JsonNode domains = constraint.path("minDomains");
            if (domains.isNumber()) {
                if (domains.asLong() <= 0) {
                    errors.invalid(at + ".minDomains", domains.asLong(), "must be greater than zero");
                }
                if (!action.equals("DoNotSchedule")) {
                    errors.invalid(
                            at + ".minDomains",
                            domains.asLong(),
                            "can only use minDomains if whenUnsatisfiable=DoNotSchedule, not " + action);
                }
            }
            SelectorRules.check(constraint.path("labelSelector"), at + ".labelSelector", errors);
        }
    }

    static void gates(JsonNode gates, String path, FieldErrors errors) {
        Set<String> seen = new HashSet<>();
        int i = 0;
        for (JsonNode gate : gates) {
            String at = path + "[" + i++ + "]";
            String name = gate.path("name").asText("");
            NameRules.key(name).forEach(wrong -> errors.invalid(at, name, wrong));
            if (!seen.add(name)) {
                errors.duplicate(at, name);
            }
        }
    }
}
