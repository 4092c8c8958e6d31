package dev.simarena.engine.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.ApiException;
import dev.simarena.trace.Gvk;
import dev.simarena.trace.InvalidQuantityException;
import java.util.List;
import java.util.Map;

/**
 * Apply the API server's defaults to whole objects.
 *
 * <p>Applying them again changes nothing. Source: {@code zz_generated.defaults.go} of each API group of Kubernetes.
 */
public final class ObjectDefaults {

    @FunctionalInterface
    private interface Defaults {
        void apply(ObjectNode object);
    }

    private static final Map<String, Defaults> BY_KIND = Map.ofEntries(
            Map.entry("Pod", ObjectDefaults::pod),
            Map.entry("Deployment.apps", ObjectDefaults::deployment),
            Map.entry("ReplicaSet.apps", ObjectDefaults::replicaSet),
            Map.entry("StatefulSet.apps", ObjectDefaults::statefulSet),
            Map.entry("DaemonSet.apps", ObjectDefaults::daemonSet),
            Map.entry("Job.batch", object -> job(spec(object))),
            Map.entry("CronJob.batch", ObjectDefaults::cronJob),
            Map.entry("HorizontalPodAutoscaler.autoscaling", ObjectDefaults::autoscaler),
            Map.entry("PodDisruptionBudget.policy", ObjectDefaults::disruptionBudget),
            Map.entry("Namespace", ObjectDefaults::namespace),
            Map.entry("Node", ObjectDefaults::node),
            Map.entry("ResourceQuota", ObjectDefaults::resourceQuota),
            Map.entry("LimitRange", ObjectDefaults::limitRange),
            Map.entry("PersistentVolumeClaim", object -> {
                claim(spec(object));
                Json.orElse(Json.objectAt(object, "status"), "phase", "Pending");
            }),
            Map.entry("PersistentVolume", ObjectDefaults::volume),
            Map.entry("PriorityClass.scheduling.k8s.io", ObjectDefaults::priorityClass),
            Map.entry(
                    "RuntimeClass.node.k8s.io",
                    object -> ResourceLists.store(object.path("overhead").path("podFixed"))),
            Map.entry("StorageClass.storage.k8s.io", ObjectDefaults::storageClass),
            Map.entry("Secret", PlainDefaults::secret),
            Map.entry("RoleBinding.rbac.authorization.k8s.io", PlainDefaults::roleBinding),
            Map.entry("ClusterRoleBinding.rbac.authorization.k8s.io", PlainDefaults::roleBinding),
            Map.entry("ReplicationController", PlainDefaults::replicationController),
            Map.entry("PodTemplate", PlainDefaults::podTemplates),
            Map.entry("Endpoints", NetworkDefaults::endpoints),
            Map.entry("EndpointSlice.discovery.k8s.io", NetworkDefaults::endpointSlice),
            Map.entry("Ingress.networking.k8s.io", NetworkDefaults::ingress),
            Map.entry("NetworkPolicy.networking.k8s.io", NetworkDefaults::networkPolicy),
            Map.entry("Service", NetworkDefaults::service));

    private ObjectDefaults() {}

    /**
     * Return a copy of an object with its defaults; metadata that gets none is shared, so read only.
     *
     * @throws ApiException 400 where a quantity is none
     */
    public static ObjectNode apply(Gvk gvk, JsonNode object) {
        ObjectNode copy = Json.object();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            boolean shared = field.getKey().equals("metadata");
            copy.set(
                    field.getKey(), shared ? field.getValue() : field.getValue().deepCopy());
        }
        Defaults defaults = BY_KIND.get(gvk.group().isEmpty() ? gvk.kind() : gvk.kind() + "." + gvk.group());
        if (defaults != null) {
            try {
                defaults.apply(copy);
            } catch (InvalidQuantityException e) {
                throw ApiException.unreadable(gvk, e.apiMessage());
            }
        }
        return copy;
    }

    private static void pod(ObjectNode object) {
        ObjectNode spec = PodDefaults.admitted(PodDefaults.stored(object.path("spec")));
        Json.orElse(spec, "enableServiceLinks", true);
        object.set("spec", spec);
    }

    private static void deployment(ObjectNode object) {
        ObjectNode spec = spec(object);
        Json.orElse(spec, "replicas", 1);
        template(spec);
        ObjectNode strategy = Json.objectAt(spec, "strategy");
        Json.orBlank(strategy, "type", "RollingUpdate");
        if (strategy.path("type").asText().equals("RollingUpdate")) {
            ObjectNode rolling = Json.objectAt(strategy, "rollingUpdate");
            Json.orElse(rolling, "maxUnavailable", "25%");
            Json.orElse(rolling, "maxSurge", "25%");
        }
        Json.orElse(spec, "revisionHistoryLimit", 10);
        Json.orElse(spec, "progressDeadlineSeconds", 600);
    }

    private static void replicaSet(ObjectNode object) {
        ObjectNode spec = spec(object);
        Json.orElse(spec, "replicas", 1);
        template(spec);
    }

    private static void statefulSet(ObjectNode object) {
        ObjectNode spec = spec(object);
        Json.orElse(spec, "replicas", 1);
        template(spec);
        Json.orBlank(spec, "podManagementPolicy", "OrderedReady");
        ObjectNode strategy = Json.objectAt(spec, "updateStrategy");
        if (strategy.path("rollingUpdate") instanceof ObjectNode rolling) {
            rolling.remove("maxUnavailable"); // behind a gate that is off
        }
        if (strategy.path("type").asText("").isEmpty()) {
            strategy.put("type", "RollingUpdate");
            Json.objectAt(strategy, "rollingUpdate");
        }
        if (strategy.path("type").asText().equals("RollingUpdate")
                && strategy.path("rollingUpdate") instanceof ObjectNode rolling) {
            Json.orElse(rolling, "partition", 0);
        }
        ObjectNode retention = Json.objectAt(spec, "persistentVolumeClaimRetentionPolicy");
        Json.orBlank(retention, "whenDeleted", "Retain");
        Json.orBlank(retention, "whenScaled", "Retain");
        Json.orElse(spec, "revisionHistoryLimit", 10);
        for (JsonNode template : spec.path("volumeClaimTemplates")) {
            if (template instanceof ObjectNode claim) {
                Json.orElse(claim, "apiVersion", "v1");
                Json.orElse(claim, "kind", "PersistentVolumeClaim");
                claim(spec(claim));
                Json.orElse(Json.objectAt(claim, "status"), "phase", "Pending");
            }
        }
    }

    private static void daemonSet(ObjectNode object) {
        ObjectNode spec = spec(object);
        template(spec);
        ObjectNode strategy = Json.objectAt(spec, "updateStrategy");
        Json.orBlank(strategy, "type", "RollingUpdate");
        if (strategy.path("type").asText().equals("RollingUpdate")) {
            ObjectNode rolling = Json.objectAt(strategy, "rollingUpdate");
            Json.orElse(rolling, "maxUnavailable", 1);
            Json.orElse(rolling, "maxSurge", 0);
        }
        Json.orElse(spec, "revisionHistoryLimit", 10);
    }

    /** A Job without completions and parallelism runs one pod once. */
    private static void job(ObjectNode spec) {
        if (!spec.hasNonNull("completions") && !spec.hasNonNull("parallelism")) {
            spec.put("completions", 1);
        }
        Json.orElse(spec, "parallelism", 1);
        if (!spec.hasNonNull("backoffLimit")) {
            spec.put("backoffLimit", spec.hasNonNull("backoffLimitPerIndex") ? Integer.MAX_VALUE : 6);
        }
        Json.orElse(spec, "completionMode", "NonIndexed");
        Json.orElse(spec, "suspend", false);
        Json.orElse(spec, "manualSelector", false);
        if (!spec.hasNonNull("podReplacementPolicy")) {
            spec.put(
                    "podReplacementPolicy",
                    spec.path("podFailurePolicy").isObject() ? "Failed" : "TerminatingOrFailed");
        }
        template(spec);
        for (JsonNode rule : spec.path("podFailurePolicy").path("rules")) {
            for (JsonNode pattern : rule.path("onPodConditions")) {
                if (pattern instanceof ObjectNode condition) {
                    Json.orElse(condition, "status", "True");
                }
            }
        }
    }

    /** Jobs get their own defaults when they are made; here only their pods do. */
    private static void cronJob(ObjectNode object) {
        ObjectNode spec = spec(object);
        Json.orBlank(spec, "concurrencyPolicy", "Allow");
        Json.orElse(spec, "suspend", false);
        Json.orElse(spec, "successfulJobsHistoryLimit", 3);
        Json.orElse(spec, "failedJobsHistoryLimit", 1);
        ObjectNode job = Json.objectAt(spec, "jobTemplate");
        Json.objectAt(job, "metadata");
        template(spec(job));
    }

    private static void autoscaler(ObjectNode object) {
        ObjectNode spec = spec(object);
        Json.orElse(spec, "minReplicas", 1);
        if (spec.path("metrics").isEmpty()) {
            ObjectNode metric = spec.putArray("metrics").addObject();
            metric.put("type", "Resource");
            ObjectNode resource = metric.putObject("resource");
            resource.put("name", "cpu");
            resource.putObject("target").put("type", "Utilization").put("averageUtilization", 80);
        }
        if (spec.path("behavior") instanceof ObjectNode behavior) {
            ObjectNode up = Json.objectAt(behavior, "scaleUp");
            Json.orElse(up, "stabilizationWindowSeconds", 0);
            Json.orElse(up, "selectPolicy", "Max");
            if (!Json.present(up.path("policies"))) {
                up.putArray("policies").add(policy("Pods", 4)).add(policy("Percent", 100));
            }
            ObjectNode down = Json.objectAt(behavior, "scaleDown");
            Json.orElse(down, "selectPolicy", "Max");
            if (!Json.present(down.path("policies"))) {
                down.putArray("policies").add(policy("Percent", 100));
            }
        }
    }

    private static ObjectNode policy(String type, int value) {
        return Json.object().put("type", type).put("value", value).put("periodSeconds", 15);
    }

    private static void namespace(ObjectNode object) {
        ObjectNode spec = spec(object);
        if (spec.path("finalizers").isEmpty()) {
            spec.putArray("finalizers").add("kubernetes");
        }
        Json.orElse(Json.objectAt(object, "status"), "phase", "Active");
        ObjectNode labels = Json.copyAt(Json.copyAt(object, "metadata"), "labels");
        labels.put(
                "kubernetes.io/metadata.name",
                object.path("metadata").path("name").asText());
    }

    /** What a node can hold is what it can give where that is not said. */
    private static void node(ObjectNode object) {
        JsonNode status = object.path("status");
        ResourceLists.store(status.path("capacity"));
        ResourceLists.store(status.path("allocatable"));
        if (status instanceof ObjectNode present
                && present.path("allocatable").isEmpty()
                && !present.path("capacity").isEmpty()) {
            present.set("allocatable", present.path("capacity").deepCopy());
        }
    }

    private static void resourceQuota(ObjectNode object) {
        for (String part : List.of("spec", "status")) {
            for (String list : List.of("hard", "used")) {
                ResourceLists.store(object.path(part).path(list));
            }
        }
        Json.objectAt(object, "status");
    }

    /** Limits default to the maximum, requests to the limits, then to the minimum. */
    private static void limitRange(ObjectNode object) {
        for (JsonNode node : object.path("spec").path("limits")) {
            if (!(node instanceof ObjectNode limit)) {
                continue;
            }
            for (String list : List.of("max", "min", "default", "defaultRequest", "maxLimitRequestRatio")) {
                ResourceLists.store(limit.path(list));
            }
            if (limit.path("type").asText().equals("Container")) {
                fill(limit, "default", "max");
                fill(limit, "defaultRequest", "default");
                fill(limit, "defaultRequest", "min");
            }
        }
    }

    private static void fill(ObjectNode limit, String target, String source) {
        for (Map.Entry<String, JsonNode> entry : limit.path(source).properties()) {
            ObjectNode list = Json.objectAt(limit, target);
            if (!list.has(entry.getKey())) {
                list.set(entry.getKey(), entry.getValue());
            }
        }
    }

    private static void claim(ObjectNode spec) {
        Json.orElse(spec, "volumeMode", "Filesystem");
        ResourceLists.store(spec.path("resources").path("requests"));
        ResourceLists.store(spec.path("resources").path("limits"));
    }

    private static void volume(ObjectNode object) {
        ObjectNode spec = spec(object);
        Json.orBlank(spec, "persistentVolumeReclaimPolicy", "Retain");
        Json.orElse(spec, "volumeMode", "Filesystem");
        ResourceLists.store(spec.path("capacity"));
        PlainDefaults.volume(object);
        Json.orElse(Json.objectAt(object, "status"), "phase", "Pending");
    }

    private static void disruptionBudget(ObjectNode object) {
        ObjectNode status = Json.objectAt(object, "status");
        for (String count : List.of("disruptionsAllowed", "currentHealthy", "desiredHealthy", "expectedPods")) {
            Json.orElse(status, count, 0);
        }
    }

    private static void priorityClass(ObjectNode object) {
        Json.orElse(object, "value", 0);
        Json.orElse(object, "preemptionPolicy", "PreemptLowerPriority");
    }

    private static void storageClass(ObjectNode object) {
        Json.orElse(object, "reclaimPolicy", "Delete");
        Json.orElse(object, "volumeBindingMode", "Immediate");
    }

    private static void template(ObjectNode spec) {
        ObjectNode template = Json.objectAt(spec, "template");
        Json.objectAt(template, "metadata");
        template.set("spec", PodDefaults.stored(template.path("spec")));
    }

    private static ObjectNode spec(ObjectNode object) {
        return Json.objectAt(object, "spec");
    }
}
