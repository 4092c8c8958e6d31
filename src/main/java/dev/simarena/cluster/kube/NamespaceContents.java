package dev.simarena.cluster.kube;

import com.fasterxml.jackson.databind.JsonNode;
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

    /** Return what a namespace holds, as {@code Kind/name} with its path; not what the cluster itself puts into each. */
    Map<String, String> of(String namespace) {
        Map<String, String> found = new TreeMap<>();
        for (String group : groups()) {
            for (JsonNode resource : api.get(group).path("resources")) {
                String kind = resource.path("kind").asText();
                if (resource.path("namespaced").asBoolean() && lists(resource) && !kind.equals("Event")) {
                    String path = "%s/namespaces/%s/%s"
                            .formatted(group, namespace, resource.path("name").asText());
                    for (JsonNode object : api.list(path, "")) {
                        String name = object.at("/metadata/name").asText();
                        if (!standard(kind, name)) {
                            found.put(kind + "/" + name, path + "/" + name);
                        }
                    }
                }
            }
        }
        return found;
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
