package dev.simarena.engine.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.usage.ContainerLife;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;

/**
 * Count how often containers of a pod were restarted.
 *
 * @param total restarts of all containers, init containers too
 * @param most restarts of the container that has most
 * @param mostOfSidecar restarts of the sidecar that has most
 */
public record ContainerRestarts(int total, int most, int mostOfSidecar) {

    /** Pods with more restarts first; sidecars count where the others have equally many. */
    public static final Comparator<ContainerRestarts> MOST_FIRST = Comparator.comparingInt(ContainerRestarts::most)
            .thenComparingInt(ContainerRestarts::mostOfSidecar)
            .reversed();

    private static final ContainerRestarts NONE = new ContainerRestarts(0, 0, 0);

    static ContainerRestarts of(Pod pod) {
        if (pod.life() != null) {
            int total = 0;
            int most = 0;
            for (ContainerLife container : pod.life().containers()) {
                total += container.restartCount();
                most = Math.max(most, container.restartCount());
            }
            return new ContainerRestarts(total, most, 0);
        }
        return pod.status() == null ? NONE : of(pod.template().podSpec(), pod.status());
    }

    private static ContainerRestarts of(JsonNode spec, JsonNode status) {
        Set<String> sidecars = new HashSet<>();
        for (JsonNode container : spec.path("initContainers")) {
            if (container.path("restartPolicy").asText().equals("Always")) {
                sidecars.add(container.path("name").asText());
            }
        }
        int total = 0;
        int most = 0;
        int mostOfSidecar = 0;
        for (JsonNode container : status.path("containerStatuses")) {
            int restarts = container.path("restartCount").asInt();
            total += restarts;
            most = Math.max(most, restarts);
        }
        for (JsonNode container : status.path("initContainerStatuses")) {
            int restarts = container.path("restartCount").asInt();
            total += restarts;
            if (sidecars.contains(container.path("name").asText())) {
                mostOfSidecar = Math.max(mostOfSidecar, restarts);
            }
        }
        return new ContainerRestarts(total, most, mostOfSidecar);
    }
}
