package dev.simarena.engine.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.model.FieldErrors;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Check which pods a quota is about. Source: {@code validateResourceQuotaScopes}, {@code validateScopeSelector}. */
final class ScopeRules {

    private static final Set<String> KNOWN = Set.of(
            "BestEffort",
            "CrossNamespacePodAffinity",
            "NotBestEffort",
            "NotTerminating",
            "PriorityClass",
            "Terminating",
            "VolumeAttributesClass");
    private static final Set<String> WITHOUT_VALUES =
            Set.of("BestEffort", "NotBestEffort", "Terminating", "NotTerminating", "CrossNamespacePodAffinity");

    /** What a scope other than BestEffort can be about. */
    private static final Set<String> OF_PODS =
            Set.of("pods", "cpu", "memory", "requests.cpu", "requests.memory", "limits.cpu", "limits.memory");

    private static final Set<String> OF_CLAIMS = Set.of("persistentvolumeclaims", "requests.storage");

    private ScopeRules() {}

    static void check(JsonNode spec, FieldErrors errors) {
        Set<String> resources = new TreeSet<>();
        spec.path("hard").properties().forEach(entry -> resources.add(entry.getKey()));
        JsonNode scopes = spec.path("scopes");
        Set<String> seen = new HashSet<>();
        for (JsonNode scope : scopes) {
            seen.add(scope.asText(""));
            if (!KNOWN.contains(scope.asText(""))) {
                errors.invalid("spec.scopes", scopes, "unsupported scope");
            }
            misfits(scope.asText(""), resources, "spec.scopes", scopes, errors);
        }
        conflicts(seen, spec, errors);
        selector(spec, resources, errors);
    }

    private static void selector(JsonNode spec, Set<String> resources, FieldErrors errors) {
        JsonNode selector = spec.path("scopeSelector");
        String path = "spec.scopeSelector.matchExpressions";
        Set<String> seen = new HashSet<>();
        for (JsonNode expression : selector.path("matchExpressions")) {
            String scope = FieldRules.text(expression, "scopeName");
            String operator = FieldRules.text(expression, "operator");
            JsonNode values = expression.path("values");
            seen.add(scope);
            if (!KNOWN.contains(scope)) {
                errors.invalid(path + ".scopeName", scope, "unsupported scope");
            }
            misfits(scope, resources, path, GoStructs.of("ScopeSelector", selector), errors);
            if (WITHOUT_VALUES.contains(scope) && !operator.equals("Exists")) {
                errors.invalid(
                        path + ".operator",
                        operator,
                        "must be 'Exists' when scope is any of ResourceQuotaScopeTerminating,"
                                + " ResourceQuotaScopeNotTerminating, ResourceQuotaScopeBestEffort,"
                                + " ResourceQuotaScopeNotBestEffort or ResourceQuotaScopeCrossNamespacePodAffinity");
            }
            switch (operator) {
                case "In", "NotIn" -> {
                    if (values.isEmpty()) {
                        errors.required(
                                path + ".values",
                                "must be at least one value when `operator` is 'In' or 'NotIn' for scope selector");
                    }
                }
                case "Exists", "DoesNotExist" -> {
                    if (!values.isEmpty()) {
                        errors.invalid(
                                path + ".values",
                                values,
                                "must be no value when `operator` is 'Exist' or 'DoesNotExist' for scope selector");
                    }
                }
                default -> errors.invalid(path + ".operator", operator, "not a valid selector operator");
            }
        }
        conflicts(seen, spec, errors);
    }

    private static void misfits(String scope, Set<String> resources, String path, JsonNode shown, FieldErrors errors) {
        for (String resource : resources) {
            boolean fits = switch (scope) {
                case "Terminating", "NotTerminating", "NotBestEffort", "PriorityClass", "CrossNamespacePodAffinity" ->
                    OF_PODS.contains(resource) || resource.startsWith("requests.hugepages-");
                case "BestEffort" -> resource.equals("pods");
                case "VolumeAttributesClass" -> OF_CLAIMS.contains(resource);
                default -> true;
            };
            if (ResourceRules.isQuota(resource) && !fits) {
                errors.invalid(path, shown, "unsupported scope applied to resource");
            }
        }
    }

    private static void conflicts(Set<String> scopes, JsonNode spec, FieldErrors errors) {
        for (List<String> pair :
                List.of(List.of("BestEffort", "NotBestEffort"), List.of("Terminating", "NotTerminating"))) {
            if (scopes.containsAll(pair)) {
                errors.invalid("spec.scopes", spec.path("scopes"), "conflicting scopes");
            }
        }
    }
}
