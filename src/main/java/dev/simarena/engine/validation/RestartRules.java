package dev.simarena.engine.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.model.FieldErrors;
import java.util.List;

/** Check restart policies of pods and of single containers. */
final class RestartRules {

    private static final List<String> POLICIES = List.of("Always", "OnFailure", "Never");

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
        String policy = container.path("restartPolicy").asText("");
        if (!POLICIES.contains(policy)) {
            errors.unsupported(path + ".restartPolicy", policy, POLICIES);
        }
    }

    /** Init containers without a policy end before the next starts; such have no probes. */
    static void initContainer(JsonNode container, String path, FieldErrors errors) {
        String policy = container.path("restartPolicy").asText("");
        if (!policy.isEmpty() && !POLICIES.contains(policy)) {
            errors.unsupported(path + ".restartPolicy", policy, POLICIES);
        }
        if (policy.equals("Always")) {
            return;
        }
        for (String field : List.of("lifecycle", "livenessProbe", "readinessProbe", "startupProbe")) {
            if (container.hasNonNull(field)) {
                errors.forbidden(path + "." + field, "may not be set for init containers without restartPolicy=Always");
            }
        }
    }
}
