package dev.simarena.engine.apiserver.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.apiserver.resource.ApiResource;
import dev.simarena.engine.apiserver.schema.BuiltInSchemas;
import dev.simarena.trace.Gvk;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Write the document of one version of a group: its paths, its kinds, and all types these are made of. */
final class OpenApiDocuments {

    private static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.";

    private OpenApiDocuments() {}

    /**
     * Write a document.
     *
     * @param root path of the version, with a slash at its end
     * @param resources resources of the version
     * @param definitions finds the definition of a custom resource
     */
    static ObjectNode of(
            String root, Collection<ApiResource> resources, Function<ApiResource, @Nullable JsonNode> definitions) {
        ObjectNode document = empty();
        ObjectNode paths = document.putObject("paths");
        Map<String, ObjectNode> types = new TreeMap<>();
        Deque<JsonNode> open = new ArrayDeque<>();
        for (ApiResource resource : resources) {
            OpenApiPaths.add(paths, root, resource);
            Gvk gvk = resource.gvk();
            if (resource.custom()) {
                ObjectNode type = CustomTypes.of(gvk, definitions.apply(resource));
                keep(types, open, CustomTypes.name(gvk), type, gvk);
                Gvk list = new Gvk(gvk.group(), gvk.version(), resource.listKind());
                keep(types, open, CustomTypes.name(list), CustomTypes.list(gvk), list);
            } else {
                open.add(reference(BuiltInSchemas.name(gvk)));
                open.add(reference(BuiltInSchemas.name(new Gvk(gvk.group(), gvk.version(), resource.listKind()))));
            }
            resource.subresources().forEach(part -> open.add(reference(BuiltInSchemas.name(part.gvk()))));
        }
        for (String common : List.of("DeleteOptions", "Status", "Patch", "WatchEvent")) {
            open.add(reference(META + common));
        }
        while (!open.isEmpty()) {
            JsonNode node = open.remove();
            String name = OpenApiTypes.target(node);
            if (!name.isEmpty() && !types.containsKey(name)) {
                ObjectNode type = OpenApiTypes.of(name);
                if (type != null) {
                    keep(types, open, name, type, gvk(name, type));
                }
            }
            node.forEach(open::add);
        }
        ObjectNode schemas = document.putObject("components").putObject("schemas");
        types.forEach(schemas::set);
        return document;
    }

    /** Write a document about a path that leads to no resources. */
    static ObjectNode of(String path) {
        ObjectNode document = empty();
        document.putObject("paths")
                .putObject("/" + path + "/")
                .putObject("get")
                .putObject("responses")
                .putObject("200")
                .put("description", "OK");
        document.putObject("components");
        return document;
    }

    static ObjectNode kind(Gvk gvk) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("group", gvk.group())
                .put("kind", gvk.kind())
                .put("version", gvk.version());
    }

    private static void keep(
            Map<String, ObjectNode> types, Deque<JsonNode> open, String name, ObjectNode type, @Nullable Gvk gvk) {
        if (gvk != null) {
            type.putArray("x-kubernetes-group-version-kind").add(kind(gvk));
        }
        types.put(name, type);
        open.add(type);
    }

    /** Kinds say in their own fields what they are. */
    private static @Nullable Gvk gvk(String name, JsonNode type) {
        JsonNode fields = type.path("properties");
        String[] parts = name.split("\\.");
        if (!fields.has("kind") || !fields.has("apiVersion") || !fields.has("metadata")) {
            return null;
        }
        String group = parts[parts.length - 3];
        String version = parts[parts.length - 2];
        return new Gvk(GroupNames.of(group), version, parts[parts.length - 1]);
    }

    private static JsonNode reference(String name) {
        return JsonNodeFactory.instance.objectNode().put("$ref", OpenApiTypes.REFERENCE + name);
    }

    private static ObjectNode empty() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("openapi", "3.0.0")
                .putObject("info")
                .put("title", "Kubernetes")
                .put("version", "v1.36.2");
        return document;
    }
}
