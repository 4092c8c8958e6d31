package dev.simarena.cluster.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Look through everything that a namespace can hold, whatever kinds the cluster knows. */
final class NamespaceContents {

    private final KubeApi api;

    NamespaceContents(KubeApi api) {
        this.api = api;
    }

    /**
     * Hold an object of some kind.
     *
     * @param name {@code Kind/name}
     * @param path path by which it is asked for
     * @param body what the API server has
     */
    private record Found(String name, String path, JsonNode body) {

        List<String> finalizers() {
            List<String> names = new ArrayList<>();
            body.at("/metadata/finalizers").forEach(finalizer -> names.add(finalizer.asText()));
            return names;
        }
    }

    /**
     * Return what a namespace holds, as {@code Kind/name} with its path; not what the cluster itself puts into each.
     *
     * @param labelSelector labels of what is looked for, empty for everything
     */
    Map<String, String> of(String namespace, String labelSelector) {
        Map<String, String> contents = new TreeMap<>();
        find(namespace, labelSelector).forEach(found -> contents.put(found.name(), found.path()));
        return contents;
    }

    /** Name what finalizers hold in a namespace, each with its finalizers. */
    List<String> held(String namespace) {
        return find(namespace, "").stream()
                .filter(found -> !found.finalizers().isEmpty())
                .map(found -> "%s held by %s".formatted(found.name(), String.join(", ", found.finalizers())))
                .sorted()
                .toList();
    }

    /** Take the finalizers off everything that is to go from a namespace and does not. */
    void release(String namespace) {
        for (Found found : find(namespace, "")) {
            if (!found.finalizers().isEmpty()
                    && found.body().at("/metadata/deletionTimestamp").isTextual()) {
                release(found.path(), found.body());
            }
        }
    }

    /** Take the finalizers off one object. */
    void release(String path, JsonNode body) {
        ObjectNode free = body.deepCopy();
        free.withObject("/metadata").remove("finalizers");
        api.replace(path, free);
    }

    private List<Found> find(String namespace, String labelSelector) {
        List<Found> all = new ArrayList<>();
        for (String group : groups()) {
            JsonNode resources = api.get(group);
            for (JsonNode resource : resources.path("resources")) {
                String kind = resource.path("kind").asText();
                if (resource.path("namespaced").asBoolean() && lists(resource) && !kind.equals("Event")) {
                    String path = "%s/namespaces/%s/%s"
                            .formatted(group, namespace, resource.path("name").asText());
                    for (JsonNode object : api.list(path, labelSelector)) {
                        String name = object.at("/metadata/name").asText();
                        if (!standard(kind, name)) {
                            ObjectNode body = object.deepCopy();
                            body.put("kind", kind)
                                    .put(
                                            "apiVersion",
                                            resources.path("groupVersion").asText());
                            all.add(new Found(kind + "/" + name, path + "/" + name, body));
                        }
                    }
                }
            }
        }
        return all;
    }

    /** The preferred version of each group, so that nothing is seen twice. */
    private List<String> groups() {
        TreeSet<String> groups = new TreeSet<>();
        groups.add("/api/v1");
        for (JsonNode group : api.get("/apis").path("groups")) {
            String name = group.path("name").asText();
            if (!name.equals("metrics.k8s.io")) {
                groups.add("/apis/" + group.at("/preferredVersion/groupVersion").asText());
            }
        }
        return new ArrayList<>(groups);
    }

    private static boolean lists(JsonNode resource) {
        boolean lists = false;
        boolean deletes = false;
        for (JsonNode verb : resource.path("verbs")) {
            lists |= verb.asText().equals("list");
            deletes |= verb.asText().equals("delete");
        }
        return lists && deletes;
    }

    private static boolean standard(String kind, String name) {
        return (kind.equals("ConfigMap") && name.equals("kube-root-ca.crt"))
                || (kind.equals("ServiceAccount") && name.equals("default"))
                || kind.equals("EndpointSlice");
    }
}
