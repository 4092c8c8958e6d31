package dev.simarena.engine.scheduler;

import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.GenericObject;
import dev.simarena.engine.model.JsonMaps;
import dev.simarena.engine.model.Kinds;
import dev.simarena.engine.model.LabelSelector;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.ReplicaSet;
import dev.simarena.engine.model.Requirement;
import dev.simarena.engine.model.StatefulSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Find the pods that belong together with a pod: those that its Services select and that its ReplicaSet, StatefulSet or
 * ReplicationController selects, all of them together. Source: {@code DefaultSelector} of kube-scheduler's spread helper.
 */
final class DefaultSelector {

    private static final int MOST_REMEMBERED = 10_000;

    private record Seen(String namespace, Map<String, String> labels) {}

    private final ObjectStore store;
    private final Map<String, List<Map<String, String>>> services = new HashMap<>();
    private final Map<Seen, Map<String, String>> remembered = new HashMap<>();

    DefaultSelector(ObjectStore store) {
        this.store = store;
    }

    /** Note a change of an object; returns whether it is a Service. */
    boolean changed(ApiObject object) {
        if (!object.gvk().equals(Kinds.SERVICE)) {
            return false;
        }
        services.clear();
        remembered.clear();
        return true;
    }

    /** Return the selector, {@code null} where nothing selects the pod. */
    @Nullable
    LabelSelector of(Pod pod) {
        Map<String, String> labels = servicesOf(pod);
        ApiObject controller = pod.controller();
        LabelSelector owner = controller == null ? null : selector(controller);
        if (owner == null) {
            return labels.isEmpty() ? null : new LabelSelector(labels, List.of());
        }
        LabelSelector both = labels.isEmpty() ? owner : and(owner, labels);
        return both.isEmpty() ? null : both;
    }

    private static LabelSelector and(LabelSelector owner, Map<String, String> labels) {
        List<Requirement> requirements = new ArrayList<>(owner.requirements());
        labels.forEach((key, value) -> requirements.add(new Requirement(key, "In", List.of(value))));
        return new LabelSelector(owner.matchLabels(), requirements);
    }

    private static @Nullable LabelSelector selector(ApiObject controller) {
        if (controller instanceof ReplicaSet set) {
            return set.podSelector();
        }
        if (controller instanceof StatefulSet set) {
            return set.spec().selector();
        }
        if (controller instanceof GenericObject generic && generic.gvk().kind().equals("ReplicationController")) {
            return new LabelSelector(
                    JsonMaps.strings(generic.body().path("spec").path("selector")), List.of());
        }
        return null;
    }

    /** Return the selectors of the pod's Services merged into one. */
    private Map<String, String> servicesOf(Pod pod) {
        String namespace = String.valueOf(pod.namespace());
        List<Map<String, String>> selectors = services.computeIfAbsent(namespace, this::selectors);
        if (selectors.isEmpty()) {
            return Collections.emptyMap();
        }
        Seen seen = new Seen(namespace, pod.labels());
        Map<String, String> merged = remembered.get(seen);
        if (merged == null) {
            merged = merged(selectors, pod.labels());
            if (remembered.size() >= MOST_REMEMBERED) {
                remembered.clear();
            }
            remembered.put(seen, merged);
        }
        return merged;
    }

    private List<Map<String, String>> selectors(String namespace) {
        List<Map<String, String>> selectors = new ArrayList<>();
        for (ApiObject object : store.list(Kinds.SERVICE, namespace)) {
            if (object instanceof GenericObject service) {
                Map<String, String> selector =
                        JsonMaps.strings(service.body().path("spec").path("selector"));
                if (!selector.isEmpty()) {
                    selectors.add(selector);
                }
            }
        }
        return selectors;
    }

    private static Map<String, String> merged(List<Map<String, String>> selectors, Map<String, String> labels) {
        TreeMap<String, String> merged = new TreeMap<>();
        for (Map<String, String> selector : selectors) {
            if (labels.entrySet().containsAll(selector.entrySet())) {
                merged.putAll(selector);
            }
        }
        return merged;
    }
}
