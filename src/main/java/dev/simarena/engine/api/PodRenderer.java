package dev.simarena.engine.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.Condition;
import dev.simarena.engine.model.Job;
import dev.simarena.engine.model.Phase;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.usage.PodLife;
import java.util.List;
import java.util.stream.Collectors;

/** Write pods with the status KWOK's stages give them. */
final class PodRenderer {

    private static final List<String> READINESS = List.of("Ready", "ContainersReady");

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
        ObjectNode written = pod.status();
        ArrayNode conditions = Json.object().arrayNode();
        if (written != null) {
            status.setAll(written.deepCopy());
            written.path("conditions").forEach(condition -> conditions.add(condition.deepCopy()));
        } else {
            started(pod, status, conditions);
        }
        scheduled(pod, conditions);
        Condition disruption = pod.disruption();
        if (disruption != null) {
            condition(conditions, disruption.type(), disruption.status(), disruption.transitioned())
                    .put("reason", disruption.reason())
                    .put("message", disruption.message());
        }
        if (!conditions.isEmpty()) {
            status.set("conditions", conditions);
        }
        if (pod.nominatedNode() != null) {
            status.put("nominatedNodeName", pod.nominatedNode());
        }
        status.put("qosClass", QosClass.of(pod.template().podSpec()));
    }

    private static void started(Pod pod, ObjectNode status, ArrayNode conditions) {
        status.put("phase", pod.phase().toString());
        if (pod.phase() == Phase.PENDING) {
            return;
        }
        condition(conditions, "Initialized", "True", pod.started());
        for (String type : READINESS) {
            ObjectNode condition = condition(conditions, type, pod.isReady() ? "True" : "False", pod.readyChanged());
            String unready = unready(pod);
            if (!pod.isReady() && !unready.isEmpty()) {
                condition.put("reason", "ContainersNotReady");
                condition.put("message", "containers with unready status: [%s]".formatted(unready));
            }
        }
        for (JsonNode gate : pod.template().podSpec().path("readinessGates")) {
            condition(conditions, gate.path("conditionType").asText(), "True", pod.started());
        }
        status.put("hostIP", "127.0.0.1");
        status.putArray("hostIPs").addObject().put("ip", "127.0.0.1");
        String address = PodAddresses.text(pod.address());
        status.put("podIP", address);
        status.putArray("podIPs").addObject().put("ip", address);
        status.put("startTime", Json.time(pod.started()));
        ContainerStatuses.render(pod, status);
    }

    private static String unready(Pod pod) {
        PodLife life = pod.life();
        return life == null
                ? ""
                : life.containers().stream()
                        .filter(container -> !container.ready())
                        .map(container -> container.usage().name())
                        .collect(Collectors.joining(" "));
    }

    private static void scheduled(Pod pod, ArrayNode conditions) {
        if (pod.node() != null && !pod.template().nodeName().equals(pod.node().name())) {
            condition(conditions, "PodScheduled", "True", pod.scheduled());
        } else if (pod.unschedulable() != null) {
            condition(conditions, "PodScheduled", "False", pod.unschedulableSince())
                    .put("reason", "Unschedulable")
                    .put("message", pod.unschedulable());
        } else if (pod.template().gated()) {
            condition(conditions, "PodScheduled", "False", pod.created())
                    .put("reason", "SchedulingGated")
                    .put("message", "Scheduling is blocked due to non-empty scheduling gates");
        }
    }

    /** Set the condition in its place, at the end where it has none. */
    private static ObjectNode condition(ArrayNode conditions, String type, String status, long since) {
        ObjectNode condition = Json.object();
        condition.put("type", type);
        condition.put("status", status);
        condition.putNull("lastProbeTime");
        condition.put("lastTransitionTime", Json.time(since));
        for (int i = 0; i < conditions.size(); i++) {
            if (conditions.get(i).path("type").asText().equals(type)) {
                conditions.set(i, condition);
                return condition;
            }
        }
        conditions.add(condition);
        return condition;
    }
}
