package dev.simarena.engine.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.DaemonSet;
import dev.simarena.engine.model.JsonMaps;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.PodTemplate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Make the pods of a DaemonSet: each tolerates what may be wrong with a node and is pinned to its node by affinity.
 *
 * <p>Source: {@code pkg/controller/daemon/util}.
 */
final class DaemonPods {

    private static final String GENERATION = "pod-template-generation";

    private DaemonPods() {}

    /** Return the template for the pods of a DaemonSet, whatever their nodes. */
    static PodTemplate tolerant(PodTemplate template) {
        return template.changed(DaemonPods::tolerate);
    }

    /** Return a template whose pods can only run on one node. */
    static PodTemplate pinned(PodTemplate template, String node) {
        return template.changed(spec -> pin(spec, node));
    }

    /** Return the labels of pods made now. */
    static Map<String, String> labels(DaemonSet set, String hash) {
        Map<String, String> labels =
                JsonMaps.with(set.spec().template().labels(), GENERATION, String.valueOf(set.templateGeneration()));
        return JsonMaps.with(labels, StatefulRollout.REVISION, hash);
    }

    /** Tell whether a pod has the present template. */
    static boolean updated(DaemonSet set, Pod pod, String hash) {
        return hash.equals(pod.labels().get(StatefulRollout.REVISION))
                || String.valueOf(set.templateGeneration()).equals(pod.labels().get(GENERATION));
    }

    /** Return the name of the node a pod runs or is to run on, {@code null} where it is pinned to none. */
    static @Nullable String target(Pod pod) {
        String node = pod.nodeName();
        if (node != null) {
            return node;
        }
        Set<String> named = pod.template().placement().namedNodes();
        return named == null || named.size() != 1 ? null : named.iterator().next();
    }

    private static void tolerate(ObjectNode spec) {
        JsonNode written = spec.path("tolerations");
        ArrayNode tolerations = spec.putArray("tolerations");
        written.forEach(tolerations::add);
        for (String condition : List.of("not-ready", "unreachable")) {
            tolerate(tolerations, condition, "NoExecute");
        }
        for (String condition : List.of("disk-pressure", "memory-pressure", "pid-pressure", "unschedulable")) {
            tolerate(tolerations, condition, "NoSchedule");
        }
        if (spec.path("hostNetwork").asBoolean()) {
            tolerate(tolerations, "network-unavailable", "NoSchedule");
        }
    }

    /** One that names the same taint in the same way is replaced, so that it holds without end. */
    private static void tolerate(ArrayNode tolerations, String condition, String effect) {
        ObjectNode toleration = tolerations.objectNode();
        toleration.put("key", "node.kubernetes.io/" + condition);
        toleration.put("operator", "Exists");
        toleration.put("effect", effect);
        for (int i = 0; i < tolerations.size(); i++) {
            JsonNode present = tolerations.path(i);
            if (same(present, toleration, "key")
                    && same(present, toleration, "effect")
                    && same(present, toleration, "operator")
                    && same(present, toleration, "value")) {
                tolerations.set(i, toleration);
                return;
            }
        }
        tolerations.add(toleration);
    }

    private static boolean same(JsonNode a, JsonNode b, String field) {
        return a.path(field).asText("").equals(b.path(field).asText(""));
    }

    /** The terms for nodes the template demands have been looked at already, so that the name alone can take their place. */
    private static void pin(ObjectNode spec, String node) {
        ObjectNode affinity = object(spec, "affinity");
        ObjectNode required =
                object(object(affinity, "nodeAffinity"), "requiredDuringSchedulingIgnoredDuringExecution");
        ObjectNode field = required.putArray("nodeSelectorTerms")
                .addObject()
                .putArray("matchFields")
                .addObject();
        field.put("key", "metadata.name");
        field.put("operator", "In");
        field.putArray("values").add(node);
    }

    private static ObjectNode object(ObjectNode parent, String field) {
        return parent.path(field) instanceof ObjectNode present ? present : parent.putObject(field);
    }
}
