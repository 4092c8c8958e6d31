package dev.simarena.engine.apiserver.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sum up the init containers of a pod.
 *
 * @param reason what the first one with work to do is at, for example {@code Init:1/2}; {@code null} when all are done
 * @param sidecars names of those that keep running
 * @param ready how many of these are ready
 * @param all restarts of all that were looked at
 * @param ofSidecars restarts of those that keep running
 */
record InitContainers(
        @Nullable String reason, Set<String> sidecars, int ready, PodState.Restarts all, PodState.Restarts ofSidecars) {

    static InitContainers of(Shown pod) {
        Set<String> sidecars = new LinkedHashSet<>();
        for (JsonNode container : pod.at("spec", "initContainers")) {
            if (container.path("restartPolicy").asText().equals("Always")) {
                sidecars.add(container.path("name").asText());
            }
        }
        String reason = null;
        int ready = 0;
        int index = 0;
        PodState.Restarts all = PodState.Restarts.NONE;
        PodState.Restarts ofSidecars = PodState.Restarts.NONE;
        for (JsonNode status : pod.at("status", "initContainerStatuses")) {
            boolean sidecar = sidecars.contains(status.path("name").asText());
            all = all.and(status);
            ofSidecars = sidecar ? ofSidecars.and(status) : ofSidecars;
            JsonNode terminated = status.path("state").path("terminated");
            boolean done = terminated.isObject() && terminated.path("exitCode").asLong() == 0;
            if (!done && sidecar && status.path("started").asBoolean()) {
                ready += status.path("ready").asBoolean() ? 1 : 0;
                done = true;
            }
            if (!done) {
                reason = "Init:" + current(pod, status, index);
                break;
            }
            index++;
        }
        return new InitContainers(reason, sidecars, ready, all, ofSidecars);
    }

    private static String current(Shown pod, JsonNode status, int index) {
        JsonNode terminated = status.path("state").path("terminated");
        if (terminated.isObject()) {
            return PodState.ended(terminated);
        }
        String waiting = status.path("state").path("waiting").path("reason").asText("");
        return waiting.isEmpty() || waiting.equals("PodInitializing")
                ? index + "/" + pod.at("spec", "initContainers").size()
                : waiting;
    }
}
