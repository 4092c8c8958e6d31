package dev.simarena.engine.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.ResourceList;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Give pods the overhead, the node selector and the tolerations of their RuntimeClass.
 *
 * <p>Source: admission plugin RuntimeClass.
 */
final class RuntimeClasses {

    private RuntimeClasses() {}

    /**
     * Complete a pod spec.
     *
     * @param runtimeClass body of the class, {@code null} where the pod names none
     * @param spec spec of the pod, changed
     * @return why the pod is refused, {@code null} where it is not
     */
    static @Nullable String complete(@Nullable JsonNode runtimeClass, ObjectNode spec) {
        JsonNode fixed = runtimeClass == null
                ? MissingNode.getInstance()
                : runtimeClass.path("overhead").path("podFixed");
        boolean written = !spec.path("overhead").isEmpty();
        if (fixed.isMissingNode()) {
            return written
                    ? "pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead"
                    : null;
        }
        if (written && !ResourceList.of(fixed).equals(ResourceList.of(spec.path("overhead")))) {
            return "pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead";
        }
        spec.set("overhead", fixed.deepCopy());
        return null;
    }

    /** Tell a pod where nodes with its runtime are; returns why it is refused, {@code null} where it is not. */
    static @Nullable String place(JsonNode runtimeClass, ObjectNode spec) {
        JsonNode scheduling = runtimeClass.path("scheduling");
        for (Map.Entry<String, JsonNode> label : scheduling.path("nodeSelector").properties()) {
            JsonNode own = spec.path("nodeSelector").path(label.getKey());
            if (own.isMissingNode()) {
                ObjectNode selector = spec.path("nodeSelector") instanceof ObjectNode present
                        ? present
                        : spec.putObject("nodeSelector");
                selector.set(label.getKey(), label.getValue());
            } else if (!own.equals(label.getValue())) {
                return "conflict: runtimeClass.scheduling.nodeSelector[%s] = %s; pod.spec.nodeSelector[%s] = %s"
                        .formatted(label.getKey(), label.getValue().asText(), label.getKey(), own.asText());
            }
        }
        for (JsonNode toleration : scheduling.path("tolerations")) {
            ArrayNode tolerations =
                    spec.path("tolerations") instanceof ArrayNode present ? present : spec.putArray("tolerations");
            boolean there = false;
            for (JsonNode present : tolerations) {
                there |= present.equals(toleration);
            }
            if (!there) {
                tolerations.add(toleration.deepCopy());
            }
        }
        return null;
    }
}
