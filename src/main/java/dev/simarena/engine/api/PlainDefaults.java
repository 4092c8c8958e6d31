package dev.simarena.engine.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** Apply the defaults of kinds of which the control plane here makes nothing. */
final class PlainDefaults {

    private static final String RBAC = "rbac.authorization.k8s.io";

    private PlainDefaults() {}

    /** Texts become data, which is all that is kept of them. */
    static void secret(ObjectNode object) {
        Json.orElse(object, "type", "Opaque");
        for (Map.Entry<String, JsonNode> text : object.path("stringData").properties()) {
            byte[] bytes = text.getValue().asText("").getBytes(StandardCharsets.UTF_8);
            Json.objectAt(object, "data").put(text.getKey(), Base64.getEncoder().encodeToString(bytes));
        }
        object.remove("stringData");
    }

    static void roleBinding(ObjectNode object) {
        if (object.path("roleRef") instanceof ObjectNode reference
                && reference.path("apiGroup").asText("").isEmpty()) {
            reference.put("apiGroup", RBAC);
        }
        for (JsonNode node : object.path("subjects")) {
            String kind = node.path("kind").asText("");
            if (node instanceof ObjectNode subject
                    && (kind.equals("User") || kind.equals("Group"))
                    && node.path("apiGroup").asText("").isEmpty()) {
                subject.put("apiGroup", RBAC);
            }
        }
    }

    static void volume(ObjectNode object) {
        if (object.path("spec").path("hostPath") instanceof ObjectNode path) {
            Json.orElse(path, "type", "");
        }
    }

    static void replicationController(ObjectNode object) {
        ObjectNode spec = Json.objectAt(object, "spec");
        Json.orElse(spec, "replicas", 1);
        ObjectNode template = Json.objectAt(spec, "template");
        podTemplate(template);
        JsonNode labels = template.path("metadata").path("labels");
        if (!labels.isEmpty()) {
            if (spec.path("selector").isEmpty()) {
                spec.set("selector", labels.deepCopy());
            }
            if (object.path("metadata").path("labels").isEmpty()) {
                Json.copyAt(object, "metadata").set("labels", labels.deepCopy());
            }
        }
        Json.orElse(Json.objectAt(object, "status"), "replicas", 0);
    }

    static void podTemplates(ObjectNode object) {
        podTemplate(Json.objectAt(object, "template"));
    }

    private static void podTemplate(ObjectNode template) {
        Json.objectAt(template, "metadata");
        template.set("spec", PodDefaults.stored(template.path("spec")));
    }
}
