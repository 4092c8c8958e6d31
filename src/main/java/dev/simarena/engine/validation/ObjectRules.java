package dev.simarena.engine.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.simarena.engine.model.FieldErrors;
import dev.simarena.trace.Gvk;
import java.util.Map;

/**
 * Check whole objects, each by the rules of its kind.
 *
 * <p>Objects are JSON to which the defaults have been applied. Kinds without rules of their own have only their metadata
 * checked.
 */
public final class ObjectRules {

    @FunctionalInterface
    private interface Rule {
        void check(JsonNode object, FieldErrors errors);
    }

    @FunctionalInterface
    private interface UpdateRule {
        void check(JsonNode object, JsonNode before, FieldErrors errors);
    }

    private static final Map<String, Rule> RULES = Map.ofEntries(
            Map.entry("Pod", (object, errors) -> PodSpecRules.check(object.path("spec"), "spec", errors)),
            Map.entry("Deployment.apps", WorkloadRules::deployment),
            Map.entry("ReplicaSet.apps", WorkloadRules::replicaSet),
            Map.entry("StatefulSet.apps", WorkloadRules::statefulSet),
            Map.entry("DaemonSet.apps", WorkloadRules::daemonSet),
            Map.entry("Job.batch", JobRules::job),
            Map.entry("CronJob.batch", CronJobRules::cronJob),
            Map.entry("ResourceQuota", QuotaRules::resourceQuota),
            Map.entry("LimitRange", QuotaRules::limitRange),
            Map.entry("PodDisruptionBudget.policy", QuotaRules::disruptionBudget),
            Map.entry("Event", EventRules::event),
            Map.entry("Node", ClusterRules::node),
            Map.entry("PriorityClass.scheduling.k8s.io", ClusterRules::priorityClass),
            Map.entry("RuntimeClass.node.k8s.io", ClusterRules::runtimeClass),
            Map.entry("HorizontalPodAutoscaler.autoscaling", AutoscalerRules::check),
            Map.entry("ReplicationController", WorkloadRules::replicationController),
            Map.entry("PodTemplate", WorkloadRules::podTemplate),
            Map.entry("Service", ServiceRules::service),
            Map.entry("PersistentVolumeClaim", StorageRules::claim),
            Map.entry("PersistentVolume", StorageRules::volume),
            Map.entry("ConfigMap", PlainRules::configMap),
            Map.entry("Secret", PlainRules::secret),
            Map.entry("Ingress.networking.k8s.io", PlainRules::ingress),
            Map.entry("Lease.coordination.k8s.io", PlainRules::lease),
            Map.entry("RoleBinding.rbac.authorization.k8s.io", BindingRules::inNamespace),
            Map.entry("ClusterRoleBinding.rbac.authorization.k8s.io", BindingRules::inCluster),
            Map.entry("Role.rbac.authorization.k8s.io", PlainRules::role),
            Map.entry("ClusterRole.rbac.authorization.k8s.io", PlainRules::role),
            Map.entry("StorageClass.storage.k8s.io", StorageRules::storageClass),
            Map.entry("EndpointSlice.discovery.k8s.io", PlainRules::endpointSlice));

    private static final Map<String, UpdateRule> UPDATES = Map.ofEntries(
            Map.entry("Pod", PodUpdateRules::check),
            Map.entry("Deployment.apps", ObjectRules::selector),
            Map.entry("ReplicaSet.apps", ObjectRules::selector),
            Map.entry("DaemonSet.apps", ObjectRules::selector),
            Map.entry("StatefulSet.apps", WorkloadRules::statefulSetUpdate),
            Map.entry("Job.batch", JobRules::jobUpdate),
            Map.entry("ResourceQuota", QuotaRules::resourceQuotaUpdate),
            Map.entry("PriorityClass.scheduling.k8s.io", ClusterRules::priorityClassUpdate),
            Map.entry("ConfigMap", ClusterRules::keysUpdate),
            Map.entry("Secret", PlainRules::secretUpdate),
            Map.entry("Service", ServiceRules::update),
            Map.entry("PersistentVolumeClaim", VolumeUpdateRules::claim),
            Map.entry("PersistentVolume", VolumeUpdateRules::volume),
            Map.entry("RoleBinding.rbac.authorization.k8s.io", PlainRules::bindingUpdate),
            Map.entry("ClusterRoleBinding.rbac.authorization.k8s.io", PlainRules::bindingUpdate),
            Map.entry("StorageClass.storage.k8s.io", PlainRules::storageClassUpdate));

    private ObjectRules() {}

    /** Check an object that is to be created. */
    public static FieldErrors created(Gvk gvk, JsonNode written) {
        JsonNode object = key(gvk).equals("Job.batch") ? JobRules.labeled(written) : written;
        FieldErrors errors = new FieldErrors();
        MetadataRules.created(gvk, object.path("metadata"), errors);
        finalizers(gvk, object, errors);
        Rule rule = RULES.get(key(gvk));
        if (rule != null) {
            rule.check(object, errors);
        }
        return errors;
    }

    /** Check an object that is to take the place of the one before. */
    public static FieldErrors updated(Gvk gvk, JsonNode object, JsonNode before) {
        FieldErrors errors = new FieldErrors();
        MetadataRules.updated(object.path("metadata"), before.path("metadata"), errors);
        finalizers(gvk, object, errors);
        boolean pod = gvk.equals(Gvk.POD);
        Rule rule = RULES.get(key(gvk));
        if (rule != null && !pod) {
            rule.check(object, errors);
        }
        UpdateRule update = UPDATES.get(key(gvk));
        if (update != null) {
            update.check(object, before, errors);
        }
        return errors;
    }

    /** Check a pod whose containers are to have other resources, and the classes of service it had and would have. */
    public static FieldErrors resized(JsonNode pod, JsonNode before, String classBefore, String classAfter) {
        FieldErrors errors = new FieldErrors();
        MetadataRules.updated(pod.path("metadata"), before.path("metadata"), errors);
        PodSpecRules.check(pod.path("spec"), "spec", errors);
        if (!classAfter.equals(classBefore)) {
            errors.invalid("spec", classBefore, "Pod QOS Class may not change as a result of resizing");
        }
        PodResizeRules.check(pod, before, errors);
        return errors;
    }

    /** Check a pod that is to get other ephemeral containers. */
    public static FieldErrors debugged(JsonNode pod, JsonNode before) {
        FieldErrors errors = new FieldErrors();
        MetadataRules.updated(pod.path("metadata"), before.path("metadata"), errors);
        EphemeralRules.update(pod.path("spec"), before.path("spec"), errors);
        return errors;
    }

    /** Check the addresses a Service is to have in the cluster; the first one may be none. */
    public static void clusterAddresses(JsonNode addresses, FieldErrors errors) {
        for (int i = 0; i < addresses.size(); i++) {
            String address = addresses.path(i).asText("");
            if (i > 0 || !address.equals("None")) {
                FieldRules.check(address, "spec.clusterIPs[" + i + "]", FieldRules::address, errors);
            }
        }
    }

    /** Check only the metadata of an object that is to take the place of the one before. */
    public static FieldErrors described(Gvk gvk, JsonNode object, JsonNode before) {
        FieldErrors errors = new FieldErrors();
        MetadataRules.updated(object.path("metadata"), before.path("metadata"), errors);
        finalizers(gvk, object, errors);
        return errors;
    }

    /** Check only the metadata of an object that is to be created. */
    public static FieldErrors metadata(Gvk gvk, JsonNode metadata) {
        FieldErrors errors = new FieldErrors();
        MetadataRules.created(gvk, metadata, errors);
        MetadataRules.finalizers(metadata, errors);
        return errors;
    }

    private static void selector(JsonNode object, JsonNode before, FieldErrors errors) {
        JsonNode old = before.path("spec").path("selector");
        if (!(old instanceof MissingNode)) {
            WorkloadRules.immutable(object, before, "spec", "selector", errors);
        }
    }

    private static void finalizers(Gvk gvk, JsonNode object, FieldErrors errors) {
        if (!gvk.group().contains(".") || gvk.group().endsWith(".k8s.io")) {
            MetadataRules.finalizers(object.path("metadata"), errors);
        }
    }

    private static String key(Gvk gvk) {
        return gvk.group().isEmpty() ? gvk.kind() : gvk.kind() + "." + gvk.group();
    }
}
