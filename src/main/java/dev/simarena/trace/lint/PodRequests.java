package dev.simarena.trace.lint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.trace.InvalidQuantityException;
import dev.simarena.trace.Quantity;
import java.math.BigDecimal;
import java.util.List;

/**
 * Reckon what a pod requests of a node, as the scheduler does.
 *
 * <p>{@code max(containers + sidecars, greatest of (init container + sidecars before it)) + overhead}, where a sidecar is an
 * init container with {@code restartPolicy: Always}, a request that is absent is the limit, and a request of the whole
 * pod ({@code spec.resources}) takes the place of those of its containers.
 */
final class PodRequests {

    private PodRequests() {}

    /** Return the request of one resource; what is no quantity counts as zero. */
    static BigDecimal of(JsonNode spec, String resource) {
        BigDecimal overhead = value(spec.path("overhead").path(resource));
        if (asks(spec.path("resources"), resource)) {
            return request(spec, resource).add(overhead);
        }
        BigDecimal sidecars = BigDecimal.ZERO;
        BigDecimal greatest = BigDecimal.ZERO;
        for (JsonNode init : spec.path("initContainers")) {
            BigDecimal request = request(init, resource);
            if (init.path("restartPolicy").asText().equals("Always")) {
                sidecars = sidecars.add(request);
                greatest = greatest.max(sidecars);
            } else {
                greatest = greatest.max(sidecars.add(request));
            }
        }
        BigDecimal running = sidecars;
        for (JsonNode container : spec.path("containers")) {
            running = running.add(request(container, resource));
        }
        return greatest.max(running).add(overhead);
    }

    private static boolean asks(JsonNode resources, String resource) {
        return resources.path("requests").hasNonNull(resource)
                || resources.path("limits").hasNonNull(resource);
    }

    private static BigDecimal request(JsonNode holder, String resource) {
        JsonNode resources = holder.path("resources");
        JsonNode request = resources.path("requests").path(resource);
        return value(
                request.isMissingNode() || request.isNull()
                        ? resources.path("limits").path(resource)
                        : request);
    }

    private static BigDecimal value(JsonNode node) {
        try {
            return node.isMissingNode() ? BigDecimal.ZERO : Quantity.of(node).value();
        } catch (InvalidQuantityException e) {
            return BigDecimal.ZERO;
        }
    }

    /** Return the places of requests and limits that are no quantities. */
    static List<Pointer.Value> invalid(JsonNode spec, Pointer pointer) {
        return List.of("/resources", "/initContainers/*/resources", "/containers/*/resources").stream()
                .flatMap(path -> Pointer.find(pointer, spec, path).stream())
                .flatMap(resources -> List.of("requests", "limits").stream()
                        .flatMap(list -> Pointer.find(resources.pointer(), resources.node(), "/" + list).stream()))
                .flatMap(list -> list.node().properties().stream()
                        .map(entry -> new Pointer.Value(list.pointer().child(entry.getKey()), entry.getValue())))
                .filter(entry -> !isQuantity(entry.node()))
                .toList();
    }

    private static boolean isQuantity(JsonNode node) {
        try {
            Quantity.of(node);
            return true;
        } catch (InvalidQuantityException e) {
            return false;
        }
    }
}
