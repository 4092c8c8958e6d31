package dev.simarena.engine.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.core.Client;
import dev.simarena.engine.core.EventLog;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.ClaimTemplate;
import dev.simarena.engine.model.ControllerRevision;
import dev.simarena.engine.model.JsonMaps;
import dev.simarena.engine.model.PersistentVolumeClaim;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.PodTemplate;
import dev.simarena.engine.model.StatefulSet;
import dev.simarena.trace.Gvk;
import java.util.List;
import java.util.Map;

/**
 * Create and delete the pods of StatefulSets with their claims.
 *
 * <p>A pod is told apart by its number: name, host name, the labels {@code apps.kubernetes.io/pod-index} and {@code
 * statefulset.kubernetes.io/pod-name}, and a claim of its own for each claim template. Source: {@code
 * stateful_pod_control.go}.
 */
final class StatefulPods {

    /** Label with the name of the pod. */
    static final String NAME = "statefulset.kubernetes.io/pod-name";

    private static final String INDEX = "apps.kubernetes.io/pod-index";

    private final ObjectStore store;
    private final EventLog events;
    private final PodControl pods;
    private final ClaimRetention retention;
    private final Client client;

    StatefulPods(ObjectStore store, EventLog events, PodControl pods, ClaimRetention retention, Client client) {
        this.store = store;
        this.events = events;
        this.pods = pods;
        this.retention = retention;
        this.client = client;
    }

    /** Return the name of a pod. */
    static String name(StatefulSet set, int ordinal) {
        return set.name() + "-" + ordinal;
    }

    /**
     * Create a pod, its claims before it.
     *
     * @throws ApiException where the API server refuses one of them or the pod's name is taken
     */
    void create(StatefulSet set, int ordinal, ControllerRevision revision, PodTemplate template) {
        String name = name(set, ordinal);
        try {
            createClaims(set, ordinal);
            if (store.get(Gvk.POD, set.namespace(), name) != null) {
                client.take();
                throw ApiException.alreadyExists(Gvk.POD, name);
            }
            pods.createQuietly(
                    set,
                    name,
                    template,
                    admitted -> admitted.changed(spec -> identify(set, ordinal, spec)),
                    labels(template, name, ordinal, revision),
                    template.annotations());
        } catch (ApiException refusal) {
            if (!refusal.reason().equals("AlreadyExists")) {
                event(set, "Create", name, refusal);
            }
            throw refusal;
        }
        event(set, "Create", name);
        retention.update(set, ordinal, null);
    }

    /** Create claims a pending pod lacks. */
    void createMissingClaims(StatefulSet set, int ordinal, Pod pod) {
        createClaims(set, ordinal);
        retention.update(set, ordinal, pod);
    }

    /** Delete a pod. */
    void delete(StatefulSet set, Pod pod) {
        pods.deleteQuietly(pod);
        event(set, "Delete", pod.name());
    }

    /** Give a pod back the labels by which it is told apart, and its claims the right owners. */
    void repair(StatefulSet set, int ordinal, Pod pod) {
        boolean repaired = retention.update(set, ordinal, pod);
        if (!pod.name().equals(pod.labels().get(NAME))) {
            client.take();
            pod.setLabels(JsonMaps.with(JsonMaps.with(pod.labels(), NAME, pod.name()), INDEX, String.valueOf(ordinal)));
            store.changed(pod);
            repaired = true;
        }
        if (repaired) {
            event(set, "Update", pod.name());
        }
    }

    private void createClaims(StatefulSet set, int ordinal) {
        ApiException failure = null;
        for (ClaimTemplate template : set.spec().claimTemplates()) {
            String name = template.claimName(set.name(), ordinal);
            ApiObject present = store.get(PersistentVolumeClaim.GVK, set.namespace(), name);
            if (present == null) {
                client.take();
                store.add(claim(set, template, name));
                events.normal(
                        set,
                        "SuccessfulCreate",
                        "Create Claim %s Pod %s in StatefulSet %s success"
                                .formatted(name, name(set, ordinal), set.name()));
            } else if (present.terminating()) {
                failure = new ApiException(409, "Conflict", "pvc " + name + " is being deleted");
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static PersistentVolumeClaim claim(StatefulSet set, ClaimTemplate template, String name) {
        PersistentVolumeClaim claim = new PersistentVolumeClaim(
                String.valueOf(set.namespace()),
                name,
                JsonMaps.merged(template.labels(), set.spec().selector().matchLabels()),
                template.annotations(),
                template.spec());
        claim.setFinalizers(List.of(PersistentVolumeClaim.PROTECTION));
        return claim;
    }

    private static Map<String, String> labels(
            PodTemplate template, String name, int ordinal, ControllerRevision revision) {
        Map<String, String> labels = JsonMaps.with(template.labels(), NAME, name);
        labels = JsonMaps.with(labels, INDEX, String.valueOf(ordinal));
        return JsonMaps.with(labels, StatefulRollout.REVISION, revision.name());
    }

    /** Give the spec of one pod its host name and volumes. */
    private static void identify(StatefulSet set, int ordinal, ObjectNode spec) {
        spec.put("hostname", name(set, ordinal));
        if (set.spec().serviceName().isEmpty()) {
            spec.remove("subdomain");
        } else {
            spec.put("subdomain", set.spec().serviceName());
        }
        List<ClaimTemplate> claims = set.spec().claimTemplates();
        if (claims.isEmpty()) {
            return;
        }
        JsonNode written = spec.path("volumes");
        ArrayNode volumes = spec.putArray("volumes");
        for (ClaimTemplate claim : claims) {
            ObjectNode volume = volumes.addObject().put("name", claim.name());
            volume.putObject("persistentVolumeClaim").put("claimName", claim.claimName(set.name(), ordinal));
        }
        for (JsonNode volume : written) {
            String name = volume.path("name").asText("");
            if (claims.stream().noneMatch(claim -> claim.name().equals(name))) {
                volumes.add(volume);
            }
        }
    }

    private void event(StatefulSet set, String verb, String pod) {
        String message = "%s Pod %s in StatefulSet %s successful".formatted(verb, pod, set.name());
        events.normal(set, "Successful" + verb, message);
    }

    private void event(StatefulSet set, String verb, String pod, ApiException refusal) {
        String message =
                "%s Pod %s in StatefulSet %s failed error: %s".formatted(verb, pod, set.name(), refusal.getMessage());
        events.warning(set, "Failed" + verb, message);
    }
}
