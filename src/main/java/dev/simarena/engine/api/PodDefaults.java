package dev.simarena.engine.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Apply the API server's defaults to pod specs. Source: {@code pkg/apis/core/v1/defaults.go}. */
final class PodDefaults {

    private static final int DEFAULT_MODE = 420;
    private static final int BEARABLE_SECONDS = 300;

    private PodDefaults() {}

    /**
     * Return a copy with defaults applied and quantities as stored.
     *
     * @throws dev.simarena.trace.InvalidQuantityException where a quantity is none
     */
    static ObjectNode stored(JsonNode spec) {
        ObjectNode stored = spec.isObject() ? spec.deepCopy() : Json.object();
        for (JsonNode volume : stored.path("volumes")) {
            if (volume instanceof ObjectNode object) {
                volume(object);
            }
        }
        for (String field : new String[] {"initContainers", "containers", "ephemeralContainers"}) {
            for (JsonNode node : stored.path(field)) {
                if (node instanceof ObjectNode container) {
                    container(container);
                }
            }
        }
        Json.orBlank(stored, "restartPolicy", "Always");
        Json.orElse(stored, "terminationGracePeriodSeconds", 30);
        Json.orBlank(stored, "dnsPolicy", "ClusterFirst");
        if (!stored.path("securityContext").isObject()) {
            stored.putObject("securityContext");
        }
        Json.orBlank(stored, "schedulerName", "default-scheduler");
        serviceAccount(stored);
        ResourceLists.store(stored.path("overhead"));
        resources(stored.path("resources"));
        return stored;
    }

    /**
     * Return a stored spec as a pod gets it: requests default to limits, ports are the node's where the network is, and an
     * unhealthy node is borne for five minutes; a negative grace period is a second.
     * The API server does this for pods only, never for the templates they are made from. Source: {@code
     * SetDefaults_Pod} and admission plugin DefaultTolerationSeconds.
     */
    static ObjectNode admitted(ObjectNode stored) {
        ObjectNode admitted = stored.deepCopy();
        if (admitted.path("terminationGracePeriodSeconds").asLong() < 0) {
            admitted.put("terminationGracePeriodSeconds", 1);
        }
        tolerate(admitted, "node.kubernetes.io/not-ready");
        tolerate(admitted, "node.kubernetes.io/unreachable");
        for (String field : new String[] {"initContainers", "containers"}) {
            for (JsonNode container : admitted.path(field)) {
                requestLimits(container);
                if (admitted.path("hostNetwork").asBoolean()) {
                    hostPorts(container);
                }
            }
        }
        PodLevelDefaults.apply(admitted);
        return admitted.equals(stored) ? stored : admitted;
    }

    /** The older name of the field always shows the same as the newer, which wins. */
    private static void serviceAccount(ObjectNode spec) {
        String name = spec.path("serviceAccountName").asText("");
        String older = spec.path("serviceAccount").asText("");
        String account = name.isEmpty() ? older : name;
        if (!account.isEmpty()) {
            spec.put("serviceAccountName", account);
            spec.put("serviceAccount", account);
        }
    }

    private static void tolerate(ObjectNode spec, String key) {
        ArrayNode tolerations =
                spec.path("tolerations") instanceof ArrayNode present ? present : spec.putArray("tolerations");
        for (JsonNode toleration : tolerations) {
            String effect = toleration.path("effect").asText("");
            String written = toleration.path("key").asText("");
            if ((written.isEmpty() || written.equals(key)) && (effect.isEmpty() || effect.equals("NoExecute"))) {
                return;
            }
        }
        ObjectNode added = tolerations.addObject();
        added.put("key", key);
        added.put("operator", "Exists");
        added.put("effect", "NoExecute");
        added.put("tolerationSeconds", BEARABLE_SECONDS);
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

    private static void hostPorts(JsonNode container) {
        for (JsonNode port : container.path("ports")) {
            if (port instanceof ObjectNode object && object.path("hostPort").asInt() == 0) {
                object.set("hostPort", object.path("containerPort"));
            }
        }
    }

    private static void container(ObjectNode container) {
        for (JsonNode port : container.path("ports")) {
            if (port instanceof ObjectNode object) {
                Json.orBlank(object, "protocol", "TCP");
            }
        }
        for (JsonNode variable : container.path("env")) {
            if (variable.path("valueFrom").path("fieldRef") instanceof ObjectNode reference) {
                Json.orBlank(reference, "apiVersion", "v1");
            }
        }
        if (!container.path("resources").isObject()) {
            container.putObject("resources");
        }
        resources(container.path("resources"));
        for (String field : new String[] {"livenessProbe", "readinessProbe", "startupProbe"}) {
            if (container.path(field) instanceof ObjectNode probe) {
                orZero(probe, "timeoutSeconds", 1);
                orZero(probe, "periodSeconds", 10);
                orZero(probe, "successThreshold", 1);
                orZero(probe, "failureThreshold", 3);
                httpGet(probe.path("httpGet"));
                if (probe.path("grpc") instanceof ObjectNode grpc) {
                    Json.orElse(grpc, "service", "");
                }
            }
        }
        for (JsonNode handler : container.path("lifecycle")) {
            httpGet(handler.path("httpGet"));
        }
        Json.orBlank(container, "terminationMessagePath", "/dev/termination-log");
        Json.orBlank(container, "terminationMessagePolicy", "File");
        Json.orBlank(
                container, "imagePullPolicy", pullPolicy(container.path("image").asText("")));
    }

    private static void orZero(ObjectNode owner, String field, int value) {
        if (owner.path(field).asInt() == 0) {
            owner.put(field, value);
        }
    }

    private static void httpGet(JsonNode node) {
        if (node instanceof ObjectNode request) {
            Json.orBlank(request, "path", "/");
            Json.orBlank(request, "scheme", "HTTP");
        }
    }

    private static void volume(ObjectNode volume) {
        boolean typed = volume.properties().stream()
                .anyMatch(field -> !field.getKey().equals("name") && Json.present(field.getValue()));
        if (!typed) {
            volume.putObject("emptyDir");
        }
        for (String field : new String[] {"configMap", "secret", "downwardAPI", "projected"}) {
            if (volume.path(field) instanceof ObjectNode source) {
                Json.orElse(source, "defaultMode", DEFAULT_MODE);
            }
        }
        if (volume.path("hostPath") instanceof ObjectNode source) {
            Json.orElse(source, "type", "");
        }
        fieldVersions(volume.path("downwardAPI"));
        for (JsonNode source : volume.path("projected").path("sources")) {
            fieldVersions(source.path("downwardAPI"));
            if (source.path("serviceAccountToken") instanceof ObjectNode token) {
                Json.orElse(token, "expirationSeconds", 3600);
            }
        }
        if (volume.path("ephemeral").path("volumeClaimTemplate").path("spec") instanceof ObjectNode claim) {
            Json.orElse(claim, "volumeMode", "Filesystem");
            resources(claim.path("resources"));
        }
    }

    private static void fieldVersions(JsonNode shown) {
        for (JsonNode file : shown.path("items")) {
            if (file.path("fieldRef") instanceof ObjectNode reference) {
                Json.orBlank(reference, "apiVersion", "v1");
            }
        }
    }

    private static void resources(JsonNode node) {
        ResourceLists.store(node.path("limits"));
        ResourceLists.store(node.path("requests"));
    }

    /** Images with the tag latest, or with neither tag nor digest, are always pulled. */
    private static String pullPolicy(String image) {
        int digest = image.indexOf('@');
        String name = digest < 0 ? image : image.substring(0, digest);
        int colon = name.lastIndexOf(':');
        boolean tagged = colon > name.lastIndexOf('/');
        boolean latest = tagged ? name.substring(colon + 1).equals("latest") : digest < 0;
        return latest ? "Always" : "IfNotPresent";
    }
}
