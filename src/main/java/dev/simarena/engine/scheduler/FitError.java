package dev.simarena.engine.scheduler;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Collect why no node takes a pod, and word it exactly as kube-scheduler does. */
final class FitError {

    /** Message where there are no nodes at all. */
    static final String NO_NODES = "no nodes available to schedule pods";

    private final int allNodes;
    private final int[] nodes;
    private final Rejection[] rejections;
    private int count;
    private final Set<String> plugins = new TreeSet<>();
    private @Nullable String refusal;
    private @Nullable String absent;

    /** Start with the number of nodes in the cluster. */
    FitError(int allNodes) {
        this.allNodes = allNodes;
        this.nodes = new int[allNodes];
        this.rejections = new Rejection[allNodes];
    }

    /** Note why one node was rejected. */
    void add(int node, Rejection rejection) {
        nodes[count] = node;
        rejections[count++] = rejection;
        if (!rejection.plugin().isEmpty()) {
            plugins.add(rejection.plugin());
        }
    }

    /** Note that a plugin rejected the pod before any node was looked at. */
    void refuse(String plugin, String message) {
        plugins.add(plugin);
        refusal = message;
    }

    /** Note why nodes that were not looked at are out of the question, and the plugin that said so, if one did. */
    void absent(@Nullable String plugin, String reason) {
        if (plugin != null) {
            plugins.add(plugin);
        }
        absent = reason;
    }

    /** Return the names of the plugins that rejected the pod. */
    Set<String> plugins() {
        return plugins;
    }

    /** Tell whether the pod was rejected before any node was looked at. */
    boolean refused() {
        return refusal != null;
    }

    /** Return the number of rejected nodes. */
    int count() {
        return count;
    }

    /** Return the index of a rejected node; they are numbered in the order in which they were looked at. */
    int node(int number) {
        return nodes[number];
    }

    /** Return why a node was rejected. */
    Rejection rejection(int number) {
        return rejections[number];
    }

    /** Return the number of nodes in the cluster. */
    int allNodes() {
        return allNodes;
    }

    /** Return the message, without what the post-filter plugins have to say. */
    String message() {
        Map<String, Integer> reasons = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            for (String reason : rejections[i].reasons()) {
                reasons.merge(reason, 1, Integer::sum);
            }
        }
        if (absent != null && count < allNodes) {
            reasons.merge(absent, allNodes - count, Integer::sum);
        }
        String start = "0/" + allNodes + " nodes are available:";
        if (refusal != null) {
            return start + " " + refusal + ".";
        }
        return reasons.isEmpty() ? start : start + " " + join(reasons) + ".";
    }

    private static String join(Map<String, Integer> counts) {
        List<String> parts = new ArrayList<>(counts.size());
        counts.forEach((reason, count) -> parts.add(count + " " + reason));
        Collections.sort(parts);
        return String.join(", ", parts);
    }
}
