package dev.simarena.engine.apiserver.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.apiserver.schema.BuiltInSchemas;
import dev.simarena.trace.Gvk;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Write the schemas of custom resources: what their definitions say, and the metadata that all objects have.
 *
 * <p>Source: {@code controller/openapi/builder} of the extensions API server.
 */
final class CustomTypes {

    private static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.";
    private static final String ANY_KIND = "io.k8s.api.core.v1.ConfigMap";

    private CustomTypes() {}

    /** Return the name of a type: the parts of its group backwards, version and kind. */
    static String name(Gvk gvk) {
        List<String> group = Arrays.asList(gvk.group().split("\\."));
        Collections.reverse(group);
        return String.join(".", group) + "." + gvk.version() + "." + gvk.kind();
    }

    static ObjectNode of(Gvk gvk, @Nullable JsonNode definition) {
        ObjectNode type = JsonNodeFactory.instance.objectNode().put("type", "object");
        if (definition != null) {
            for (JsonNode version : definition.path("spec").path("versions")) {
                JsonNode schema = version.path("schema").path("openAPIV3Schema");
                if (version.path("name").asText().equals(gvk.version()) && schema instanceof ObjectNode written) {
                    type = written.deepCopy();
                }
            }
        }
        describe(type, "ObjectMeta", "metadata");
        return type;
    }

    static ObjectNode list(Gvk gvk) {
        ObjectNode type = JsonNodeFactory.instance.objectNode();
        type.put("description", gvk.kind() + "List is a list of " + gvk.kind()).put("type", "object");
        type.putArray("required").add("items");
        ObjectNode items = type.putObject("properties").putObject("items").put("type", "array");
        items.putObject("items").put("$ref", OpenApiTypes.REFERENCE + name(gvk));
        describe(type, "ListMeta", "metadata");
        return type;
    }

    private static void describe(ObjectNode type, String meta, String field) {
        ObjectNode properties = type.withObject("/properties");
        for (String name : List.of("apiVersion", "kind")) {
            properties
                    .putObject(name)
                    .put("description", BuiltInSchemas.describe(ANY_KIND, name))
                    .put("type", "string");
        }
        ObjectNode metadata = properties.putObject(field);
        metadata.put("description", BuiltInSchemas.describe(ANY_KIND, "metadata"));
        metadata.putArray("allOf").addObject().put("$ref", OpenApiTypes.REFERENCE + META + meta);
    }
}
