package dev.simarena.engine.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Kinds;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Say in the conditions of a namespace that is being deleted what keeps it.
 *
 * <p>Source: {@code pkg/controller/namespace/deletion/status_condition_utils.go}.
 */
final class NamespaceConditions {

    private NamespaceConditions() {}

    /**
     * Write the conditions into the status of a namespace; those that say the same as before keep their time.
     *
     * @param now microseconds since 1970
     */
    static void write(Collection<ApiObject> remaining, ObjectNode status, long now) {
        Map<String, Integer> kinds = new TreeMap<>();
        Map<String, Integer> finalizers = new TreeMap<>();
        for (ApiObject object : remaining) {
            String resource = Kinds.resource(object.gvk());
            kinds.merge(object.gvk().group().isEmpty() ? resource + "." : resource, 1, Integer::sum);
            for (String finalizer : object.finalizers()) {
                finalizers.merge(finalizer, 1, Integer::sum);
            }
        }
        ArrayNode conditions = JsonNodeFactory.instance.arrayNode();
        add(
                conditions,
                "NamespaceDeletionDiscoveryFailure",
                false,
                "ResourcesDiscovered",
                "All resources successfully discovered");
        add(
                conditions,
                "NamespaceDeletionGroupVersionParsingFailure",
                false,
                "ParsedGroupVersions",
                "All legacy kube types successfully parsed");
        add(
                conditions,
                "NamespaceDeletionContentFailure",
                false,
                "ContentDeleted",
                "All content successfully deleted, may be waiting on finalization");
        if (kinds.isEmpty()) {
            add(conditions, "NamespaceContentRemaining", false, "ContentRemoved", "All content successfully removed");
        } else {
            add(
                    conditions,
                    "NamespaceContentRemaining",
                    true,
                    "SomeResourcesRemain",
                    "Some resources are remaining: " + counted(kinds, "%s has %d resource instances"));
        }
        if (finalizers.isEmpty()) {
            add(
                    conditions,
                    "NamespaceFinalizersRemaining",
                    false,
                    "ContentHasNoFinalizers",
                    "All content-preserving finalizers finished");
        } else {
            add(
                    conditions,
                    "NamespaceFinalizersRemaining",
                    true,
                    "SomeFinalizersRemain",
                    "Some content in the namespace has finalizers remaining: "
                            + counted(finalizers, "%s in %d resource instances"));
        }
        for (JsonNode condition : conditions) {
            ((ObjectNode) condition)
                    .put("lastTransitionTime", since((ObjectNode) condition, status.path("conditions"), now));
        }
        status.set("conditions", conditions);
    }

    private static String counted(Map<String, Integer> counts, String form) {
        return counts.entrySet().stream()
                .map(entry -> form.formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static void add(ArrayNode conditions, String type, boolean holds, String reason, String message) {
        conditions
                .addObject()
                .put("type", type)
                .put("status", holds ? "True" : "False")
                .put("lastTransitionTime", "")
                .put("reason", reason)
                .put("message", message);
    }

    private static String since(ObjectNode condition, JsonNode before, long now) {
        for (JsonNode old : before) {
            if (old.path("type").equals(condition.path("type"))
                    && old.path("status").equals(condition.path("status"))
                    && old.path("reason").equals(condition.path("reason"))
                    && old.path("message").equals(condition.path("message"))) {
                return old.path("lastTransitionTime").asText();
            }
        }
        return Instant.ofEpochSecond(TimeUnit.MICROSECONDS.toSeconds(now)).toString();
    }
}
