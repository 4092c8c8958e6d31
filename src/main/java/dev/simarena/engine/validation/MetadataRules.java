package dev.simarena.engine.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.model.FieldErrors;
import dev.simarena.engine.model.Kinds;
import dev.simarena.trace.Gvk;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Check the metadata of objects. Source: {@code ValidateObjectMeta} and {@code ValidateObjectMetaUpdate}. */
final class MetadataRules {

    private static final int MOST_ANNOTATION_BYTES = 256 * 1024;
    private static final Set<String> LABEL_NAMED = Set.of("Namespace", "StatefulSet");
    private static final Set<String> PATH_NAMED =
            Set.of("Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding", "PodDisruptionBudget");

    private static final Set<String> STANDARD_FINALIZERS = Set.of("kubernetes", "orphan", "foregroundDeletion");

    private MetadataRules() {}

    /** Check the metadata of a new object whose name has been generated. */
    static void created(Gvk gvk, JsonNode metadata, FieldErrors errors) {
        NameRules.NameRule rule = nameRule(gvk);
        String generate = metadata.path("generateName").asText("");
        if (!generate.isEmpty()) {
            // A base may end in what only a whole name may not.
            String base = generate.endsWith("-") && generate.length() > 1
                    ? generate.substring(0, generate.length() - 2) + "a"
                    : generate;
            rule.check(base).forEach(wrong -> errors.invalid("metadata.generateName", generate, wrong));
        }
        String name = metadata.path("name").asText("");
        if (name.isEmpty()) {
            errors.required("metadata.name", "name or generateName is required");
        } else {
            rule.check(name).forEach(wrong -> errors.invalid("metadata.name", name, wrong));
        }
        common(metadata, errors);
    }

    /** Check changed metadata against the metadata before. */
    static void updated(JsonNode metadata, JsonNode before, FieldErrors errors) {
        if (!before.path("deletionTimestamp").isMissingNode()) {
            Set<String> added = strings(metadata.path("finalizers"));
            added.removeAll(strings(before.path("finalizers")));
            if (!added.isEmpty()) {
                String names = added.stream().sorted().map(FieldErrors::quoted).collect(Collectors.joining(", "));
                String why =
                        "no new finalizers can be added if the object is being deleted, found new finalizers []string{"
                                + names + "}";
                // The generic store and the kind's own strategy both look at it.
                errors.forbidden("metadata.finalizers", why);
                errors.forbidden("metadata.finalizers", why);
            }
        }
        common(metadata, errors);
    }

    /** Check labels of an object or a template. */
    static void labels(JsonNode labels, String path, FieldErrors errors) {
        for (Map.Entry<String, JsonNode> label : labels.properties()) {
            NameRules.key(label.getKey()).forEach(wrong -> errors.invalid(path, label.getKey(), wrong));
            String value = label.getValue().asText("");
            NameRules.value(value).forEach(wrong -> errors.invalid(path, value, wrong));
        }
    }

    /** Check annotations of an object or a template. */
    static void annotations(JsonNode annotations, String path, FieldErrors errors) {
        long size = 0;
        for (Map.Entry<String, JsonNode> annotation : annotations.properties()) {
            String key = annotation.getKey();
            NameRules.key(key.toLowerCase(Locale.ROOT)).forEach(wrong -> errors.invalid(path, key, wrong));
            size += key.length() + annotation.getValue().asText("").length();
        }
        if (size > MOST_ANNOTATION_BYTES) {
            errors.tooLong(path, MOST_ANNOTATION_BYTES);
        }
    }

    private static void common(JsonNode metadata, FieldErrors errors) {
        labels(metadata.path("labels"), "metadata.labels", errors);
        annotations(metadata.path("annotations"), "metadata.annotations", errors);
        owners(metadata.path("ownerReferences"), errors);
        Set<String> finalizers = strings(metadata.path("finalizers"));
        for (String finalizer : finalizers) {
            NameRules.key(finalizer).forEach(wrong -> errors.invalid("metadata.finalizers", finalizer, wrong));
        }
        if (finalizers.contains("orphan") && finalizers.contains("foregroundDeletion")) {
            errors.invalid(
                    "metadata.finalizers",
                    metadata.path("finalizers"),
                    "finalizer orphan and foregroundDeletion cannot be both set");
        }
    }

    /** Check the finalizers of a kind of Kubernetes' own: those without a domain are but a few. */
    static void finalizers(JsonNode metadata, FieldErrors errors) {
        int i = 0;
        for (JsonNode finalizer : metadata.path("finalizers")) {
            String name = finalizer.asText("");
            if (!name.contains("/") && !STANDARD_FINALIZERS.contains(name)) {
                errors.invalid(
                        "metadata.finalizers[" + i + "]",
                        name,
                        "name is neither a standard finalizer name nor is it fully qualified");
            }
            i++;
        }
    }

    private static void owners(JsonNode owners, FieldErrors errors) {
        String controller = "";
        Set<JsonNode> seen = new LinkedHashSet<>();
        for (JsonNode owner : owners) {
            if (owners.size() > 1 && !seen.add(owner)) {
                continue; // written twice it counts once
            }
            for (String field : List.of("apiVersion", "kind", "name", "uid")) {
                if (owner.path(field).asText("").isEmpty()) {
                    errors.invalid(
                            "metadata.ownerReferences." + field,
                            "",
                            field.equals("apiVersion") ? "version must not be empty" : "must not be empty");
                }
            }
            if (owner.path("controller").asBoolean()) {
                String named =
                        owner.path("kind").asText("") + "/" + owner.path("name").asText("");
                if (controller.isEmpty()) {
                    controller = named;
                } else {
                    errors.invalid(
                            "metadata.ownerReferences",
                            owners,
                            "Only one reference can have Controller set to true. Found \"true\" in references for %s and %s"
                                    .formatted(controller, named));
                }
            }
        }
    }

    private static NameRules.NameRule nameRule(Gvk gvk) {
        if (LABEL_NAMED.contains(gvk.kind()) || gvk.equals(Kinds.SERVICE)) {
            return NameRules::label;
        }
        return PATH_NAMED.contains(gvk.kind()) ? NameRules::pathSegment : NameRules::subdomain;
    }

    private static Set<String> strings(JsonNode list) {
        Set<String> strings = new LinkedHashSet<>();
        list.forEach(node -> strings.add(node.asText("")));
        return strings;
    }
}
