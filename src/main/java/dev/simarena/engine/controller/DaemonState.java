package dev.simarena.engine.controller;

import dev.simarena.engine.model.DaemonSet;
import dev.simarena.engine.model.DaemonSetSpec;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.PodTemplate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Hold what a DaemonSet's controller sees when it looks: nodes, and the pods that run or are to run on each. */
final class DaemonState {

    /** Those on their node first, then the oldest in whole seconds, then by name. */
    static final Comparator<Pod> BY_AGE = Comparator.<Pod, Boolean>comparing(pod -> pod.nodeName() == null)
            .thenComparingLong(pod -> TimeUnit.MICROSECONDS.toSeconds(pod.created()))
            .thenComparing(Pod::name);

    private final DaemonSet set;
    private final String hash;
    private final List<Node> nodes;
    private final Map<Node, DaemonNodes> verdicts;
    private final Map<String, List<Pod>> pods;
    private final long now;

    /**
     * Look.
     *
     * @param template template that has the tolerations of the pods
     * @param hash hash of the present revision
     * @param now microseconds since 1970
     */
    DaemonState(DaemonSet set, PodTemplate template, String hash, List<Node> nodes, List<Pod> all, long now) {
        this.set = set;
        this.hash = hash;
        this.nodes = nodes;
        this.now = now;
        this.verdicts = new HashMap<>(nodes.size() * 2);
        this.pods = new LinkedHashMap<>(all.size() * 2);
        for (Node node : nodes) {
            verdicts.put(node, DaemonNodes.of(template, node));
        }
        for (Pod pod : all) {
            String target = DaemonPods.target(pod);
            if (target != null && !(pod.phase().terminal() && pod.terminating())) {
                pods.computeIfAbsent(target, __ -> new ArrayList<>(2)).add(pod);
            }
        }
    }

    DaemonSet set() {
        return set;
    }

    DaemonSetSpec spec() {
        return set.spec();
    }

    List<Node> nodes() {
        return nodes;
    }

    /** Return the pods by the names of their nodes, in the order of creation. */
    Map<String, List<Pod>> pods() {
        return pods;
    }

    /** Return the pods of a node, {@code null} where there is none. */
    @Nullable
    List<Pod> on(Node node) {
        return pods.get(node.name());
    }

    /** Say whether pods belong on a node. */
    DaemonNodes verdict(Node node) {
        return verdicts.getOrDefault(node, DaemonNodes.MUST_NOT);
    }

    boolean updated(Pod pod) {
        return DaemonPods.updated(set, pod, hash);
    }

    /** Tell whether a pod carries the hash of the present revision. */
    boolean hashed(Pod pod) {
        return hash.equals(pod.labels().get(StatefulRollout.REVISION));
    }

    boolean available(Pod pod) {
        return Availability.of(pod, spec().minReadySeconds(), now);
    }
}
