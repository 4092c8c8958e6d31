package dev.simarena.engine.truth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.Manifests;
import java.util.List;

/**
 * Turn the notation of truth tables into manifests.
 *
 * <p>Fields of a pod written as an object: {@code parts} as in the short form; {@code selector} {@code "key=value ..."};
 * {@code require} a list of ORed terms of requirements joined by {@code " & "}, such as {@code "foo In a,b & bar
 * Exists"}, where key {@code @name} is the node's name; {@code prefer} the same with {@code "weight: "} in front; {@code
 * tolerate} {@code "key Operator value:Effect"} or {@code "key=value:Effect"}; {@code ports}, {@code initPorts} and
 * {@code sidecarPorts} {@code "protocol/address/port"}; {@code node}, {@code priority} and {@code labels}.
 */
final class Notation {

    private static final List<String> KINDS = List.of("c", "init", "sidecar", "overhead", "pod", "limit");

    private Notation() {}

    /** Read a pod. */
    static ObjectNode pod(String name, JsonNode notation) {
        ObjectNode pod = Manifests.json("""
                {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "%s", "namespace": "default"}, "spec": {}}
                """.formatted(name));
        ObjectNode spec = (ObjectNode) pod.path("spec");
        JsonNode parts = notation.isArray() ? notation : notation.path("parts");
        parts.forEach(part -> part(spec, part.asText()));
        if (spec.path("containers").isEmpty()) {
            container(spec, "containers");
        }
        selector(spec, notation);
        require(spec, notation.path("require"));
        prefer(spec, notation.path("prefer"));
        notation.path("tolerate").forEach(text -> toleration(spec.withArray("/tolerations"), text.asText()));
        ports((ObjectNode) spec.path("containers").path(0), notation.path("ports"));
        if (notation.has("initPorts")) {
            ports(container(spec, "initContainers"), notation.path("initPorts"));
        }
        if (notation.has("sidecarPorts")) {
            ObjectNode sidecar = container(spec, "initContainers");
            sidecar.put("restartPolicy", "Always");
            ports(sidecar, notation.path("sidecarPorts"));
        }
        if (notation.has("node")) {
            spec.put("nodeName", notation.path("node").asText());
        }
        if (notation.has("priority")) {
            spec.put("priority", notation.path("priority").asInt());
        }
        return pod;
    }

    /** Read a node; it has room for 110 pods unless the notation says otherwise. */
    static ObjectNode node(String name, String notation) {
        ObjectNode node = Manifests.json("""
                {"apiVersion": "v1", "kind": "Node", "metadata": {"name": "%s", "labels": {}},
                 "spec": {}, "status": {"allocatable": {"cpu": "0", "memory": "0", "pods": "110"}}}
                """.formatted(name));
        for (String word : words(notation)) {
            if (word.equals("unschedulable")) {
                node.withObject("/spec").put("unschedulable", true);
            } else if (word.startsWith("name:")) {
                node.withObject("/metadata").put("name", word.substring(5));
            } else if (word.startsWith("label:")) {
                put(node.withObject("/metadata/labels"), word.substring(6));
            } else if (word.startsWith("taint:")) {
                String[] taint = word.substring(6).split("[=:]", 3);
                node.withObject("/spec")
                        .withArray("/taints")
                        .addObject()
                        .put("key", taint[0])
                        .put("value", taint[1])
                        .put("effect", taint[2]);
            } else {
                put(node.withObject("/status/allocatable"), word);
            }
        }
        return node;
    }

    /** Split a text at spaces; an empty one has no words. */
    static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split(" +"));
    }

    private static void part(ObjectNode spec, String part) {
        List<String> words = words(part);
        String kind = KINDS.contains(words.get(0)) ? words.get(0) : "c";
        List<String> amounts = KINDS.contains(words.get(0)) ? words.subList(1, words.size()) : words;
        switch (kind) {
            case "overhead" -> amounts.forEach(amount -> put(spec.withObject("/overhead"), amount));
            case "pod" -> requests(spec.withObject("/resources"), amounts);
            case "limit" -> {
                ObjectNode limits =
                        container(spec, "containers").putObject("resources").putObject("limits");
                amounts.forEach(amount -> put(limits, amount));
            }
            case "c" -> requests(container(spec, "containers").putObject("resources"), amounts);
            default -> {
                ObjectNode container = container(spec, "initContainers");
                if (kind.equals("sidecar")) {
                    container.put("restartPolicy", "Always");
                }
                requests(container.putObject("resources"), amounts);
            }
        }
    }

    /** Write requests, with equal limits for what may not be overcommitted, and cpu where huge pages demand some. */
    private static void requests(ObjectNode resources, List<String> amounts) {
        boolean huge = amounts.stream().anyMatch(amount -> amount.startsWith("hugepages-"));
        if (huge && amounts.stream().noneMatch(amount -> amount.startsWith("cpu=") || amount.startsWith("memory="))) {
            put(resources.withObject("/requests"), "cpu=0");
        }
        for (String amount : amounts) {
            put(resources.withObject("/requests"), amount);
            if (amount.startsWith("hugepages-") || amount.indexOf('/') > 0) {
                put(resources.withObject("/limits"), amount);
            }
        }
    }

    private static ObjectNode container(ObjectNode spec, String list) {
        ArrayNode containers = spec.withArray("/" + list);
        return containers
                .addObject()
                .put("name", "%s-%d".formatted(list.equals("containers") ? "c" : "i", containers.size()))
                .put("image", "i:1");
    }

    private static void selector(ObjectNode spec, JsonNode notation) {
        for (String label : words(notation.path("selector").asText(""))) {
            put(spec.withObject("/nodeSelector"), label);
        }
    }

    private static void require(ObjectNode spec, JsonNode terms) {
        for (JsonNode term : terms) {
            ArrayNode list = spec.withArray(
                    "/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms");
            term(list.addObject(), term.asText());
        }
    }

    private static void prefer(ObjectNode spec, JsonNode preferences) {
        for (JsonNode preference : preferences) {
            String[] weighted = preference.asText().split(": ?", 2);
            ArrayNode list = spec.withArray("/affinity/nodeAffinity/preferredDuringSchedulingIgnoredDuringExecution");
            ObjectNode entry = list.addObject().put("weight", Integer.parseInt(weighted[0]));
            term(entry.putObject("preference"), weighted[1]);
        }
    }

    private static void term(ObjectNode term, String text) {
        if (text.isBlank()) {
            return;
        }
        for (String requirement : text.split(" & ", -1)) {
            String[] words = requirement.split(" ", 3);
            boolean name = words[0].equals("@name");
            ObjectNode entry = term.withArray(name ? "/matchFields" : "/matchExpressions")
                    .addObject()
                    .put("key", name ? "metadata.name" : words[0])
                    .put("operator", words[1]);
            if (words.length > 2) {
                for (String value : words[2].split(",", -1)) {
                    entry.withArray("/values").add(value);
                }
            }
        }
    }

    private static void toleration(ArrayNode list, String text) {
        String[] effect = text.split(":", 2);
        ObjectNode toleration = list.addObject();
        String[] words = effect[0].split("[ =]", 3);
        if (effect[0].equals("Exists")) {
            toleration.put("operator", "Exists");
        } else if (effect[0].indexOf('=') > 0) {
            toleration.put("key", words[0]).put("value", words[1]);
        } else {
            toleration.put("key", words[0]).put("operator", words[1]);
            if (words.length > 2) {
                toleration.put("value", words[2]);
            }
        }
        if (effect.length > 1) {
            toleration.put("effect", effect[1]);
        }
    }

    private static void ports(ObjectNode container, JsonNode ports) {
        for (JsonNode port : ports) {
            String[] claim = port.asText().split("/", 3);
            int number = Integer.parseInt(claim[2]);
            ObjectNode entry = container
                    .withArray("/ports")
                    .addObject()
                    .put("protocol", claim[0])
                    .put("containerPort", number)
                    .put("hostPort", number);
            if (!claim[1].isEmpty()) {
                entry.put("hostIP", claim[1]);
            }
        }
    }

    private static void put(ObjectNode map, String keyAndValue) {
        int equals = keyAndValue.indexOf('=');
        map.put(keyAndValue.substring(0, equals), keyAndValue.substring(equals + 1));
    }
}
