package dev.simarena.engine.patch;

import dev.simarena.trace.Gvk;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** List the merge keys of Kubernetes' own types. Source: {@code patchMergeKey} tags of {@code k8s.io/api}. */
final class BuiltInMergeKeys {

    private static final Set<String> GROUPS =
            Set.of("", "apps", "batch", "policy", "autoscaling", "extensions", "internal.apiserver.k8s.io");

    private static final MergeSchema METADATA =
            new MergeSchema().list("ownerReferences", "uid").values("finalizers");

    private static final MergeSchema CONTAINER = new MergeSchema()
            .list("ports", "containerPort")
            .list("env", "name")
            .list("volumeMounts", "mountPath")
            .list("volumeDevices", "devicePath");

    private static final MergeSchema POD_SPEC = new MergeSchema()
            .list("volumes", "name")
            .list("containers", "name", CONTAINER)
            .list("initContainers", "name", CONTAINER)
            .list("ephemeralContainers", "name", CONTAINER)
            .list("imagePullSecrets", "name")
            .list("hostAliases", "ip")
            .list("topologySpreadConstraints", "topologyKey")
            .list("schedulingGates", "name")
            .list("resourceClaims", "name");

    private static final MergeSchema CONDITIONS = new MergeSchema().list("conditions", "type");

    private static final MergeSchema TEMPLATE =
            new MergeSchema().child("metadata", METADATA).child("spec", POD_SPEC);

    private static final MergeSchema WORKLOAD =
            object(new MergeSchema().child("template", TEMPLATE)).child("status", CONDITIONS);

    private static final MergeSchema CRON_JOB = object(new MergeSchema()
            .child(
                    "jobTemplate",
                    new MergeSchema()
                            .child("metadata", METADATA)
                            .child("spec", new MergeSchema().child("template", TEMPLATE))));

    private static final MergeSchema OTHER = object(MergeSchema.PLAIN).child("status", CONDITIONS);

    private static final Map<String, MergeSchema> BY_KIND = Map.ofEntries(
            Map.entry(
                    "Pod",
                    object(POD_SPEC)
                            .child(
                                    "status",
                                    new MergeSchema()
                                            .list("conditions", "type")
                                            .list("podIPs", "ip")
                                            .list("hostIPs", "ip")
                                            .list("resourceClaimStatuses", "name"))),
            Map.entry(
                    "Node",
                    object(new MergeSchema().values("podCIDRs"))
                            .child(
                                    "status",
                                    new MergeSchema().list("conditions", "type").list("addresses", "type"))),
            Map.entry("Deployment", WORKLOAD),
            Map.entry("ReplicaSet", WORKLOAD),
            Map.entry("StatefulSet", WORKLOAD),
            Map.entry("DaemonSet", WORKLOAD),
            Map.entry("ReplicationController", WORKLOAD),
            Map.entry("Job", WORKLOAD),
            Map.entry("CronJob", CRON_JOB),
            Map.entry("Service", object(new MergeSchema().list("ports", "port")).child("status", CONDITIONS)),
            Map.entry(
                    "ServiceAccount",
                    new MergeSchema()
                            .child("metadata", METADATA)
                            .list("secrets", "name")
                            .list("imagePullSecrets", "name")),
            Map.entry("ValidatingWebhookConfiguration", webhooks()),
            Map.entry("MutatingWebhookConfiguration", webhooks()));

    private BuiltInMergeKeys() {}

    /** Return what is merged of a kind, {@code null} for a custom resource, which cannot be patched strategically. */
    static @Nullable MergeSchema of(Gvk gvk) {
        if (!GROUPS.contains(gvk.group()) && !gvk.group().endsWith(".k8s.io")) {
            return null;
        }
        return BY_KIND.getOrDefault(gvk.kind(), OTHER);
    }

    private static MergeSchema object(MergeSchema spec) {
        return new MergeSchema().child("metadata", METADATA).child("spec", spec);
    }

    private static MergeSchema webhooks() {
        return new MergeSchema()
                .child("metadata", METADATA)
                .list("webhooks", "name", new MergeSchema().list("matchConditions", "name"));
    }
}
