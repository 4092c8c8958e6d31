package dev.simarena.engine.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.GenericObject;
import dev.simarena.engine.model.Kinds;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.PodTemplate;
import dev.simarena.engine.model.ResourceList;
import dev.simarena.trace.Gvk;
import dev.simarena.trace.Quantity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Hold what is created in a namespace to its ResourceQuota objects.
 *
 * <p>A quota binds from the moment its status shows its limits. What is admitted is added to the status at once; what
 * goes is subtracted when the usage is measured anew. Source: admission plugin ResourceQuota and {@code pkg/quota/v1}.
 */
public final class ResourceQuotas {

    private static final Quantity ONE = Quantity.parse("1");

    /** Kinds whose number has a name of its own besides {@code count/...}. */
    private static final Set<String> COUNTED = Set.of(
            "configmaps", "secrets", "services", "replicationcontrollers", "resourcequotas", "persistentvolumeclaims");

    private final ObjectStore store;

    public ResourceQuotas(ObjectStore store) {
        this.store = store;
    }

    /**
     * Charge a pod that is about to be created.
     *
     * @throws ApiException 403 where a quota forbids it; then nothing is charged
     */
    public void chargePod(String namespace, String name, PodTemplate template) {
        Collection<ApiObject> quotas = store.list(Kinds.RESOURCE_QUOTA, namespace);
        if (!quotas.isEmpty()) {
            JsonNode spec = template.podSpec();
            charge(quotas, Gvk.POD, name, QuotaUsage.of(spec, false), spec);
        }
    }

    /**
     * Charge an object of another kind that is about to be created.
     *
     * @param body the object as it will be stored
     * @throws ApiException 403 where a quota forbids it; then nothing is charged
     */
    public void charge(String namespace, Gvk gvk, String name, JsonNode body) {
        Collection<ApiObject> quotas = store.list(Kinds.RESOURCE_QUOTA, namespace);
        if (!quotas.isEmpty()) {
            charge(quotas, gvk, name, usage(gvk, body), null);
        }
    }

    private void charge(
            Collection<ApiObject> quotas, Gvk gvk, String name, ResourceList usage, @Nullable JsonNode podSpec) {
        Map<GenericObject, ResourceList> charged = new TreeMap<>((a, b) -> Integer.compare(a.order(), b.order()));
        for (ApiObject object : quotas) {
            if (!(object instanceof GenericObject quota)) {
                continue;
            }
            JsonNode status = quota.body().path("status");
            ResourceList hard = ResourceList.of(status.path("hard"));
            Collection<String> concerned =
                    podSpec == null ? usage.only(hard.names()).names() : QuotaUsage.matching(hard.names());
            if (concerned.isEmpty()
                    || (podSpec != null && !QuotaUsage.inScope(quota.body().path("spec"), podSpec))
                    || (podSpec == null && scoped(quota))) {
                continue;
            }
            String missing = podSpec == null ? null : QuotaUsage.missing(podSpec, concerned);
            if (missing != null) {
                throw ApiException.forbidden(gvk, name, "failed quota: %s: %s".formatted(quota.name(), missing));
            }
            ResourceList used = ResourceList.of(status.path("used"));
            if (!used.names().containsAll(concerned)) {
                throw ApiException.forbidden(
                        gvk,
                        name,
                        "status unknown for quota: %s, resources: %s"
                                .formatted(quota.name(), String.join(",", new ArrayList<>(concerned))));
            }
            ResourceList requested = usage.withoutZeros().only(hard.names());
            if (requested.isEmpty()) {
                continue;
            }
            ResourceList after = used.copy();
            after.add(requested);
            Collection<String> exceeded = after.only(requested.names()).exceeding(hard);
            if (!exceeded.isEmpty()) {
                throw ApiException.forbidden(
                        gvk,
                        name,
                        "exceeded quota: %s, requested: %s, used: %s, limited: %s"
                                .formatted(
                                        quota.name(),
                                        requested.only(exceeded),
                                        used.only(exceeded),
                                        hard.only(exceeded)));
            }
            charged.put(quota, after);
        }
        charged.forEach((quota, after) -> {
            ObjectNode body = quota.body().deepCopy();
            ((ObjectNode) body.path("status")).set("used", after.json());
            quota.setBody(body);
            store.changed(quota);
        });
    }

    private static boolean scoped(GenericObject quota) {
        JsonNode spec = quota.body().path("spec");
        return !spec.path("scopes").isEmpty()
                || !spec.path("scopeSelector").path("matchExpressions").isEmpty();
    }

    /** Measure what a namespace uses of a quota's resources, zeros included. */
    public ResourceList used(GenericObject quota) {
        JsonNode spec = quota.body().path("spec");
        ResourceList hard = ResourceList.of(spec.path("hard"));
        ResourceList used = new ResourceList();
        for (String name : hard.names()) {
            used.put(name, Quantity.parse("0"));
        }
        String namespace = String.valueOf(quota.namespace());
        if (!QuotaUsage.matching(hard.names()).isEmpty()) {
            for (ApiObject object : store.list(Gvk.POD, namespace)) {
                Pod pod = (Pod) object;
                JsonNode podSpec = pod.template().podSpec();
                if (QuotaUsage.inScope(spec, podSpec)) {
                    used.add(QuotaUsage.of(podSpec, pod.phase().terminal()).only(hard.names()));
                }
            }
        }
        for (Gvk gvk : List.copyOf(store.kinds())) {
            if (!gvk.equals(Gvk.POD) && counted(gvk, hard) && !scoped(quota)) {
                for (ApiObject object : store.list(gvk, namespace)) {
                    JsonNode body = object instanceof GenericObject generic ? generic.body() : spec.path("none");
                    used.add(usage(gvk, body).only(hard.names()));
                }
            }
        }
        return used;
    }

    private static boolean counted(Gvk gvk, ResourceList hard) {
        String resource = Kinds.resource(gvk);
        return hard.has("count/" + resource) || COUNTED.contains(resource);
    }

    private static ResourceList usage(Gvk gvk, JsonNode body) {
        String resource = Kinds.resource(gvk);
        ResourceList usage = new ResourceList();
        usage.put("count/" + resource, ONE);
        if (COUNTED.contains(resource)) {
            usage.put(resource, ONE);
        }
        JsonNode spec = body.path("spec");
        if (resource.equals("persistentvolumeclaims")) {
            JsonNode storage = spec.path("resources").path("requests").path("storage");
            String storageClass = spec.path("storageClassName").asText("");
            if (!storage.isMissingNode()) {
                usage.put("requests.storage", Quantity.of(storage));
            }
            if (!storageClass.isEmpty()) {
                String prefix = storageClass + ".storageclass.storage.k8s.io/";
                usage.put(prefix + "persistentvolumeclaims", ONE);
                if (!storage.isMissingNode()) {
                    usage.put(prefix + "requests.storage", Quantity.of(storage));
                }
            }
        } else if (resource.equals("services")) {
            String type = spec.path("type").asText("");
            long ports = spec.path("ports").size();
            if (type.equals("NodePort") || type.equals("LoadBalancer")) {
                usage.put("services.nodeports", Quantity.parse(String.valueOf(ports)));
            }
            if (type.equals("LoadBalancer")) {
                usage.put("services.loadbalancers", ONE);
            }
        }
        return usage;
    }
}
