package dev.simarena.engine.kwok;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.simarena.engine.template.GoTemplate;
import dev.simarena.engine.template.TemplateFunction;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Make the functions KWOK gives its templates beyond those of Go and sprig. */
public final class StageFunctions {

    /** The version shown in a node's {@code nodeInfo}. */
    public static final String VERSION = "v0.8.0";

    /** Port of the kubelet of every node. */
    public static final long NODE_PORT = 10247;

    static final Set<String> NAMES = Set.of(
            "Quote",
            "YAML",
            "Now",
            "StartTime",
            "Version",
            "NodeConditions",
            "NodeIP",
            "NodeName",
            "NodePort",
            "NodeIPWith",
            "NodeIPsWith",
            "PodIP",
            "PodIPWith",
            "PodIPsWith");

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .build();
    private static final ArrayNode NODE_CONDITIONS = conditions();

    /** Give addresses; asked each time a template does. */
    public interface Addresses {

        /** Return the address of a node. */
        String node(String name);

        /** Return an address for a pod; every call may take a new one. */
        String pod(String node, boolean hostNetwork, String uid, String name, String namespace);
    }

    private StageFunctions() {}

    /** Return the functions for an object at a time. */
    public static Map<String, TemplateFunction> of(JsonNode object, Instant now, Instant start, Addresses addresses) {
        Map<String, TemplateFunction> all = new LinkedHashMap<>();
        String node = object.path("spec")
                .path("nodeName")
                .asText(object.path("metadata").path("name").asText());
        all.put("Quote", a -> quote(a.get(0)));
        all.put("YAML", a -> yaml(a));
        all.put("Now", a -> now.toString());
        all.put("StartTime", a -> start.toString());
        all.put("Version", a -> VERSION);
        all.put("NodeConditions", a -> NODE_CONDITIONS);
        all.put("NodeIP", a -> addresses.node(node));
        all.put("NodeName", a -> node);
        all.put("NodePort", a -> NODE_PORT);
        all.put("NodeIPWith", a -> addresses.node(String.valueOf(a.get(0))));
        all.put("NodeIPsWith", a -> List.of(addresses.node(String.valueOf(a.get(0)))));
        all.put("PodIP", a -> addresses.pod(node, false, "", "", ""));
        all.put("PodIPWith", a -> pod(addresses, a));
        all.put("PodIPsWith", a -> List.of(pod(addresses, a)));
        return all;
    }

    private static String pod(Addresses addresses, List<@Nullable Object> a) {
        return addresses.pod(
                String.valueOf(a.get(0)),
                Boolean.TRUE.equals(a.get(1)),
                String.valueOf(a.get(2)),
                String.valueOf(a.get(3)),
                String.valueOf(a.get(4)));
    }

    private static String quote(@Nullable Object value) {
        JsonNode json = GoTemplate.json(value);
        return json.isTextual()
                ? json.toString()
                : JsonNodeFactory.instance.textNode(json.toString()).toString();
    }

    private static String yaml(List<@Nullable Object> arguments) {
        String text;
        try {
            text = YAML.writeValueAsString(GoTemplate.json(arguments.get(0)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        int indent = arguments.size() == 2 && arguments.get(1) instanceof Long pad ? (int) Math.min(pad, 100) : 0;
        return indent > 0 ? ("\n" + text).replace("\n", "\n" + "  ".repeat(indent)) : text;
    }

    /** Return the conditions of a node that is well, without times; read only. */
    public static ArrayNode nodeConditions() {
        return NODE_CONDITIONS;
    }

    private static ArrayNode conditions() {
        ArrayNode conditions = JsonNodeFactory.instance.arrayNode();
        condition(conditions, "Ready", "True", "KubeletReady", "kubelet is posting ready status");
        condition(
                conditions,
                "MemoryPressure",
                "False",
                "KubeletHasSufficientMemory",
                "kubelet has sufficient memory available");
        condition(conditions, "DiskPressure", "False", "KubeletHasNoDiskPressure", "kubelet has no disk pressure");
        condition(
                conditions, "PIDPressure", "False", "KubeletHasSufficientPID", "kubelet has sufficient PID available");
        condition(conditions, "NetworkUnavailable", "False", "RouteCreated", "RouteController created a route");
        return conditions;
    }

    private static void condition(ArrayNode conditions, String type, String status, String reason, String message) {
        conditions
                .addObject()
                .put("type", type)
                .put("status", status)
                .put("reason", reason)
                .put("message", message);
    }
}
