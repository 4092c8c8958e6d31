package dev.simarena.engine.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.FieldErrors;
import java.util.List;

/**
 * Check changes of pods: few fields may change.
 *
 * <p>The API server adds a difference of Go structures to its message; here the message ends before it.
 */
final class PodUpdateRules {

    private static final String IMMUTABLE = "pod updates may not change fields other than `spec.containers[*].image`,"
            + "`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to"
            + " existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was"
            + " previously negative)";

    private PodUpdateRules() {}

    static void check(JsonNode object, JsonNode before, FieldErrors errors) {
        JsonNode spec = object.path("spec");
        JsonNode old = before.path("spec");
        if (spec.path("containers").size() != old.path("containers").size()) {
            errors.forbidden("spec.containers", "pod updates may not add or remove containers");
            return;
        }
        if (spec.path("initContainers").size() != old.path("initContainers").size()) {
            errors.forbidden("spec.initContainers", "pod updates may not add or remove containers");
            return;
        }
        JsonNode deadline = spec.path("activeDeadlineSeconds");
        JsonNode earlier = old.path("activeDeadlineSeconds");
        if (earlier.isNumber() && deadline.asLong() > earlier.asLong()) {
            errors.invalid(
                    "spec.activeDeadlineSeconds", deadline.asLong(), "must be less than or equal to previous value");
        }
        JsonNode tolerations = spec.path("tolerations");
        for (JsonNode toleration : old.path("tolerations")) {
            boolean kept = false;
            for (JsonNode candidate : tolerations) {
                kept |= candidate.equals(toleration);
            }
            if (!kept) {
                errors.forbidden(
                        "spec.tolerations", "existing toleration can not be modified except its tolerationSeconds");
            }
        }
        if (!WorkloadRules.same(comparable(spec, old), comparable(old, old))) {
            errors.forbidden("spec", IMMUTABLE);
        }
    }

    private static JsonNode comparable(JsonNode spec, JsonNode old) {
        ObjectNode copy = spec.deepCopy();
        copy.remove(List.of("activeDeadlineSeconds", "tolerations", "schedulingGates"));
        if (!old.path("schedulingGates").isEmpty()) {
            // A pod that waits at a gate may still be told where to run.
            copy.remove(List.of("nodeSelector", "affinity"));
        }
        for (String field : List.of("containers", "initContainers")) {
            for (JsonNode container : copy.path(field)) {
                ((ObjectNode) container).remove("image");
            }
        }
        return copy;
    }
}
