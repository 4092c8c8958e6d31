package dev.simarena.cluster.kube;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Hold the workloads of some namespaces as the API server has them, and tell whether everybody has done his part.
 *
 * @param deployments Deployments
 * @param replicaSets ReplicaSets
 * @param pods pods
 */
record Snapshot(List<JsonNode> deployments, List<JsonNode> replicaSets, List<JsonNode> pods) {

    private static final String DEFAULT_SCHEDULER = "default-scheduler";

    static Snapshot of(KubeApi api, Collection<String> namespaces) {
        Snapshot snapshot = new Snapshot(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (String namespace : namespaces) {
            snapshot.deployments.addAll(api.list("/apis/apps/v1/namespaces/%s/deployments".formatted(namespace), ""));
            snapshot.replicaSets.addAll(api.list("/apis/apps/v1/namespaces/%s/replicasets".formatted(namespace), ""));
            snapshot.pods.addAll(api.list("/api/v1/namespaces/%s/pods".formatted(namespace), ""));
        }
        return snapshot;
    }

    /** Name what controllers, scheduler or kubelets have not looked at yet; there is nothing to observe before. */
    List<String> undecided() {
        List<String> undecided = new ArrayList<>();
        for (JsonNode deployment : deployments) {
            if (!observed(deployment)) {
                undecided.add("Deployment " + name(deployment) + " seen by no controller");
            }
        }
        for (JsonNode set : replicaSets) {
            boolean complete = set.at("/status/replicas").asInt()
                    == set.at("/spec/replicas").asInt(1);
            if (!observed(set) || !(complete || failing(set))) {
                undecided.add("ReplicaSet " + name(set) + " without its pods");
            }
        }
        for (JsonNode pod : pods) {
            if (!leaving(pod)) {
                if (!scheduled(pod)) {
                    undecided.add("pod " + name(pod) + " seen by no scheduler");
                } else if (waiting(pod) && pod.at("/status/containerStatuses").isEmpty()) {
                    undecided.add("pod " + name(pod) + " started by nobody on its node");
                }
            }
        }
        return undecided;
    }

    /** Tell whether something is under way that usually ends soon: pods that start or leave. */
    boolean moving() {
        return pods.stream().anyMatch(pod -> leaving(pod) || waiting(pod));
    }

    private static boolean observed(JsonNode workload) {
        return workload.at("/status/observedGeneration").asLong()
                >= workload.at("/metadata/generation").asLong();
    }

    private static boolean failing(JsonNode set) {
        for (JsonNode condition : set.at("/status/conditions")) {
            if (condition.path("type").asText().equals("ReplicaFailure")) {
                return condition.path("status").asText().equals("True");
            }
        }
        return false;
    }

    private static boolean scheduled(JsonNode pod) {
        if (pod.at("/spec/nodeName").isTextual()
                || !pod.at("/spec/schedulerName").asText(DEFAULT_SCHEDULER).equals(DEFAULT_SCHEDULER)) {
            return true;
        }
        for (JsonNode condition : pod.at("/status/conditions")) {
            if (condition.path("type").asText().equals("PodScheduled")) {
                return true;
            }
        }
        return false;
    }

    private static boolean waiting(JsonNode pod) {
        return pod.at("/spec/nodeName").isTextual()
                && pod.at("/status/phase").asText("Pending").equals("Pending");
    }

    private static boolean leaving(JsonNode pod) {
        return pod.at("/metadata/deletionTimestamp").isTextual();
    }

    private static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }
}
