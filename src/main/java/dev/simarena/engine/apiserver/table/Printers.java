package dev.simarena.engine.apiserver.table;

import dev.simarena.trace.Gvk;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Know who prints the objects of a kind. Kinds that nobody prints specially have a name and a time of creation. */
final class Printers {

    private static final Printer DEFAULT = Printer.of(
            List.of(Column.NAME, Column.CREATED_AT),
            object -> List.of(object.name(), object.text("metadata", "creationTimestamp")));

    private static final Map<String, Supplier<Printer>> BY_KIND = Map.ofEntries(
            entry("Pod", PodPrinter::new),
            entry("PodTemplate", CoreTables::podTemplate),
            entry("ReplicationController", () -> new ReplicaSetPrinter("core.v1", "ReplicationController")),
            entry("Service", ServicePrinter::new),
            entry("Endpoints", EndpointsPrinter::new),
            entry("Node", NodePrinter::new),
            entry("Namespace", CoreTables::namespace),
            entry("Secret", CoreTables::secret),
            entry("ConfigMap", CoreTables::configMap),
            entry("ServiceAccount", CoreTables::serviceAccount),
            entry("PersistentVolume", PersistentVolumePrinter::new),
            entry("PersistentVolumeClaim", PersistentVolumeClaimPrinter::new),
            entry("ResourceQuota", ResourceQuotaPrinter::new),
            entry("Event", EventPrinter::new),
            entry("Deployment", DeploymentPrinter::new),
            entry("ReplicaSet", () -> new ReplicaSetPrinter("apps.v1", "ReplicaSet")),
            entry("StatefulSet", StatefulSetPrinter::new),
            entry("DaemonSet", DaemonSetPrinter::new),
            entry("ControllerRevision", ControllerRevisionPrinter::new),
            entry("Job", JobPrinter::new),
            entry("CronJob", CronJobPrinter::new),
            entry("HorizontalPodAutoscaler", AutoscalerPrinter::new),
            entry("PodDisruptionBudget", PolicyTables::disruptionBudget),
            entry("PriorityClass", PolicyTables::priorityClass),
            entry("RuntimeClass", PolicyTables::runtimeClass),
            entry("Scale", CoreTables::scale),
            entry("ComponentStatus", CoreTables::component),
            entry("Lease", PolicyTables::lease),
            entry("EndpointSlice", EndpointSlicePrinter::new),
            entry("Ingress", NetworkTables::ingress),
            entry("IngressClass", NetworkTables::ingressClass),
            entry("NetworkPolicy", NetworkTables::networkPolicy),
            entry("ServiceCIDR", NetworkTables::serviceCidr),
            entry("IPAddress", NetworkTables::ipAddress),
            entry("RoleBinding", () -> new RoleBindingPrinter("RoleBinding", "roleBinding")),
            entry("ClusterRoleBinding", () -> new RoleBindingPrinter("ClusterRoleBinding", "clusterRoleBinding")),
            entry("StorageClass", StorageTables::storageClass),
            entry("VolumeAttributesClass", StorageTables::attributesClass),
            entry("VolumeAttachment", StorageTables::attachment),
            entry("CSINode", StorageTables::csiNode),
            entry("CSIDriver", StorageTables::csiDriver),
            entry("CSIStorageCapacity", StorageTables::capacity),
            entry("MutatingWebhookConfiguration", AdmissionTables::webhooks),
            entry("ValidatingWebhookConfiguration", AdmissionTables::webhooks),
            entry("ValidatingAdmissionPolicy", AdmissionTables::validatingPolicy),
            entry("ValidatingAdmissionPolicyBinding", AdmissionTables::policyBinding),
            entry("MutatingAdmissionPolicy", AdmissionTables::mutatingPolicy),
            entry("MutatingAdmissionPolicyBinding", AdmissionTables::policyBinding),
            entry("FlowSchema", AdmissionTables::flowSchema),
            entry("PriorityLevelConfiguration", AdmissionTables::priorityLevel),
            entry("CertificateSigningRequest", AdmissionTables::signingRequest),
            entry("APIService", AdmissionTables::apiService),
            entry("DeviceClass", DeviceTables::named),
            entry("ResourceClaimTemplate", DeviceTables::named),
            entry("ResourceClaim", DeviceTables::claim),
            entry("ResourceSlice", DeviceTables::slice));

    private static final Map<String, Printer> MADE = new ConcurrentHashMap<>();

    private Printers() {}

    /** Return who prints a built-in kind; both groups of events print alike, as do versions of one kind. */
    static Printer of(Gvk gvk) {
        Supplier<Printer> maker = BY_KIND.get(gvk.kind());
        return maker == null ? DEFAULT : MADE.computeIfAbsent(gvk.kind(), kind -> maker.get());
    }

    private static Map.Entry<String, Supplier<Printer>> entry(String kind, Supplier<Printer> maker) {
        return Map.entry(kind, maker);
    }
}
