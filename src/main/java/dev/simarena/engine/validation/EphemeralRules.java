package dev.simarena.engine.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.simarena.engine.model.FieldErrors;
import java.util.List;

/** Check the containers that are added to a pod for a look into it. Source: {@code validateEphemeralContainers}. */
final class EphemeralRules {

    /** What only containers that do the work of the pod have. */
    private static final List<String> OF_OTHERS = List.of(
            "ports",
            "resources",
            "resizePolicy",
            "restartPolicy",
            "restartPolicyRules",
            "livenessProbe",
            "readinessProbe",
            "startupProbe",
            "lifecycle");

    private static final String REFUSAL = "cannot be set for an Ephemeral Container";

    private EphemeralRules() {}

    /** Check a container beyond what holds for all of them. */
    static void check(JsonNode container, JsonNode spec, String path, FieldErrors errors) {
        String target = container.path("targetContainerName").asText("");
        if (!target.isEmpty()
                && find(spec.path("containers"), target).isMissingNode()
                && find(spec.path("initContainers"), target).isMissingNode()) {
            errors.notFound(path + ".targetContainerName", target);
        }
        for (String field : OF_OTHERS) {
            JsonNode value = container.path(field);
            if (container.hasNonNull(field) && !(value.isContainerNode() && value.isEmpty())) {
                errors.forbidden(path + "." + field, REFUSAL);
            }
        }
        for (int i = 0; i < container.path("volumeMounts").size(); i++) {
            for (String field : List.of("subPath", "subPathExpr")) {
                if (!container
                        .path("volumeMounts")
                        .path(i)
                        .path(field)
                        .asText("")
                        .isEmpty()) {
                    errors.forbidden("%s.volumeMounts[%d].%s".formatted(path, i, field), REFUSAL);
                }
            }
        }
    }

    /** Check that those that are there stay as they are. */
    static void update(JsonNode spec, JsonNode before, FieldErrors errors) {
        for (JsonNode old : before.path("ephemeralContainers")) {
            String name = old.path("name").asText();
            JsonNode now = find(spec.path("ephemeralContainers"), name);
            String what = "existing ephemeral containers %s may not be ".formatted(FieldErrors.quoted(name));
            if (now.isMissingNode()) {
                errors.forbidden("spec.ephemeralContainers", what + "removed\n");
            } else if (!WorkloadRules.same(now, old)) {
                errors.forbidden(
                        "spec.ephemeralContainers",
                        what + "changed\n" + PodUpdateRules.difference("EphemeralContainer", old, now));
            }
        }
    }

    private static JsonNode find(JsonNode containers, String name) {
        for (JsonNode container : containers) {
            if (container.path("name").asText().equals(name)) {
                return container;
            }
        }
        return MissingNode.getInstance();
    }
}
