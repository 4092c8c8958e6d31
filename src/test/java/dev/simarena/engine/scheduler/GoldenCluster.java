package dev.simarena.engine.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.api.Manifest;
import dev.simarena.engine.api.NodeReader;
import dev.simarena.engine.api.WorkloadReader;
import dev.simarena.engine.core.Names;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.RandomSource;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.GenericObject;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.NodeTable;
import dev.simarena.engine.model.Pod;
import dev.simarena.trace.Gvk;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Hold a cluster as a recording describes it, with pods on the nodes they really took. */
final class GoldenCluster {

    private static final ObjectMapper JSON = new ObjectMapper();

    final NodeTable table = new NodeTable();
    final Timeline timeline = new Timeline(Instant.EPOCH);
    final ObjectStore store = new ObjectStore(timeline, new Names(new RandomSource(1)));
    final Framework framework = new Framework(store, table, timeline, SchedulerOptions.DEFAULT);
    final Map<String, Node> nodes = new LinkedHashMap<>();
    final Map<String, Pod> pods = new LinkedHashMap<>();

    void addNodes(JsonNode list) {
        for (JsonNode json : list) {
            Node node = NodeReader.node(Manifest.read(tainted(json)), table);
            store.add(node);
            framework.added(node);
            nodes.put(node.name(), node);
        }
    }

    /** Recordings list nodes as created; Kubernetes taints unschedulable ones. */
    private static JsonNode tainted(JsonNode node) {
        if (!node.at("/spec/unschedulable").asBoolean()) {
            return node;
        }
        ObjectNode tainted = node.deepCopy();
        tainted.withArray("/spec/taints")
                .addObject()
                .put("key", "node.kubernetes.io/unschedulable")
                .put("effect", "NoSchedule");
        return tainted;
    }

    void addObject(JsonNode json, String namespace) {
        Manifest manifest = Manifest.read(json);
        ObjectNode body = json.deepCopy();
        body.remove(List.of("apiVersion", "kind", "metadata"));
        GenericObject object = new GenericObject(
                manifest.gvk(),
                manifest.gvk().equals(Gvk.NAMESPACE) ? null : namespace,
                manifest.name(),
                manifest.labels(),
                manifest.annotations(),
                body);
        store.add(object);
        framework.changed(object);
    }

    void addNamespace(JsonNode described) {
        ObjectNode json = JSON.createObjectNode();
        json.put("apiVersion", "v1").put("kind", "Namespace");
        json.set("metadata", described);
        addObject(json, "");
    }

    void addService(JsonNode described, String namespace) {
        ObjectNode json = JSON.createObjectNode();
        json.put("apiVersion", "v1").put("kind", "Service");
        json.putObject("metadata").put("name", described.path("name").asText()).put("namespace", namespace);
        json.putObject("spec").set("selector", described.path("selector"));
        addObject(json, namespace);
    }

    /** Make a pod of a recorded entry, with what admission added to it. */
    Pod pod(JsonNode recorded) {
        ObjectNode json = JSON.createObjectNode();
        json.put("apiVersion", "v1").put("kind", "Pod");
        ObjectNode metadata = json.putObject("metadata");
        metadata.put("name", recorded.path("name").asText());
        metadata.put("namespace", recorded.path("namespace").asText("sc"));
        metadata.set("labels", recorded.path("labels"));
        ObjectNode spec = recorded.path("spec").deepCopy();
        for (String admitted : new String[] {"overhead", "nodeSelector", "tolerations"}) {
            if (recorded.has("stored_" + admitted)) {
                spec.set(admitted, recorded.path("stored_" + admitted));
            }
        }
        if (spec.path("priorityClassName").asText().equals("never")) {
            spec.put("preemptionPolicy", "Never");
        }
        json.set("spec", spec);
        Manifest manifest = Manifest.read(json);
        Pod pod = new Pod(
                Objects.requireNonNull(manifest.namespace()),
                manifest.name(),
                manifest.labels(),
                manifest.annotations(),
                WorkloadReader.pod(manifest),
                recorded.path("priority").asInt());
        store.add(pod);
        pods.put(pod.name(), pod);
        return pod;
    }

    /** Put a pod onto the node it really took. */
    void place(Pod pod, String nodeName) {
        Node node = Objects.requireNonNull(nodes.get(nodeName));
        pod.bind(node, timeline.now());
        pod.run(timeline.now(), 1);
        framework.pods().assign(pod, node);
    }

    void remove(Pod pod) {
        Node node = pod.node();
        if (node != null) {
            framework.pods().release(pod, node);
        }
        store.remove(pod);
        pods.remove(pod.name());
    }

    /** Say why the last search found no node, and what preemption can do. */
    String message(Cycle cycle) {
        FitError error = framework.explain(cycle);
        Preemption.Outcome outcome = framework.preempt(cycle, error);
        return message(error, outcome);
    }

    static String message(FitError error, Preemption.Outcome outcome) {
        return !outcome.candidates().isEmpty()
                ? error.message()
                : error.message() + " no new claims to deallocate, preemption: " + outcome.message();
    }

    String nodeName(int index) {
        return Objects.requireNonNull(table.node(index)).name();
    }
}
