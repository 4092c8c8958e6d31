package dev.simarena.engine.apiserver.resource;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.trace.Gvk;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Write the documents by which clients learn what is served, one for the groups and one for each version. */
public final class Discovery {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ResourceRegistry registry;

    public Discovery(ResourceRegistry registry) {
        this.registry = registry;
    }

    /** Return the document of a path, given by its parts, {@code null} where there is none. */
    public @Nullable ObjectNode document(List<String> path) {
        boolean core = path.get(0).equals("api");
        if (path.size() == 1) {
            return core ? coreVersions() : groups();
        }
        if (core) {
            return path.size() == 2 && registry.serves("", path.get(1)) ? resources("", path.get(1)) : null;
        }
        String group = path.get(1);
        if (group.isEmpty() || registry.versions(group).isEmpty()) {
            return null;
        }
        if (path.size() == 2) {
            ObjectNode document = JSON.objectNode().put("kind", "APIGroup").put("apiVersion", "v1");
            return group(document, group);
        }
        return path.size() == 3 && registry.serves(group, path.get(2)) ? resources(group, path.get(2)) : null;
    }

    private ObjectNode coreVersions() {
        ObjectNode document = JSON.objectNode().put("kind", "APIVersions");
        ArrayNode versions = document.putArray("versions");
        registry.versions("").forEach(versions::add);
        document.putArray("serverAddressByClientCIDRs")
                .addObject()
                .put("clientCIDR", "0.0.0.0/0")
                .put("serverAddress", "127.0.0.1:6443");
        return document;
    }

    private ObjectNode groups() {
        ObjectNode document = JSON.objectNode().put("kind", "APIGroupList").put("apiVersion", "v1");
        ArrayNode groups = document.putArray("groups");
        for (String group : registry.groups()) {
            if (!group.isEmpty()) {
                group(groups.addObject(), group);
            }
        }
        return document;
    }

    private ObjectNode group(ObjectNode document, String group) {
        document.put("name", group);
        ArrayNode versions = document.putArray("versions");
        for (String version : registry.versions(group)) {
            version(versions.addObject(), group, version);
        }
        version(
                document.putObject("preferredVersion"),
                group,
                registry.versions(group).iterator().next());
        return document;
    }

    private static void version(ObjectNode json, String group, String version) {
        json.put("groupVersion", group + "/" + version).put("version", version);
    }

    private ObjectNode resources(String group, String version) {
        ObjectNode document = JSON.objectNode().put("kind", "APIResourceList");
        if (!group.isEmpty()) {
            document.put("apiVersion", "v1");
        }
        document.put("groupVersion", group.isEmpty() ? version : group + "/" + version);
        ArrayNode resources = document.putArray("resources");
        for (ApiResource resource : registry.resources(group, version)) {
            resource(resources.addObject(), resource);
            for (ApiSubresource subresource : resource.subresources()) {
                subresource(resources.addObject(), resource, subresource);
            }
        }
        return document;
    }

    private static void resource(ObjectNode json, ApiResource resource) {
        json.put("name", resource.plural())
                .put("singularName", resource.singular())
                .put("namespaced", resource.namespaced())
                .put("kind", resource.kind());
        strings(json, "verbs", resource.verbs());
        if (!resource.shortNames().isEmpty()) {
            strings(json, "shortNames", resource.shortNames());
        }
        if (!resource.categories().isEmpty()) {
            strings(json, "categories", resource.categories());
        }
        if (resource.allows("watch")) {
            json.put("storageVersionHash", StorageVersionHash.of(resource.stored()));
        }
    }

    private static void subresource(ObjectNode json, ApiResource resource, ApiSubresource subresource) {
        Gvk gvk = subresource.gvk();
        json.put("name", resource.plural() + "/" + subresource.name())
                .put("singularName", "")
                .put("namespaced", resource.namespaced());
        if (subresource.foreign()) {
            json.put("group", gvk.group()).put("version", gvk.version());
        }
        json.put("kind", gvk.kind());
        strings(json, "verbs", subresource.verbs());
    }

    private static void strings(ObjectNode json, String field, List<String> strings) {
        ArrayNode array = json.putArray(field);
        strings.forEach(array::add);
    }
}
