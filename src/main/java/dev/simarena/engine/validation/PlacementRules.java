package dev.simarena.engine.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.model.FieldErrors;
import dev.simarena.engine.model.JsonMaps;
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
            nodeSelector(required, nodePath + ".requiredDuringSchedulingIgnoredDuringExecution", errors);
        }
        int i = 0;
        for (JsonNode preferred : node.path("preferredDuringSchedulingIgnoredDuringExecution")) {
            String at = nodePath + ".preferredDuringSchedulingIgnoredDuringExecution[" + i++ + "]";
            weight(preferred, at, errors);
            nodeTerm(preferred.path("preference"), false, at + ".preference", errors);
        }
        for (String kind : List.of("podAffinity", "podAntiAffinity")) {
            podAffinity(affinity.path(kind), path + "." + kind, errors);
        }
    }

    /** Check which nodes are meant; values of labels are looked at here, not where a node is only preferred. */
    static void nodeSelector(JsonNode selector, String path, FieldErrors errors) {
        String terms = path + ".nodeSelectorTerms";
        if (selector.path("nodeSelectorTerms").isEmpty()) {
            errors.required(terms, "must have at least one node selector term");
        }
        int i = 0;
        for (JsonNode term : selector.path("nodeSelectorTerms")) {
            nodeTerm(term, true, terms + "[" + i++ + "]", errors);
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
        for (JsonNode namespace : term.path("namespaces")) {
            FieldRules.check(namespace.asText(""), path + ".namespace", NameRules::label, errors);
        }
        labelKeys(term, path, errors);
        String key = term.path("topologyKey").asText("");
        if (key.isEmpty()) {
            errors.required(path + ".topologyKey", "can not be empty");
        }
        NameRules.key(key).forEach(wrong -> errors.invalid(path + ".topologyKey", key, wrong));
    }

    /** Check labels whose values the pod itself gives. */
    private static void labelKeys(JsonNode owner, String path, FieldErrors errors) {
        JsonNode selector = owner.path("labelSelector");
        for (String field : List.of("matchLabelKeys", "mismatchLabelKeys")) {
            if (!owner.path(field).isEmpty() && !selector.isObject()) {
                errors.forbidden(path + "." + field, "must not be specified when labelSelector is not set");
                continue;
            }
            int i = 0;
            for (JsonNode key : owner.path(field)) {
                FieldRules.check(key.asText(""), path + "." + field + "[" + i++ + "]", NameRules::key, errors);
            }
        }
        List<String> matched = JsonMaps.texts(owner.path("matchLabelKeys"));
        Set<String> selected = new HashSet<>();
        selector.path("matchLabels").properties().forEach(label -> selected.add(label.getKey()));
        for (JsonNode expression : selector.path("matchExpressions")) {
            String key = FieldRules.text(expression, "key");
            if (matched.contains(key) && selected.contains(key)) {
                errors.invalid(
                        "%s[%d]".formatted(path, matched.lastIndexOf(key)),
                        key,
                        "exists in both matchLabelKeys and labelSelector");
            }
            selected.add(key);
        }
        List<String> mismatched = JsonMaps.texts(owner.path("mismatchLabelKeys"));
        for (int i = 0; i < matched.size(); i++) {
            if (mismatched.contains(matched.get(i))) {
                errors.invalid(
                        "%s.matchLabelKeys[%d]".formatted(path, i),
                        matched.get(i),
                        "exists in both matchLabelKeys and mismatchLabelKeys");
            }
        }
    }

    private static void nodeTerm(JsonNode term, boolean strict, String path, FieldErrors errors) {
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
            if (strict) {
                int j = 0;
                for (JsonNode value : expression.path("values")) {
                    FieldRules.check(value.asText(""), at + ".values[" + j++ + "]", NameRules::value, errors);
                }
            }
        }
        i = 0;
        for (JsonNode expression : term.path("matchFields")) {
            nodeField(expression, path + ".matchFields[" + i++ + "]", errors);
        }
    }

    private static void nodeField(JsonNode expression, String path, FieldErrors errors) {
        String operator = FieldRules.text(expression, "operator");
        if (!List.of("In", "NotIn").contains(operator)) {
            errors.invalid(path + ".operator", operator, "not a valid selector operator");
        } else if (expression.path("values").size() != 1) {
            errors.required(
                    path + ".values",
                    "must be only one value when `operator` is 'In' or 'NotIn' for node field selector");
        }
        String key = FieldRules.text(expression, "key");
        if (!key.equals("metadata.name")) {
            errors.invalid(path + ".key", key, "not a valid field selector key");
            return;
        }
        int i = 0;
        for (JsonNode value : expression.path("values")) {
            FieldRules.check(value.asText(""), path + ".values[" + i++ + "]", NameRules::subdomain, errors);
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
                case "", "Equal" -> {
                    List<String> wrong = NameRules.value(value);
                    if (!wrong.isEmpty()) {
                        errors.invalid(at + ".operator", value, String.join(";", wrong));
                    }
                }
                case "Lt", "Gt" ->
                    errors.unsupported(at + ".operator", operator, List.of("Equal", "Exists", "Lt", "Gt"));
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
            }
            String action = constraint.path("whenUnsatisfiable").asText("");
            if (!UNSATISFIABLE.contains(action)) {
                errors.unsupported(at + ".whenUnsatisfiable", action, UNSATISFIABLE);
            }
            if (repeats(constraints, i, key, action)) {
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
            for (String policy : List.of("nodeAffinityPolicy", "nodeTaintsPolicy")) {
                FieldRules.oneOfIfPresent(constraint, policy, at, List.of("Honor", "Ignore"), errors);
            }
            labelKeys(constraint, at, errors);
            SelectorRules.check(constraint.path("labelSelector"), at + ".labelSelector", errors);
        }
    }

    /** Tell whether a constraint further on is of the same kind. */
    private static boolean repeats(JsonNode constraints, int from, String key, String action) {
        for (int i = from; i < constraints.size(); i++) {
            JsonNode other = constraints.path(i);
            if (FieldRules.text(other, "topologyKey").equals(key)
                    && FieldRules.text(other, "whenUnsatisfiable").equals(action)) {
                return true;
            }
        }
        return false;
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
