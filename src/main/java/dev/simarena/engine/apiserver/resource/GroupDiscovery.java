package dev.simarena.engine.apiserver.resource;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.trace.Gvk;
import java.util.List;

/** Write the one document by which newer clients learn of all groups, versions and resources at once. */
public final class GroupDiscovery {

    private final ResourceRegistry registry;

    public GroupDiscovery(ResourceRegistry registry) {
        this.registry = registry;
    }

    /** Return the document for the core group, or the one for all others. */
    public ObjectNode document(boolean core) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("kind", "APIGroupDiscoveryList")
                .put("apiVersion", "apidiscovery.k8s.io/v2")
                .putObject("metadata");
        ArrayNode items = document.putArray("items");
        for (String group : registry.groups()) {
            if (group.isEmpty() == core) {
                group(items.addObject(), group);
            }
        }
        return document;
    }

    private void group(ObjectNode item, String group) {
        ObjectNode metadata = item.putObject("metadata");
        if (!group.isEmpty()) {
            metadata.put("name", group);
        }
        ArrayNode versions = item.putArray("versions");
        for (String version : registry.versions(group)) {
            ObjectNode one = versions.addObject().put("version", version);
            ArrayNode resources = one.putArray("resources");
            registry.resources(group, version).forEach(resource -> resource(resources.addObject(), resource));
            one.put("freshness", "Current");
        }
    }

    private static void resource(ObjectNode json, ApiResource resource) {
        json.put("resource", resource.plural());
        kind(json, resource.gvk(), resource.custom());
        json.put("scope", resource.namespaced() ? "Namespaced" : "Cluster")
                .put("singularResource", resource.singular());
        strings(json, "verbs", resource.verbs());
        if (!resource.shortNames().isEmpty()) {
            strings(json, "shortNames", resource.shortNames());
        }
        if (!resource.categories().isEmpty()) {
            strings(json, "categories", resource.categories());
        }
        if (!resource.subresources().isEmpty()) {
            ArrayNode subresources = json.putArray("subresources");
            for (ApiSubresource subresource : resource.subresources()) {
                ObjectNode one = subresources.addObject().put("subresource", subresource.name());
                kind(one, subresource.gvk(), subresource.foreign() || resource.custom());
                strings(one, "verbs", subresource.verbs());
            }
        }
    }

    /** Kinds of the group itself are named without it; those of definitions never are. */
    private static void kind(ObjectNode json, Gvk gvk, boolean full) {
        json.putObject("responseKind")
                .put("group", full ? gvk.group() : "")
                .put("version", full ? gvk.version() : "")
                .put("kind", gvk.kind());
    }

    private static void strings(ObjectNode json, String field, List<String> strings) {
        ArrayNode array = json.putArray(field);
        strings.forEach(array::add);
    }
}
