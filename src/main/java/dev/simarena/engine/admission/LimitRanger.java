package dev.simarena.engine.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.ResourceList;
import dev.simarena.trace.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Complete pods with the defaults of a namespace's LimitRange objects and hold them to its bounds.
 *
 * <p>Bounds apply per container and per pod: at least the minimum requested, at most the maximum as limit, limits at most
 * so many times the requests. Source: admission plugin LimitRanger.
 */
final class LimitRanger {

    /** Says which defaults were applied. */
    static final String ANNOTATION = "kubernetes.io/limit-ranger";

    /** Largest value that is compared in thousandths. */
    private static final long LARGEST_MILLI = ((1L << 63) - 1) / 1000;

    private LimitRanger() {}

    /**
     * Put default requests and limits into a pod spec.
     *
     * @param spec spec of the pod, changed
     * @return what was set, for the annotation; {@code null} where nothing was
     */
    static @Nullable String complete(JsonNode limitRange, ObjectNode spec) {
        ResourceList limits = new ResourceList();
        ResourceList requests = new ResourceList();
        for (JsonNode item : limitRange.path("spec").path("limits")) {
            if (item.path("type").asText().equals("Container")) {
                put(limits, item.path("default"));
                put(requests, item.path("defaultRequest"));
            }
        }
        List<String> set = new ArrayList<>();
        for (JsonNode container : spec.path("containers")) {
            merge(container, "container", limits, requests, set);
        }
        for (JsonNode container : spec.path("initContainers")) {
            merge(container, "init container", limits, requests, set);
        }
        return set.isEmpty() ? null : "LimitRanger plugin set: " + String.join("; ", set);
    }

    private static void put(ResourceList target, JsonNode list) {
        for (Map.Entry<String, JsonNode> entry : list.properties()) {
            target.put(entry.getKey(), Quantity.of(entry.getValue()));
        }
    }

    private static void merge(
            JsonNode node, String role, ResourceList limits, ResourceList requests, List<String> set) {
        if (!(node instanceof ObjectNode container)) {
            return;
        }
        ObjectNode resources = objectAt(container, "resources");
        List<String> requestsSet = fill(resources, "requests", requests);
        List<String> limitsSet = fill(resources, "limits", limits);
        String name = container.path("name").asText("");
        if (!requestsSet.isEmpty()) {
            set.add(String.join(", ", requestsSet) + " request for " + role + " " + name);
        }
        if (!limitsSet.isEmpty()) {
            set.add(String.join(", ", limitsSet) + " limit for " + role + " " + name);
        }
    }

    private static List<String> fill(ObjectNode resources, String field, ResourceList defaults) {
        List<String> set = new ArrayList<>();
        for (String name : defaults.names()) {
            if (!resources.path(field).has(name)) {
                objectAt(resources, field).put(name, String.valueOf(defaults.get(name)));
                set.add(name);
            }
        }
        return set;
    }

    private static ObjectNode objectAt(ObjectNode object, String field) {
        return object.path(field) instanceof ObjectNode present ? present : object.putObject(field);
    }

    /** Return why a completed pod is refused, {@code null} where it keeps all bounds. */
    static @Nullable String refuse(JsonNode limitRange, JsonNode spec) {
        Set<String> broken = new LinkedHashSet<>();
        for (JsonNode item : limitRange.path("spec").path("limits")) {
            String type = item.path("type").asText();
            if (type.equals("Container")) {
                for (String field : List.of("containers", "initContainers")) {
                    for (JsonNode container : spec.path(field)) {
                        JsonNode resources = container.path("resources");
                        check(
                                item,
                                type,
                                ResourceList.of(resources.path("requests")),
                                ResourceList.of(resources.path("limits")),
                                broken);
                    }
                }
            } else if (type.equals("Pod")) {
                check(item, type, PodResources.of(spec, "requests"), PodResources.of(spec, "limits"), broken);
            }
        }
        if (broken.isEmpty()) {
            return null;
        }
        String text = String.join(", ", broken);
        return broken.size() == 1 ? text : "[" + text + "]";
    }

    private static void check(
            JsonNode item, String type, ResourceList requests, ResourceList limits, Set<String> broken) {
        ResourceList min = ResourceList.of(item.path("min"));
        for (String name : min.names()) {
            minimum(type, name, min.get(name), requests.get(name), limits.get(name), broken);
        }
        ResourceList max = ResourceList.of(item.path("max"));
        for (String name : max.names()) {
            maximum(type, name, max.get(name), requests.get(name), limits.get(name), broken);
        }
        ResourceList ratio = ResourceList.of(item.path("maxLimitRequestRatio"));
        for (String name : ratio.names()) {
            ratio(type, name, ratio.get(name), requests.get(name), limits.get(name), broken);
        }
    }

    private static void minimum(
            String type,
            String name,
            @Nullable Quantity bound,
            @Nullable Quantity request,
            @Nullable Quantity limit,
            Set<String> broken) {
        String start = "minimum %s usage per %s is %s".formatted(name, type, bound);
        if (bound == null) {
            return;
        }
        if (request == null) {
            broken.add(start + ".  No request is specified");
        } else if (request.compareTo(bound) < 0) {
            broken.add(start + ", but request is " + request);
        } else if (limit != null && limit.compareTo(bound) < 0) {
            broken.add(start + ", but limit is " + limit);
        }
    }

    private static void maximum(
            String type,
            String name,
            @Nullable Quantity bound,
            @Nullable Quantity request,
            @Nullable Quantity limit,
            Set<String> broken) {
        String start = "maximum %s usage per %s is %s".formatted(name, type, bound);
        if (bound == null) {
            return;
        }
        if (limit == null) {
            broken.add(start + ".  No limit is specified");
        } else if (limit.compareTo(bound) > 0) {
            broken.add(start + ", but limit is " + limit);
        } else if (request != null && request.compareTo(bound) > 0) {
            broken.add(start + ", but request is " + request);
        }
    }

    private static void ratio(
            String type,
            String name,
            @Nullable Quantity bound,
            @Nullable Quantity request,
            @Nullable Quantity limit,
            Set<String> broken) {
        String start = "%s max limit to request ratio per %s is %s".formatted(name, type, bound);
        if (bound == null) {
            return;
        }
        if (request == null || request.signum() == 0) {
            broken.add(start + ", but no request is specified or request is 0");
            return;
        }
        if (limit == null || limit.signum() == 0) {
            broken.add(start + ", but no limit is specified or limit is 0");
            return;
        }
        boolean precise = request.longValue() <= LARGEST_MILLI && limit.longValue() <= LARGEST_MILLI;
        double ratio = precise
                ? (double) limit.milliValue() / request.milliValue()
                : (double) limit.longValue() / request.longValue();
        if (ratio * 1000 > bound.milliValue()) {
            broken.add(start + ", but provided ratio is " + String.format(Locale.ROOT, "%.6f", ratio));
        }
    }
}
