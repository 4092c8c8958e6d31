package dev.simarena.engine.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.FieldErrors;
import java.util.List;
import java.util.Map;

/** Check changes of pods through their subresource resize. Source: {@code ValidatePodResize}. */
final class PodResizeRules {

    private PodResizeRules() {}

    static void check(JsonNode object, JsonNode before, FieldErrors errors) {
        JsonNode spec = object.path("spec");
        JsonNode old = before.path("spec");
        if (!supported(before.path("status").path("containerStatuses"))) {
            errors.forbidden("spec", "Pod running on node without support for resize");
        }
        podLevel(spec.path("resources"), old.path("resources"), errors);
        int known = errors.size();
        ordering(spec, old, "containers", errors);
        ordering(spec, old, "initContainers", errors);
        if (errors.size() > known) {
            return;
        }
        for (String field : List.of("initContainers", "containers")) {
            for (int i = 0; i < old.path(field).size(); i++) {
                String at = "spec." + field + "[" + i + "].resources";
                removed(
                        spec.path(field).path(i).path("resources"),
                        old.path(field).path(i).path("resources"),
                        at,
                        errors);
            }
        }
        for (int i = 0; i < old.path("containers").size(); i++) {
            if (!same(spec.path("containers").path(i), old.path("containers").path(i))) {
                errors.forbidden("spec", "only cpu and memory resources are mutable");
            }
        }
        for (int i = 0; i < old.path("initContainers").size(); i++) {
            initContainer(
                    spec.path("initContainers").path(i),
                    old.path("initContainers").path(i),
                    i,
                    errors);
        }
    }

    /** Whoever runs containers and can resize them says what they have; before that nobody knows. */
    private static boolean supported(JsonNode statuses) {
        for (JsonNode status : statuses) {
            if (status.path("state").hasNonNull("running")) {
                return status.hasNonNull("resources");
            }
        }
        return true;
    }

    private static void podLevel(JsonNode resources, JsonNode old, FieldErrors errors) {
        if (!old.isEmpty() && !resources.isObject()) {
            errors.forbidden("spec.resources", "pod-level resources cannot be removed");
            return;
        }
        for (String list : List.of("requests", "limits")) {
            if (lacks(resources.path(list), old.path(list))) {
                errors.forbidden("spec.resources." + list, "pod-level resource " + list + " cannot be removed");
            }
        }
        if (!WorkloadRules.same(others(resources), others(old))) {
            errors.forbidden("spec", "only cpu and memory resources are mutable at pod-level");
        }
    }

    private static void ordering(JsonNode spec, JsonNode old, String field, FieldErrors errors) {
        if (spec.path(field).size() != old.path(field).size()) {
            errors.forbidden("spec." + field, field + " may not be added or removed on resize");
            return;
        }
        for (int i = 0; i < old.path(field).size(); i++) {
            if (!spec.path(field)
                    .path(i)
                    .path("name")
                    .equals(old.path(field).path(i).path("name"))) {
                errors.forbidden(
                        "spec." + field + "[" + i + "].name", field + " may not be renamed or reordered on resize");
            }
        }
    }

    private static void removed(JsonNode resources, JsonNode old, String at, FieldErrors errors) {
        for (String list : List.of("requests", "limits")) {
            if (lacks(resources.path(list), old.path(list))) {
                errors.forbidden(at + "." + list, "resource " + list + " cannot be removed");
            }
        }
    }

    private static void initContainer(JsonNode container, JsonNode old, int index, FieldErrors errors) {
        String at = "spec.initContainers[" + index + "]";
        if (!same(container, old)) {
            errors.forbidden(at, "only cpu and memory resources for init or sidecar containers are mutable");
        }
        if (!container.equals(old) && !container.path("restartPolicy").asText().equals("Always")) {
            for (JsonNode policy : container.path("resizePolicy")) {
                if (policy.path("restartPolicy").asText().equals("RestartContainer")) {
                    errors.forbidden(
                            at,
                            "non-sidecar init containers with a resize policy of RestartContainer cannot be resized");
                }
            }
        }
    }

    private static boolean lacks(JsonNode list, JsonNode old) {
        for (Map.Entry<String, JsonNode> resource : old.properties()) {
            if (!list.has(resource.getKey())) {
                return true;
            }
        }
        return false;
    }

    /** Tell whether containers differ in nothing but cpu and memory. */
    private static boolean same(JsonNode container, JsonNode old) {
        ObjectNode one = container.deepCopy();
        ObjectNode other = old.deepCopy();
        one.set("resources", others(container.path("resources")));
        other.set("resources", others(old.path("resources")));
        return WorkloadRules.same(one, other);
    }

    /** Return resources without cpu and memory. */
    private static JsonNode others(JsonNode resources) {
        if (!(resources instanceof ObjectNode)) {
            return resources;
        }
        ObjectNode others = resources.deepCopy();
        for (JsonNode list : List.of(others.path("requests"), others.path("limits"))) {
            if (list instanceof ObjectNode amounts) {
                amounts.remove(List.of("cpu", "memory"));
            }
        }
        return others;
    }
}
