package dev.simarena.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Compute the hash under which SimKube keeps the lifecycles of pods ({@code stable_spec} in {@code pod_ext.rs}): that
 * of the pod's spec without what differs from pod to pod.
 */
public final class PodHash {

    private static final String SERVICE_ACCOUNT_VOLUME = "kube-api-access";

    private PodHash() {}

    /** Hash a pod spec as recorded, with what admission adds to every pod where it is absent. */
    public static long of(JsonNode podSpec) {
        ObjectNode spec = podSpec.deepCopy();
        admit(spec);
        dropNulls(spec);
        spec.set("volumes", others(spec.path("volumes"), spec));
        spec.remove(List.of("nodeName", "serviceAccount", "serviceAccountName"));
        spec.path("initContainers").forEach(PodHash::dropServiceAccountMounts);
        spec.path("containers").forEach(container -> {
            dropServiceAccountMounts(container);
            if (container instanceof ObjectNode map) {
                map.remove("ports");
            }
        });
        return SpecHash.of(spec);
    }

    /** Add what the API server's admission adds by default (enableServiceLinks, Priority, DefaultTolerationSeconds). */
    private static void admit(ObjectNode spec) {
        if (!spec.hasNonNull("enableServiceLinks")) {
            spec.put("enableServiceLinks", true);
        }
        if (!spec.hasNonNull("preemptionPolicy")) {
            spec.put("preemptionPolicy", "PreemptLowerPriority");
        }
        if (!spec.hasNonNull("priority")) {
            spec.put("priority", 0);
        }
        tolerate(spec, "node.kubernetes.io/not-ready");
        tolerate(spec, "node.kubernetes.io/unreachable");
    }

    private static void tolerate(ObjectNode spec, String taint) {
        ArrayNode tolerations = spec.get("tolerations") instanceof ArrayNode list ? list : spec.putArray("tolerations");
        for (JsonNode toleration : tolerations) {
            String key = toleration.path("key").asText();
            String effect = toleration.path("effect").asText();
            if ((key.equals(taint) || key.isEmpty()) && (effect.equals("NoExecute") || effect.isEmpty())) {
                return;
            }
        }
        tolerations
                .addObject()
                .put("effect", "NoExecute")
                .put("key", taint)
                .put("operator", "Exists")
                .put("tolerationSeconds", 300);
    }

    private static void dropServiceAccountMounts(JsonNode container) {
        if (container instanceof ObjectNode map) {
            map.set("volumeMounts", others(map.path("volumeMounts"), map));
        }
    }

    /** Return those whose name is not that of the service account's volume; a list even where there was none. */
    private static ArrayNode others(JsonNode named, ObjectNode parent) {
        ArrayNode others = parent.arrayNode();
        for (JsonNode element : named) {
            if (!element.path("name").asText().startsWith(SERVICE_ACCOUNT_VOLUME)) {
                others.add(element);
            }
        }
        return others;
    }

    private static void dropNulls(JsonNode node) {
        if (node instanceof ObjectNode map) {
            List<String> nulls = new ArrayList<>();
            map.properties().stream()
                    .filter(field -> field.getValue().isNull())
                    .forEach(field -> nulls.add(field.getKey()));
            map.remove(nulls);
        }
        node.forEach(PodHash::dropNulls);
    }
}
