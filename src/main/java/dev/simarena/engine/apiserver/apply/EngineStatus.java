package dev.simarena.engine.apiserver.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.trace.Gvk;

/** Say which part of the control plane writes which fields of a status: pods have theirs from scheduler and kubelet. */
final class EngineStatus {

    private EngineStatus() {}

    /** Add who manages a status, or the rest of one. */
    static void add(Gvk gvk, ObjectNode json, FieldSet status, Managed managed) {
        String version = gvk.apiVersion();
        FieldSet rest = status;
        String manager = EngineManagers.CONTROLLERS;
        if (gvk.equals(Gvk.POD)) {
            manager = EngineManagers.NODES;
            FieldSet conditions = FieldSet.of("status.conditions");
            FieldSet scheduled = scheduledCondition(status);
            if (!scheduled.empty()) {
                rest = rest.differenceWithBelow(scheduled)
                        .difference(conditions)
                        .difference(scheduled);
                if (unscheduled(json)) {
                    FieldSet nominated = status.intersection(FieldSet.of("status.nominatedNodeName"));
                    rest = rest.difference(nominated);
                    FieldSet whole = status.difference(status.differenceWithBelow(scheduled))
                            .union(nominated);
                    EngineManagers.add(
                            managed,
                            new Manager(EngineManagers.SCHEDULER, false, version, EngineManagers.STATUS),
                            whole.union(conditions),
                            version,
                            EngineTimes.status(json));
                }
            }
        } else if (gvk.equals(Gvk.NODE)) {
            manager = EngineManagers.NODES;
        } else if (gvk.kind().equals("CustomResourceDefinition")) {
            manager = EngineManagers.SERVER;
        }
        EngineManagers.add(
                managed,
                new Manager(manager, false, version, EngineManagers.STATUS),
                rest,
                version,
                EngineTimes.status(json));
    }

    private static FieldSet scheduledCondition(FieldSet status) {
        FieldSet found = new FieldSet();
        status.forEach(path -> {
            if (path.size() == 3 && path.get(2).written().equals("k:{\"type\":\"PodScheduled\"}")) {
                found.insert(path);
            }
        });
        return found;
    }

    private static boolean unscheduled(ObjectNode json) {
        for (JsonNode condition : json.at("/status/conditions")) {
            if (condition.path("type").asText().equals("PodScheduled")) {
                return condition.path("status").asText().equals("False");
            }
        }
        return false;
    }
}
