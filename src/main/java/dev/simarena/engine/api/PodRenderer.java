package dev.simarena.engine.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.Condition;
import dev.simarena.engine.model.Job;
import dev.simarena.engine.model.Phase;
import dev.simarena.engine.model.Pod;

/** Write pods with the status KWOK's stages give them. */
final class PodRenderer {

    private PodRenderer() {}

    static void render(Pod pod, ObjectNode json) {
        ObjectNode spec = pod.template().podSpec().deepCopy();
        if (pod.nodeName() != null) {
            spec.put("nodeName", pod.nodeName());
        }
        spec.put("priority", pod.priority());
        if (!spec.has("enableServiceLinks")) {
            spec.put("enableServiceLinks", true);
        }
        Json.orElse(spec, "preemptionPolicy", "PreemptLowerPriority");
        String index = pod.annotations().get(Job.INDEX);
        String job = pod.labels().get(Job.JOB_NAME);
        if (index != null && job != null) {
            spec.put("hostname", job + "-" + index);
        }
        json.set("spec", spec);
        status(pod, json.putObject("status"));
    }

    private static void status(Pod pod, ObjectNode status) {
        status.put("phase", pod.phase().toString());
        boolean started = pod.phase() != Phase.PENDING;
        ArrayNode conditions = Json.object().arrayNode();
        if (started) {
            status.put("observedGeneration", pod.generation());
            String ready = pod.isReady() ? "True" : "False";
            condition(conditions, "Initialized", "True", pod.started());
            condition(conditions, "Ready", ready, pod.started());
            condition(conditions, "ContainersReady", ready, pod.started());
        }
        if (pod.node() != null && !pod.template().nodeName().equals(pod.node().name())) {
            condition(conditions, "PodScheduled", "True", pod.scheduled());
        } else if (pod.unschedulable() != null) {
            ObjectNode condition = condition(conditions, "PodScheduled", "False", pod.unschedulableSince());
            condition.put("reason", "Unschedulable");
            condition.put("message", pod.unschedulable());
        } else if (pod.template().gated()) {
            ObjectNode condition = condition(conditions, "PodScheduled", "False", pod.created());
            condition.put("reason", "SchedulingGated");
            condition.put("message", "Scheduling is blocked due to non-empty scheduling gates");
        }
        Condition disruption = pod.disruption();
        if (disruption != null) {
            ObjectNode condition =
                    condition(conditions, disruption.type(), disruption.status(), disruption.transitioned());
            condition.put("reason", disruption.reason());
            condition.put("message", disruption.message());
        }
        if (!conditions.isEmpty()) {
            status.set("conditions", conditions);
        }
        if (pod.nominatedNode() != null) {
            status.put("nominatedNodeName", pod.nominatedNode());
        }
        if (started) {
            status.put("hostIP", "127.0.0.1");
            status.putArray("hostIPs").addObject().put("ip", "127.0.0.1");
            String address = address(pod.address());
            status.put("podIP", address);
            status.putArray("podIPs").addObject().put("ip", address);
            status.put("startTime", Json.time(pod.started()));
            containers(pod, "initContainers", status, "initContainerStatuses");
            containers(pod, "containers", status, "containerStatuses");
        }
        status.put("qosClass", QosClass.of(pod.template().podSpec()));
    }

    private static ObjectNode condition(ArrayNode conditions, String type, String status, long since) {
        ObjectNode condition = conditions.addObject();
        condition.put("type", type);
        condition.put("status", status);
        condition.putNull("lastProbeTime");
        condition.put("lastTransitionTime", Json.time(since));
        return condition;
    }

    private static void containers(Pod pod, String field, ObjectNode status, String target) {
        JsonNode containers = pod.template().podSpec().path(field);
        if (containers.isEmpty()) {
            return;
        }
        ArrayNode statuses = status.putArray(target);
        for (JsonNode container : containers) {
            boolean once = field.equals("initContainers")
                    && !container.path("restartPolicy").asText().equals("Always");
            ObjectNode shown = statuses.addObject();
            shown.put("name", container.path("name").asText());
            shown.put("image", container.path("image").asText());
            shown.put("imageID", "");
            shown.put("ready", once || !pod.phase().terminal());
            shown.put("restartCount", 0);
            ObjectNode state = shown.putObject("state");
            if (once || pod.phase().terminal()) {
                ObjectNode terminated = state.putObject("terminated");
                int exitCode = once ? 0 : pod.exitCode();
                terminated.put("exitCode", exitCode);
                terminated.put("reason", exitCode == 0 ? "Completed" : "Error");
                terminated.put("startedAt", Json.time(pod.started()));
                terminated.put("finishedAt", Json.time(once ? pod.started() : pod.finished()));
            } else {
                state.putObject("running").put("startedAt", Json.time(pod.started()));
            }
        }
    }

    /** Addresses follow from 10.0.0.1 in the order in which pods start. */
    private static String address(int number) {
        return "10." + (number >> 16 & 255) + "." + (number >> 8 & 255) + "." + (number & 255);
    }
}
