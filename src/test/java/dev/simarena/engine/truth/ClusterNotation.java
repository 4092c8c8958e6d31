package dev.simarena.engine.truth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.Manifests;
import dev.simarena.engine.scheduler.FrameworkBench;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turn cases that need several pods and nodes into manifests.
 *
 * <p>A pod has the fields of {@link Notation}, and: {@code on} its node; {@code labels} {@code "key=value ..."}; {@code
 * namespace}; {@code nominated}; {@code terminating}; {@code started} a second; {@code near}, {@code apart}, {@code
 * preferNear}, {@code preferApart} lists of terms with {@code in} (topology key), {@code pods} (selector), {@code
 * namespaces}, {@code ofNamespaces} (selector), {@code weight}; {@code spread} a list of constraints with {@code in},
 * {@code skew}, {@code hard}, {@code pods}, {@code minDomains}, {@code affinityPolicy}, {@code taintsPolicy}, {@code same}
 * (label keys); {@code images}, {@code initImages} and {@code imageVolumes}. A selector is a text {@code "key=value & key Operator values"}.
 */
final class ClusterNotation {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ClusterNotation() {}

    /** Build the cluster of a case: namespaces, services and budgets, nodes, and the pods around. */
    static FrameworkBench cluster(TruthTable table, JsonNode single) {
        FrameworkBench bench = new FrameworkBench();
        table.field("namespaces").properties().forEach(namespace -> {
            ObjectNode json = Manifests.namespace(namespace.getKey());
            labels(json.withObject("/metadata/labels"), namespace.getValue().asText());
            bench.object(json);
        });
        int number = 0;
        for (JsonNode service : single.path("services")) {
            ObjectNode json = object("v1", "Service", "service-" + number++);
            labels(json.withObject("/spec/selector"), service.asText());
            bench.object(json);
        }
        for (JsonNode budget : single.path("budgets")) {
            bench.object(budget(budget, "budget-" + number++));
        }
        for (String field : new String[] {"nodes", "infeasible"}) {
            for (Map.Entry<String, JsonNode> node : single.path(field).properties()) {
                boolean images = node.getValue().isObject();
                bench.node(
                        Notation.node(
                                node.getKey(), images ? "" : node.getValue().asText()),
                        images ? images(node.getValue()) : Map.of());
            }
        }
        for (JsonNode pod : single.path("around")) {
            if (pod.has("on") && hasNode(single, pod.path("on").asText())) {
                bench.run(
                        pod.path("on").asText(),
                        pod(pod.path("name").asText("around-" + number++), pod),
                        pod.path("started").asLong(),
                        pod.path("terminating").asBoolean());
            }
        }
        return bench;
    }

    /** Write a pod. */
    static ObjectNode pod(String name, JsonNode notation) {
        ObjectNode pod = Notation.pod(name, notation);
        ObjectNode metadata = pod.withObject("/metadata");
        metadata.put("namespace", notation.path("namespace").asText("default"));
        labels(metadata.withObject("/labels"), notation.path("labels").asText(""));
        ObjectNode spec = pod.withObject("/spec");
        if (notation.has("on")) {
            spec.put("nodeName", notation.path("on").asText());
        }
        if (notation.has("nominated")) {
            pod.withObject("/status")
                    .put("nominatedNodeName", notation.path("nominated").asText());
        }
        if (notation.has("tolerations")) {
            spec.set("tolerations", notation.path("tolerations"));
        }
        terms(spec, "podAffinity", notation.path("near"), notation.path("preferNear"));
        terms(spec, "podAntiAffinity", notation.path("apart"), notation.path("preferApart"));
        notation.path("spread").forEach(constraint -> spread(spec.withArray("/topologySpreadConstraints"), constraint));
        images(spec, "containers", notation.path("images"));
        images(spec, "initContainers", notation.path("initImages"));
        for (JsonNode image : notation.path("imageVolumes")) {
            spec.withArray("/volumes").addObject().putObject("image").put("reference", image.asText());
        }
        return pod;
    }

    private static boolean hasNode(JsonNode single, String name) {
        return single.path("nodes").has(name) || single.path("infeasible").has(name);
    }

    private static ObjectNode object(String apiVersion, String kind, String name) {
        return Manifests.json("""
                {"apiVersion": "%s", "kind": "%s", "metadata": {"name": "%s", "namespace": "default"}}
                """.formatted(apiVersion, kind, name));
    }

    private static ObjectNode budget(JsonNode notation, String name) {
        ObjectNode budget = object("policy/v1", "PodDisruptionBudget", name);
        selector(budget.withObject("/spec"), "selector", notation.path("pods"));
        ObjectNode status = budget.withObject("/status");
        status.put("disruptionsAllowed", notation.path("allowed").asInt());
        notation.path("disrupted")
                .forEach(pod -> status.withObject("/disruptedPods").put(pod.asText(), "2026-01-01T00:00:00Z"));
        return budget;
    }

    private static void terms(ObjectNode spec, String kind, JsonNode required, JsonNode preferred) {
        String path = "/affinity/" + kind + "/";
        for (JsonNode term : required) {
            term(
                    spec.withArray(path + "requiredDuringSchedulingIgnoredDuringExecution")
                            .addObject(),
                    term);
        }
        for (JsonNode term : preferred) {
            ObjectNode weighted = spec.withArray(path + "preferredDuringSchedulingIgnoredDuringExecution")
                    .addObject()
                    .put("weight", term.path("weight").asInt());
            term(weighted.putObject("podAffinityTerm"), term);
        }
    }

    private static void term(ObjectNode term, JsonNode notation) {
        term.put("topologyKey", notation.path("in").asText());
        selector(term, "labelSelector", notation.path("pods"));
        selector(term, "namespaceSelector", notation.path("ofNamespaces"));
        if (notation.has("namespaces")) {
            term.set("namespaces", notation.path("namespaces"));
        }
    }

    private static void spread(ArrayNode list, JsonNode notation) {
        ObjectNode constraint = list.addObject();
        constraint.put("topologyKey", notation.path("in").asText());
        constraint.put("maxSkew", notation.path("skew").asInt());
        constraint.put("whenUnsatisfiable", notation.path("hard").asBoolean() ? "DoNotSchedule" : "ScheduleAnyway");
        selector(constraint, "labelSelector", notation.path("pods"));
        copy(notation, "minDomains", constraint, "minDomains");
        copy(notation, "affinityPolicy", constraint, "nodeAffinityPolicy");
        copy(notation, "taintsPolicy", constraint, "nodeTaintsPolicy");
        copy(notation, "same", constraint, "matchLabelKeys");
    }

    private static void copy(JsonNode from, String name, ObjectNode to, String field) {
        if (from.has(name)) {
            to.set(field, from.path(name));
        }
    }

    private static void selector(ObjectNode owner, String field, JsonNode text) {
        if (!text.isTextual()) {
            return;
        }
        ObjectNode selector = owner.putObject(field);
        for (String part :
                text.asText().isEmpty() ? new String[0] : text.asText().split(" & ", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                selector.withObject("/matchLabels").put(part.substring(0, equals), part.substring(equals + 1));
                continue;
            }
            String[] words = part.split(" ", 3);
            ObjectNode requirement = selector.withArray("/matchExpressions")
                    .addObject()
                    .put("key", words[0])
                    .put("operator", words[1]);
            if (words.length > 2) {
                List.of(words[2].split(",", -1)).forEach(requirement.withArray("/values")::add);
            }
        }
    }

    private static void labels(ObjectNode labels, String text) {
        for (String word : Notation.words(text)) {
            int equals = word.indexOf('=');
            labels.put(word.substring(0, equals), word.substring(equals + 1));
        }
    }

    private static void images(ObjectNode spec, String field, JsonNode images) {
        if (images.isEmpty()) {
            return;
        }
        ArrayNode containers = JSON.createArrayNode();
        for (JsonNode image : images) {
            containers.addObject().put("name", "c" + containers.size()).put("image", image.asText());
        }
        spec.set(field, containers);
    }

    private static Map<String, Long> images(JsonNode sizes) {
        Map<String, Long> images = new LinkedHashMap<>();
        sizes.properties()
                .forEach(size -> images.put(size.getKey(), size.getValue().asLong()));
        return images;
    }
}
