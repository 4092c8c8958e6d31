package dev.simarena.engine.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.GenericObject;
import dev.simarena.engine.model.JsonMaps;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.Phase;
import dev.simarena.engine.model.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Take over a patched object: its status through the subresource of that name, metadata and the rest without it. */
public final class WrittenStatus {

    private static final Set<String> TIMES =
            Set.of("lastProbeTime", "lastTransitionTime", "lastHeartbeatTime", "startTime", "startedAt", "finishedAt");

    private WrittenStatus() {}

    /**
     * Take over what a patch of an object changed.
     *
     * @param before the object as it was shown before the patch
     * @param after the object as patched
     * @param now microseconds since 1970
     */
    public static void write(ApiObject object, ObjectNode before, ObjectNode after, String subresource, long now) {
        boolean typed = object instanceof Pod || object instanceof Node;
        if (subresource.equals("status")) {
            if (after.path("status") instanceof ObjectNode status && !status.equals(before.path("status"))) {
                status(object, status, now);
            }
            return;
        }
        metadata(object, after.path("metadata"));
        if (!typed && object instanceof GenericObject generic) {
            ObjectNode body = after.deepCopy();
            body.remove(List.of("apiVersion", "kind", "metadata"));
            generic.setBody(body);
        }
    }

    /** Set the status of an object as a client wrote it through the subresource. */
    public static void status(ApiObject object, JsonNode written, long now) {
        if (object instanceof Pod pod) {
            ObjectNode status = written.deepCopy();
            if (pod.node() == null) {
                pod.nominate(status.path("nominatedNodeName").asText(null));
            }
            status.remove(List.of("qosClass", "nominatedNodeName"));
            normalize(status);
            podAddress(status);
            pod.setStatus(status, phase(status, pod), condition(status, "Ready"), now);
        } else if (object instanceof Node node) {
            ObjectNode status = written.deepCopy();
            normalize(status);
            node.setStatus(status);
        } else if (object instanceof GenericObject generic) {
            ObjectNode body = generic.body().deepCopy();
            body.set("status", written.deepCopy());
            generic.setBody(body);
        }
    }

    /** Set the conditions Ready of a pod and its containers from outside, wherever its status comes from. */
    public static void ready(Pod pod, boolean ready, long now) {
        ObjectNode written = pod.status();
        if (written == null) {
            pod.setReady(ready, now);
            return;
        }
        ObjectNode status = written.deepCopy();
        for (JsonNode condition : status.path("conditions")) {
            String type = condition.path("type").asText();
            if ((type.equals("Ready") || type.equals("ContainersReady")) && condition instanceof ObjectNode shown) {
                shown.put("status", ready ? "True" : "False").put("lastTransitionTime", Json.time(now));
            }
        }
        pod.setStatus(status, pod.phase(), ready, now);
    }

    /** Tell whether a condition of a status is True. */
    public static boolean condition(JsonNode status, String type) {
        for (JsonNode condition : status.path("conditions")) {
            if (condition.path("type").asText().equals(type)) {
                return condition.path("status").asText().equals("True");
            }
        }
        return false;
    }

    private static Phase phase(ObjectNode status, Pod pod) {
        String text = status.path("phase").asText();
        for (Phase phase : Phase.values()) {
            if (phase.toString().equals(text)) {
                return phase;
            }
        }
        return pod.phase();
    }

    private static void metadata(ApiObject object, JsonNode metadata) {
        object.setLabels(JsonMaps.strings(metadata.path("labels")));
        object.setAnnotations(JsonMaps.strings(metadata.path("annotations")));
        List<String> finalizers = new ArrayList<>();
        metadata.path("finalizers").forEach(finalizer -> finalizers.add(finalizer.asText()));
        object.setFinalizers(finalizers);
    }

    /** One address wins over the list of them where they differ, as for kubelets that know no lists. */
    private static void podAddress(ObjectNode status) {
        String address = status.path("podIP").asText("");
        JsonNode first = status.path("podIPs").path(0).path("ip");
        if (!address.isEmpty() && !first.asText("").equals(address)) {
            status.putArray("podIPs").addObject().put("ip", address);
        } else if (address.isEmpty() && first.isTextual()) {
            status.put("podIP", first.asText());
        }
    }

    /** The API server keeps whole seconds, leaves out empty texts and always shows some fields. */
    private static void normalize(ObjectNode status) {
        seconds(status);
        List<String> empty = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : status.properties()) {
            if (field.getValue().isNull()
                    || (field.getValue().isArray() && field.getValue().isEmpty())) {
                empty.add(field.getKey());
            }
        }
        status.remove(empty);
        for (JsonNode condition : status.path("conditions")) {
            if (condition instanceof ObjectNode shown) {
                dropEmpty(shown, "reason");
                dropEmpty(shown, "message");
                if (!shown.has("lastProbeTime") && !shown.has("lastHeartbeatTime")) {
                    shown.putNull("lastProbeTime");
                }
            }
        }
        containers(status.path("containerStatuses"));
        containers(status.path("initContainerStatuses"));
        containers(status.path("ephemeralContainerStatuses"));
    }

    private static void containers(JsonNode statuses) {
        for (JsonNode status : statuses) {
            if (status instanceof ObjectNode shown) {
                Json.orElse(shown, "imageID", "");
                Json.orElse(shown, "ready", false);
                Json.orElse(shown, "restartCount", 0);
                shown.withObjectProperty("state");
                shown.withObjectProperty("lastState");
            }
        }
    }

    private static void dropEmpty(ObjectNode object, String field) {
        if (object.path(field).asText("").isEmpty()) {
            object.remove(field);
        }
    }

    private static void seconds(@Nullable JsonNode json) {
        if (json instanceof ArrayNode array) {
            array.forEach(WrittenStatus::seconds);
        } else if (json instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                String text = field.getValue().asText("");
                int dot = text.indexOf('.');
                if (TIMES.contains(field.getKey()) && dot > 0 && text.endsWith("Z")) {
                    field.setValue(TextNode.valueOf(text.substring(0, dot) + "Z"));
                } else {
                    seconds(field.getValue());
                }
            }
        }
    }
}
