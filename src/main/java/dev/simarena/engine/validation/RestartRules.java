package dev.simarena.engine.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.model.FieldErrors;
import java.util.List;

/** Check restart policies of pods and of single containers. */
final class RestartRules {

    private static final List<String> POLICIES = List.of("Always", "OnFailure", "Never");

    private static final List<String> OF_CONTAINERS = List.of("Always", "Never", "OnFailure");
    private static final int MOST_RULES = 20;
    private static final int MOST_CODES = 255;

    private RestartRules() {}

    static void pod(JsonNode spec, String path, FieldErrors errors) {
        String policy = spec.path("restartPolicy").asText("");
        if (policy.isEmpty()) {
            errors.required(path + ".restartPolicy");
        } else if (!POLICIES.contains(policy)) {
            errors.unsupported(path + ".restartPolicy", policy, POLICIES);
        }
    }

    static void container(JsonNode container, String path, FieldErrors errors) {
        JsonNode rules = container.path("restartPolicyRules");
        if (!container.hasNonNull("restartPolicy")) {
            if (!rules.isEmpty()) {
                errors.required(path + ".restartPolicy", "must specify restartPolicy when restart rules are used");
            }
        } else {
            FieldRules.oneOf(container, "restartPolicy", path, OF_CONTAINERS, errors);
        }
        rules(rules, path + ".restartPolicyRules", errors);
    }

    static void initContainer(JsonNode container, String path, FieldErrors errors) {
        if (container.hasNonNull("restartPolicy")) {
            container(container, path, errors);
        } else if (!container.path("restartPolicyRules").isEmpty()) {
            errors.required(path + ".restartPolicy", "must specify restartPolicy when restart rules are used");
        }
    }

    /** Init containers without a policy end before the next starts; such have no probes. */
    static void withoutProbes(JsonNode container, String path, FieldErrors errors) {
        for (String field : List.of("lifecycle", "livenessProbe", "readinessProbe", "startupProbe")) {
            if (container.hasNonNull(field)) {
                errors.forbidden(path + "." + field, "may not be set for init containers without restartPolicy=Always");
            }
        }
        int i = 0;
        for (JsonNode policy : container.path("resizePolicy")) {
            if (policy.path("restartPolicy").asText("").equals("RestartContainer")) {
                errors.invalid(
                        path + ".resizePolicy[" + i + "].restartPolicy",
                        "RestartContainer",
                        "must not be set to 'RestartContainer' for non-sidecar initContainers");
            }
            i++;
        }
    }

    private static void rules(JsonNode rules, String path, FieldErrors errors) {
        if (rules.size() > MOST_RULES) {
            errors.tooMany(path, rules.size(), MOST_RULES);
        }
        int i = 0;
        for (JsonNode rule : rules) {
            String at = path + "[" + i++ + "]";
            FieldRules.oneOf(rule, "action", at, List.of("Restart", "RestartAllContainers"), errors);
            JsonNode codes = rule.path("exitCodes");
            if (!codes.isObject()) {
                errors.required(at + ".exitCodes", "must be specified");
                continue;
            }
            FieldRules.oneOf(codes, "operator", at + ".exitCodes", List.of("In", "NotIn"), errors);
            if (codes.path("values").size() > MOST_CODES) {
                errors.tooMany(at + ".exitCodes.values", codes.path("values").size(), MOST_CODES);
            }
        }
    }
}
