package dev.simarena.cluster.kube;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Delete what belongs to roots, in the order in which it can go: namespaces, then the nodes of their pods, then the root.
 *
 * <p>Each call does what can be done now; calling again goes on. Nothing without a label of ours is touched.
 */
final class Leftovers {

    private final KubeApi api;

    Leftovers(KubeApi api) {
        this.api = api;
    }

    /**
     * Delete what runs left that are no more.
     *
     * @param now a time of the API server
     * @param alive root that is not to be touched
     * @return the roots that were found dead
     */
    Set<String> reap(Instant now, String alive) {
        List<JsonNode> owned = owned(OurLabels.ROOT);
        List<JsonNode> roots = roots();
        Set<String> known = new LinkedHashSet<>();
        Set<String> dead = new LinkedHashSet<>();
        for (JsonNode root : roots) {
            String name = name(root);
            known.add(name);
            if (!name.equals(alive) && RunLease.ended(api, root, now)) {
                dead.add(name);
            }
        }
        for (JsonNode object : owned) {
            String root = object.at("/metadata/labels").path(OurLabels.ROOT).asText();
            if (!root.equals(OurLabels.IS_ROOT) && !known.contains(root)) {
                dead.add(root);
            }
        }
        dead.forEach(this::remove);
        return dead;
    }

    /**
     * Delete what belongs to a root, and the root.
     *
     * @return whether everything is gone
     */
    boolean remove(String root) {
        if (!removeChosen(OurLabels.ROOT + "=" + root)) {
            return false;
        }
        List<JsonNode> roots =
                roots().stream().filter(found -> name(found).equals(root)).toList();
        roots.forEach(found -> delete(KubeApi.NAMESPACES, found));
        return roots.isEmpty();
    }

    /**
     * Delete namespaces and nodes with a label of ours.
     *
     * @return whether everything is gone
     */
    boolean removeChosen(String selector) {
        List<JsonNode> namespaces = api.list(KubeApi.NAMESPACES, selector);
        namespaces.forEach(namespace -> delete(KubeApi.NAMESPACES, namespace));
        if (!namespaces.isEmpty()) {
            return false;
        }
        List<JsonNode> nodes = api.list(KubeApi.NODES, selector);
        nodes.forEach(node -> delete(KubeApi.NODES, node));
        return nodes.isEmpty();
    }

    /** Ask for the deletion of everything at once, in no time, when this JVM is about to end. */
    void drop(String root) {
        for (String path : List.of(KubeApi.NAMESPACES, KubeApi.NODES)) {
            api.list(path, OurLabels.ROOT + "=" + root).forEach(object -> delete(path, object));
        }
    }

    /** Name what a selector still finds, with the finalizers that hold it. */
    List<String> left(String selector) {
        List<String> left = new ArrayList<>();
        api.list(KubeApi.NAMESPACES, selector).forEach(namespace -> left.add("Namespace/" + held(namespace)));
        api.list(KubeApi.NODES, selector).forEach(node -> left.add("Node/" + held(node)));
        return left;
    }

    private static String held(JsonNode object) {
        List<String> holding = new ArrayList<>();
        object.at("/metadata/finalizers").forEach(finalizer -> holding.add(finalizer.asText()));
        object.at("/spec/finalizers").forEach(finalizer -> holding.add(finalizer.asText()));
        return name(object) + (holding.isEmpty() ? "" : " (held by " + String.join(", ", holding) + ")");
    }

    private List<JsonNode> owned(String selector) {
        List<JsonNode> owned = new ArrayList<>(api.list(KubeApi.NAMESPACES, selector));
        owned.addAll(api.list(KubeApi.NODES, selector));
        return owned;
    }

    private List<JsonNode> roots() {
        return api.list(KubeApi.NAMESPACES, OurLabels.ROOT + "=" + OurLabels.IS_ROOT);
    }

    private void delete(String path, JsonNode object) {
        if (object.at("/metadata/deletionTimestamp").isMissingNode()) {
            api.delete(path + "/" + name(object));
        }
    }

    private static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }
}
