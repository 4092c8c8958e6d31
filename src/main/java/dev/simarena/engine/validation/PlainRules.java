package dev.simarena.engine.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.model.FieldErrors;
import java.util.List;
import java.util.Map;

/** Check kinds of which the control plane here makes nothing: Secrets, Ingresses, roles, classes of storage and others. */
final class PlainRules {

    private static final Map<String, List<String>> SECRET_KEYS = Map.of(
            "kubernetes.io/tls", List.of("tls.crt", "tls.key"),
            "kubernetes.io/dockerconfigjson", List.of(".dockerconfigjson"),
            "kubernetes.io/dockercfg", List.of(".dockercfg"),
            "kubernetes.io/ssh-auth", List.of("ssh-privatekey"));

    private PlainRules() {}

    static void secret(JsonNode object, FieldErrors errors) {
        ClusterRules.keys(object, errors);
        String type = object.path("type").asText("");
        JsonNode data = object.path("data");
        for (String key : SECRET_KEYS.getOrDefault(type, List.of())) {
            if (!data.has(key)) {
                errors.required("data[" + key + "]");
            }
        }
        if (type.equals("kubernetes.io/basic-auth") && !data.has("username") && !data.has("password")) {
            errors.required("data[username]");
            errors.required("data[password]");
        }
    }

    static void secretUpdate(JsonNode object, JsonNode before, FieldErrors errors) {
        immutable(object, before, "type", errors);
        ClusterRules.keysUpdate(object, before, errors);
    }

    static void ingress(JsonNode object, FieldErrors errors) {
        JsonNode spec = object.path("spec");
        if (spec.path("rules").isEmpty() && spec.path("defaultBackend").isMissingNode()) {
            errors.add(
                    "FieldValueInvalid",
                    "spec",
                    "Invalid value: null: either `defaultBackend` or `rules` must be specified");
        }
        int i = 0;
        for (JsonNode rule : spec.path("rules")) {
            int j = 0;
            for (JsonNode path : rule.path("http").path("paths")) {
                String at = "spec.rules[%d].http.paths[%d]".formatted(i, j++);
                if (path.path("pathType").asText("").isEmpty()) {
                    errors.required(at + ".pathType", "pathType must be specified");
                }
            }
            i++;
        }
    }

    static void lease(JsonNode object, FieldErrors errors) {
        for (String field : List.of("leaseDurationSeconds", "leaseTransitions")) {
            JsonNode number = object.path("spec").path(field);
            boolean duration = field.equals("leaseDurationSeconds");
            if (number.isNumber() && number.asLong() < (duration ? 1 : 0)) {
                errors.invalid(
                        "spec." + field,
                        number.asLong(),
                        duration ? "must be greater than 0" : "must be greater than or equal to 0");
            }
        }
    }

    static void role(JsonNode object, FieldErrors errors) {
        int i = 0;
        for (JsonNode rule : object.path("rules")) {
            String at = "rules[" + i++ + "].";
            if (rule.path("verbs").isEmpty()) {
                errors.required(at + "verbs", "verbs must contain at least one value");
            }
            if (rule.path("nonResourceURLs").isEmpty()) {
                if (rule.path("apiGroups").isEmpty()) {
                    errors.required(at + "apiGroups", "resource rules must supply at least one api group");
                }
                if (rule.path("resources").isEmpty()) {
                    errors.required(at + "resources", "resource rules must supply at least one resource");
                }
            }
        }
    }

    static void bindingUpdate(JsonNode object, JsonNode before, FieldErrors errors) {
        JsonNode reference = object.path("roleRef");
        if (!reference.equals(before.path("roleRef"))) {
            errors.invalid("roleRef", GoStructs.of("RoleRef", reference), "cannot change roleRef");
        }
    }

    static void storageClassUpdate(JsonNode object, JsonNode before, FieldErrors errors) {
        immutable(object, before, "provisioner", errors);
    }

    static void endpointSlice(JsonNode object, FieldErrors errors) {
        if (object.path("addressType").asText("").isEmpty()) {
            errors.required("addressType");
        }
    }

    static void configMap(JsonNode object, FieldErrors errors) {
        for (Map.Entry<String, JsonNode> entry : object.path("data").properties()) {
            if (object.path("binaryData").has(entry.getKey())) {
                errors.invalid(
                        "data[" + entry.getKey() + "]", entry.getKey(), "duplicate of key present in binaryData");
            }
        }
        ClusterRules.keys(object, errors);
    }

    private static void immutable(JsonNode object, JsonNode before, String field, FieldErrors errors) {
        if (!object.path(field).equals(before.path(field))) {
            errors.invalid(field, object.path(field), "field is immutable");
        }
    }
}
