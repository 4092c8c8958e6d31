package dev.simarena.engine.model;

import dev.simarena.trace.Gvk;
import java.util.Locale;
import java.util.Set;

/**
 * Say what the engine does with each kind.
 *
 * <p>Simulated kinds have a controller here, or something asks them. Passive kinds only hold data; a real cluster would do
 * nothing with them either that an observation shows, so storing them is all there is to do. Every other kind has a
 * controller somewhere that is not here: it is stored and named by {@code World.notSimulated()}.
 */
public final class Kinds {

    public static final Gvk LIMIT_RANGE = new Gvk("", "v1", "LimitRange");
    public static final Gvk PRIORITY_CLASS = new Gvk("scheduling.k8s.io", "v1", "PriorityClass");
    public static final Gvk POD_DISRUPTION_BUDGET = new Gvk("policy", "v1", "PodDisruptionBudget");
    public static final Gvk RESOURCE_QUOTA = new Gvk("", "v1", "ResourceQuota");
    public static final Gvk RUNTIME_CLASS = new Gvk("node.k8s.io", "v1", "RuntimeClass");
    public static final Gvk SERVICE = new Gvk("", "v1", "Service");
    public static final Gvk STORAGE_CLASS = new Gvk("storage.k8s.io", "v1", "StorageClass");

    /** What CSI drivers offer on a node. */
    public static final Gvk CSI_NODE = new Gvk("storage.k8s.io", "v1", "CSINode");

    /** Volumes attached to nodes. */
    public static final Gvk VOLUME_ATTACHMENT = new Gvk("storage.k8s.io", "v1", "VolumeAttachment");

    private static final Set<Gvk> SIMULATED = Set.of(
            Gvk.NODE,
            Gvk.POD,
            Gvk.REPLICA_SET,
            Gvk.DEPLOYMENT,
            Gvk.NAMESPACE,
            StatefulSet.GVK,
            DaemonSet.GVK,
            ControllerRevision.GVK,
            PersistentVolumeClaim.GVK,
            PersistentVolume.GVK,
            Job.GVK,
            CronJob.GVK,
            Autoscaler.GVK,
            LIMIT_RANGE,
            PRIORITY_CLASS,
            POD_DISRUPTION_BUDGET,
            RESOURCE_QUOTA,
            RUNTIME_CLASS,
            STORAGE_CLASS,
            CSI_NODE);

    private static final Set<String> PASSIVE = Set.of(
            "ConfigMap",
            "Secret",
            "ServiceAccount",
            "Service",
            "Endpoints",
            "Event",
            "EndpointSlice.discovery.k8s.io",
            "Event.events.k8s.io",
            "Lease.coordination.k8s.io",
            "Role.rbac.authorization.k8s.io",
            "RoleBinding.rbac.authorization.k8s.io",
            "ClusterRole.rbac.authorization.k8s.io",
            "ClusterRoleBinding.rbac.authorization.k8s.io",
            "Ingress.networking.k8s.io",
            "IngressClass.networking.k8s.io",
            "NetworkPolicy.networking.k8s.io",
            "CustomResourceDefinition.apiextensions.k8s.io");

    private static final Set<String> CLUSTER_SCOPED = Set.of(
            "Node",
            "Namespace",
            "PersistentVolume",
            "PriorityClass.scheduling.k8s.io",
            "ClusterRole.rbac.authorization.k8s.io",
            "ClusterRoleBinding.rbac.authorization.k8s.io",
            "IngressClass.networking.k8s.io",
            "StorageClass.storage.k8s.io",
            "CSIDriver.storage.k8s.io",
            "CSINode.storage.k8s.io",
            "VolumeAttachment.storage.k8s.io",
            "RuntimeClass.node.k8s.io",
            "CustomResourceDefinition.apiextensions.k8s.io",
            "APIService.apiregistration.k8s.io",
            "MutatingWebhookConfiguration.admissionregistration.k8s.io",
            "ValidatingWebhookConfiguration.admissionregistration.k8s.io",
            "Simulation.simkube.io",
            "SimulationRoot.simkube.io");

    /** Kinds of Kubernetes' own groups whose changes are counted by a generation. */
    private static final Set<String> COUNTED = Set.of(
            "Pod",
            "PodTemplate",
            "ReplicationController",
            "Deployment.apps",
            "ReplicaSet.apps",
            "StatefulSet.apps",
            "DaemonSet.apps",
            "Job.batch",
            "CronJob.batch",
            "Ingress.networking.k8s.io",
            "IngressClass.networking.k8s.io",
            "NetworkPolicy.networking.k8s.io",
            "PodDisruptionBudget.policy",
            "PriorityClass.scheduling.k8s.io",
            "EndpointSlice.discovery.k8s.io",
            "DeviceClass.resource.k8s.io",
            "ResourceSlice.resource.k8s.io",
            "ValidatingWebhookConfiguration.admissionregistration.k8s.io",
            "MutatingWebhookConfiguration.admissionregistration.k8s.io",
            "ValidatingAdmissionPolicy.admissionregistration.k8s.io",
            "ValidatingAdmissionPolicyBinding.admissionregistration.k8s.io",
            "MutatingAdmissionPolicy.admissionregistration.k8s.io",
            "MutatingAdmissionPolicyBinding.admissionregistration.k8s.io",
            "FlowSchema.flowcontrol.apiserver.k8s.io",
            "PriorityLevelConfiguration.flowcontrol.apiserver.k8s.io",
            "CustomResourceDefinition.apiextensions.k8s.io");

    private Kinds() {}

    /** Tell whether objects of this kind show a generation; those of custom kinds always do. */
    public static boolean counted(Gvk gvk) {
        String group = gvk.group();
        boolean own = group.indexOf('.') < 0 || group.endsWith(".k8s.io");
        return !own || COUNTED.contains(qualified(gvk));
    }

    /** Tell whether objects of this kind behave here as they would on a cluster. */
    public static boolean simulated(Gvk gvk) {
        return SIMULATED.contains(gvk)
                || PASSIVE.contains(qualified(gvk))
                || gvk.group().equals("simkube.io");
    }

    /** Tell whether objects of this kind are known to live outside of namespaces. */
    public static boolean clusterScoped(Gvk gvk) {
        return CLUSTER_SCOPED.contains(qualified(gvk));
    }

    /** Return the resource as messages name it, for example {@code deployments.apps}. */
    public static String resource(Gvk gvk) {
        String plural = plural(gvk.kind().toLowerCase(Locale.ROOT));
        return gvk.group().isEmpty() ? plural : plural + "." + gvk.group();
    }

    private static String plural(String kind) {
        if (kind.equals("endpoints")) {
            return kind;
        }
        if (kind.endsWith("s") || kind.endsWith("x") || kind.endsWith("ch")) {
            return kind + "es";
        }
        return kind.endsWith("y") && !kind.endsWith("ay") ? kind.substring(0, kind.length() - 1) + "ies" : kind + "s";
    }

    private static String qualified(Gvk gvk) {
        return gvk.group().isEmpty() ? gvk.kind() : gvk.kind() + "." + gvk.group();
    }
}
