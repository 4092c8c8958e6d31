package dev.simarena.cluster.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delete what belongs to roots, in the order in which it can go: namespaces, then the nodes of their pods, then the root.
 *
 * <p>Each call does what can be done now; calling again goes on. Nothing without a label of ours is touched.
 */
final class Leftovers {

    /** How long something of a dead run may take to go before its finalizers are taken off. */
    private static final Duration GRACE = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    private final KubeApi api;
    private final NamespaceContents contents;

    Leftovers(KubeApi api) {
        this.api = api;
        this.contents = new NamespaceContents(api);
    }

    /**
     * Delete what runs left that are no more.
     *
     * @param now a time of the API server
     * @param alive root that is not to be touched
     * @param living whether runs are deleted too that still renew their lease
     * @return the roots that were found dead
     */
    Set<String> reap(Instant now, String alive, boolean living) {
        List<JsonNode> owned = owned(OurLabels.ROOT);
        List<JsonNode> roots = roots();
        Set<String> known = new LinkedHashSet<>();
        Set<String> dead = new LinkedHashSet<>();
        for (JsonNode root : roots) {
            String name = name(root);
            known.add(name);
            if (!name.equals(alive) && (living || RunLease.ended(api, root, now))) {
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
        dead.forEach(root -> release(root, now));
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

    /** Take the finalizers off what a dead run left and what does not go by itself; who may not do that says so. */
    private void release(String root, Instant now) {
        String selector = OurLabels.ROOT + "=" + root;
        try {
            for (JsonNode namespace : api.list(KubeApi.NAMESPACES, selector)) {
                if (stuck(namespace, now)) {
                    LOG.warn("Namespace {} of run {} does not go: {}", name(namespace), root, held(namespace));
                    contents.release(name(namespace));
                }
            }
            for (JsonNode node : api.list(KubeApi.NODES, selector)) {
                if (stuck(node, now) && node.at("/metadata/finalizers").size() > 0) {
                    LOG.warn("Node {} of run {} does not go: {}", name(node), root, held(node));
                    ObjectNode body = node.deepCopy();
                    body.put("apiVersion", "v1").put("kind", "Node");
                    contents.release(KubeApi.NODES + "/" + name(node), body);
                }
            }
        } catch (KubeApiException refused) {
            LOG.warn("Run {} leaves behind what finalizers hold: {}", root, refused.getMessage());
        }
    }

    private static boolean stuck(JsonNode object, Instant now) {
        String since = object.at("/metadata/deletionTimestamp").asText("");
        return !since.isEmpty() && Instant.parse(since).plus(GRACE).isBefore(now);
    }

    /** Name what a selector still finds, with the finalizers that hold it. */
    List<String> left(String selector) {
        List<String> left = new ArrayList<>();
        api.list(KubeApi.NAMESPACES, selector).forEach(namespace -> left.add("Namespace/" + held(namespace)));
        api.list(KubeApi.NODES, selector).forEach(node -> left.add("Node/" + held(node)));
        return left;
    }

    /** Name all that belongs to runs, roots included. */
    Set<String> names() {
        Set<String> names = new TreeSet<>();
        api.list(KubeApi.NAMESPACES, OurLabels.ROOT).forEach(found -> names.add("Namespace/" + name(found)));
        api.list(KubeApi.NODES, OurLabels.ROOT).forEach(found -> names.add("Node/" + name(found)));
        return names;
    }

    private String held(JsonNode object) {
        List<String> holding = new ArrayList<>();
        object.at("/metadata/finalizers").forEach(finalizer -> holding.add(finalizer.asText()));
        if (object.at("/spec/finalizers").size() > 0) {
            holding.addAll(heldWithin(object));
        }
        return name(object) + (holding.isEmpty() ? "" : " (held by " + String.join(", ", holding) + ")");
    }

    /** Name what holds a namespace; who may not look says what the namespace itself tells. */
    private List<String> heldWithin(JsonNode namespace) {
        try {
            List<String> within = contents.held(name(namespace));
            if (!within.isEmpty()) {
                return within;
            }
        } catch (KubeApiException forbidden) {
            LOG.debug("The contents of a namespace cannot be listed.", forbidden);
        }
        List<String> told = new ArrayList<>();
        for (JsonNode condition : namespace.at("/status/conditions")) {
            if (condition.path("status").asText().equals("True")) {
                told.add(condition.path("message").asText());
            }
        }
        if (told.isEmpty()) {
            namespace.at("/spec/finalizers").forEach(finalizer -> told.add(finalizer.asText()));
        }
        return told;
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
