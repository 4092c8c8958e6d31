package dev.simarena.cluster.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.cluster.EnvironmentException;
import dev.simarena.cluster.ReplayRequest;
import dev.simarena.cluster.VirtualObjects;
import dev.simarena.trace.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Hold what one replay owns on the cluster: its namespaces, its nodes, and what hooks have added. */
final class ReplaySpace {

    private static final Duration LONGEST_CLEAN_UP = Duration.ofSeconds(90);

    private final KubeApi api;
    private final RunRoot root;
    private final String replay;
    private final String prefix;
    private final Map<String, String> labels;
    private final ReplayNodes nodes;
    private final Leftovers leftovers;

    /** Namespaces on the cluster with the names they have in observations. */
    private final Map<String, String> namespaces = new LinkedHashMap<>();

    private final List<ObjectNode> added = new ArrayList<>();

    ReplaySpace(KubeApi api, RunRoot root, ReplayRequest request) {
        this.api = api;
        this.root = root;
        this.replay = root.nextReplay();
        this.prefix = "virtual-" + replay;
        this.labels = new LinkedHashMap<>(OurLabels.of(request.runId(), root.name(), replay));
        labels.put(VirtualObjects.SIMULATION_LABEL, VirtualObjects.labelValue(request.simulation()));
        this.nodes = new ReplayNodes(api, replay);
        this.leftovers = new Leftovers(api);
        Trace trace = request.trace();
        for (String namespace : VirtualObjects.namespaces(trace)) {
            namespaces.put(VirtualObjects.namespace(prefix, namespace), VirtualObjects.namespace("virtual", namespace));
        }
    }

    KubeApi api() {
        return api;
    }

    String prefix() {
        return prefix;
    }

    String replay() {
        return replay;
    }

    Map<String, String> labels() {
        return labels;
    }

    Map<String, String> namespaces() {
        return namespaces;
    }

    ReplayNodes nodes() {
        return nodes;
    }

    ObjectNode owner() {
        return root.reference();
    }

    /**
     * Make the nodes, and when they are ready those namespaces that hooks have not needed yet.
     *
     * <p>So what has no KWOK fails at once: namespaces take their time to go.
     */
    void create(ReplayRequest request, Changes changes) {
        nodes.create(request.nodes(), labels, owner());
        nodes.awaitReady(changes);
        namespaces.keySet().forEach(this::ensure);
    }

    /** Make a namespace unless this replay has made it before. */
    void ensure(String name) {
        JsonNode found = api.find(KubeApi.NAMESPACES + "/" + name);
        if (found == null) {
            ObjectNode namespace = JsonNodeFactory.instance.objectNode();
            namespace.put("apiVersion", "v1").put("kind", "Namespace");
            ObjectNode written =
                    namespace.putObject("metadata").put("name", name).putObject("labels");
            labels.forEach(written::put);
            written.put(VirtualObjects.VIRTUAL_LABEL, "true");
            namespace.withObject("/metadata").putArray("ownerReferences").add(owner());
            api.create(KubeApi.NAMESPACES, namespace);
        } else if (!owns(found)) {
            throw new EnvironmentException(KubeMessages.foreignObject("Namespace/" + name));
        }
    }

    /** Remember an object that a hook has made, to delete it with the replay. */
    void added(ObjectNode object) {
        added.add(object);
    }

    /** Tell whether this replay has created an object. */
    boolean owns(JsonNode object) {
        return object.at("/metadata/labels").path(OurLabels.REPLAY).asText().equals(replay);
    }

    /** Delete everything of the replay and wait until it is gone; return what is left in the end. */
    List<String> delete(Changes changes) {
        String selector = OurLabels.REPLAY + "=" + replay;
        added.forEach(api::delete);
        added.clear();
        long end = WallClock.nanos() + LONGEST_CLEAN_UP.toNanos();
        while (true) {
            long seen = changes.count();
            if (leftovers.removeChosen(selector)) {
                return List.of();
            }
            if (WallClock.nanos() > end) {
                return leftovers.left(selector);
            }
            changes.await(seen, Watches.DISTRUST);
        }
    }
}
