package dev.simarena.engine.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** Apply the API server's defaults to pod specs and check them. */
final class PodSpecs {

    private PodSpecs() {}

    /**
     * Return a copy with defaults applied and quantities as stored.
     *
     * @param spec pod spec as written
     * @param path path of the spec for messages, for example {@code spec.template.spec}
     * @param causes receives what is wrong
     */
    static ObjectNode stored(JsonNode spec, String path, List<String> causes) {
        ObjectNode stored = spec.isObject() ? spec.deepCopy() : Json.object();
        containers(stored, "initContainers", path, causes);
        if (stored.path("containers").isEmpty()) {
            causes.add(path + ".containers: Required value");
        }
        containers(stored, "containers", path, causes);
        String restart = stored.path("restartPolicy").asText("");
        if (!List.of("", "Always", "OnFailure", "Never").contains(restart)) {
            causes.add(path
                    + ".restartPolicy: Unsupported value: \"%s\": supported values: \"Always\", \"OnFailure\", \"Never\""
                            .formatted(restart));
        }
        Json.orElse(stored, "restartPolicy", "Always");
        if (!stored.has("terminationGracePeriodSeconds")) {
            stored.put("terminationGracePeriodSeconds", 30);
        }
        Json.orElse(stored, "dnsPolicy", "ClusterFirst");
        if (!stored.path("securityContext").isObject()) {
            stored.putObject("securityContext");
        }
        Json.orElse(stored, "schedulerName", "default-scheduler");
        ResourceLists.store(stored.path("overhead"), path + ".overhead", causes);
        resources(stored.path("resources"), path + ".resources", causes);
        return stored;
    }

    /**
     * Return a stored spec as a pod gets it: requests default to limits. The API server does this for pods only, never
     * for the templates they are made from. Source: {@code SetDefaults_Pod}.
     */
    static ObjectNode admitted(ObjectNode stored) {
        ObjectNode admitted = stored.deepCopy();
        requestLimits(admitted);
        for (String field : new String[] {"initContainers", "containers"}) {
            admitted.path(field).forEach(PodSpecs::requestLimits);
        }
        return admitted.equals(stored) ? stored : admitted;
    }

    private static void requestLimits(JsonNode owner) {
        JsonNode limits = owner.path("resources").path("limits");
        if (limits.isEmpty() || !(owner.path("resources") instanceof ObjectNode resources)) {
            return;
        }
        ObjectNode requests =
                resources.path("requests") instanceof ObjectNode present ? present : resources.putObject("requests");
        for (Map.Entry<String, JsonNode> limit : limits.properties()) {
            if (!requests.has(limit.getKey())) {
                requests.set(limit.getKey(), limit.getValue());
            }
        }
    }

    private static void containers(ObjectNode spec, String field, String path, List<String> causes) {
        int i = 0;
        for (JsonNode node : spec.path(field)) {
            String at = "%s.%s[%d]".formatted(path, field, i++);
            if (!(node instanceof ObjectNode container)) {
                continue;
            }
            for (String required : new String[] {"name", "image"}) {
                if (container.path(required).asText("").isEmpty()) {
                    causes.add(at + "." + required + ": Required value");
                }
            }
            for (JsonNode port : container.path("ports")) {
                if (port instanceof ObjectNode object) {
                    Json.orElse(object, "protocol", "TCP");
                }
            }
            if (!container.path("resources").isObject()) {
                container.putObject("resources");
            }
            resources(container.path("resources"), at + ".resources", causes);
            Json.orElse(container, "terminationMessagePath", "/dev/termination-log");
            Json.orElse(container, "terminationMessagePolicy", "File");
            Json.orElse(
                    container,
                    "imagePullPolicy",
                    pullPolicy(container.path("image").asText("")));
        }
    }

    private static void resources(JsonNode node, String path, List<String> causes) {
        if (!(node instanceof ObjectNode resources)) {
            return;
        }
        ResourceLists.store(resources.path("limits"), path + ".limits", causes);
        ResourceLists.store(resources.path("requests"), path + ".requests", causes);
        ResourceLists.compare(resources, path, causes);
    }

    /** Images without a tag, or with the tag latest, are always pulled. */
    private static String pullPolicy(String image) {
        if (image.indexOf('@') >= 0) {
            return "IfNotPresent";
        }
        int colon = image.lastIndexOf(':');
        String tag = colon > image.lastIndexOf('/') ? image.substring(colon + 1) : "latest";
        return tag.equals("latest") ? "Always" : "IfNotPresent";
    }
}
