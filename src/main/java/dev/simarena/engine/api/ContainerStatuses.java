package dev.simarena.engine.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.usage.ContainerLife;
import dev.simarena.engine.usage.PodLife;
import dev.simarena.engine.usage.Termination;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Write what became of the containers of a pod that has started. */
final class ContainerStatuses {

    private ContainerStatuses() {}

    static void render(Pod pod, ObjectNode status) {
        init(pod, status);
        JsonNode containers = pod.template().podSpec().path("containers");
        PodLife life = pod.life();
        ArrayNode statuses = status.putArray("containerStatuses");
        for (int i = 0; i < containers.size(); i++) {
            ObjectNode shown = begin(statuses, containers.get(i));
            if (life != null) {
                live(pod, life.containers().get(i), shown);
            } else if (pod.phase().terminal()) {
                shown.put("ready", false).put("restartCount", 0).put("started", false);
                // KWOK gives a container that ends its end as its start too.
                String reason = pod.exitCode() == 0 ? "Completed" : "Error";
                terminated(shown.putObject("state"), pod.exitCode(), reason, pod.finished(), pod.finished());
            } else {
                shown.put("ready", true).put("restartCount", 0);
                shown.putObject("state").putObject("running").put("startedAt", Json.time(pod.started()));
            }
        }
    }

    private static void init(Pod pod, ObjectNode status) {
        JsonNode containers = pod.template().podSpec().path("initContainers");
        if (containers.isEmpty()) {
            return;
        }
        ArrayNode statuses = status.putArray("initContainerStatuses");
        for (JsonNode container : containers) {
            ObjectNode shown = begin(statuses, container);
            shown.put("ready", true).put("restartCount", 0);
            if (container.path("restartPolicy").asText().equals("Always")) {
                shown.put("started", true);
                shown.putObject("state").putObject("running").put("startedAt", Json.time(pod.started()));
            } else {
                terminated(shown.putObject("state"), 0, "Completed", pod.started(), pod.started());
            }
        }
    }

    private static ObjectNode begin(ArrayNode statuses, JsonNode container) {
        ObjectNode shown = statuses.addObject()
                .put("name", container.path("name").asText())
                .put("image", container.path("image").asText())
                .put("imageID", "");
        shown.putObject("lastState");
        return shown;
    }

    private static void live(Pod pod, ContainerLife container, ObjectNode shown) {
        Termination last = container.last();
        boolean completed = pod.phase().terminal() && container.running();
        shown.put("ready", container.ready() && !completed);
        shown.put("restartCount", container.restartCount());
        shown.put("started", container.started() && !completed);
        ObjectNode state = shown.putObject("state");
        if (completed) {
            terminated(state, 0, "Completed", container.since(), pod.finished());
        } else if (container.running()) {
            state.putObject("running").put("startedAt", Json.time(container.since()));
        } else if (container.waiting()) {
            state.putObject("waiting")
                    .put("reason", "CrashLoopBackOff")
                    .put(
                            "message",
                            "back-off %s restarting failed container=%s pod=%s_%s(%s)"
                                    .formatted(
                                            goDuration(container.backOff()),
                                            container.usage().name(),
                                            pod.name(),
                                            pod.namespace(),
                                            pod.uid()));
        } else {
            terminated(state, last);
        }
        if (last != null && (container.running() || container.waiting())) {
            terminated(shown.putObject("lastState"), last);
        }
    }

    private static void terminated(ObjectNode state, @Nullable Termination end) {
        if (end != null) {
            terminated(state, end.exitCode(), end.reason(), end.started(), end.finished());
        }
    }

    private static void terminated(ObjectNode state, int exitCode, String reason, long started, long finished) {
        state.putObject("terminated")
                .put("exitCode", exitCode)
                .put("reason", reason)
                .put("startedAt", Json.time(started))
                .put("finishedAt", Json.time(finished));
    }

    /** Write a back-off as Go writes durations, for example {@code 1m20s}. */
    private static String goDuration(long micros) {
        Duration duration = Duration.ofMillis(micros / 1000);
        return duration.toMinutes() == 0
                ? duration.toSeconds() + "s"
                : duration.toMinutes() + "m" + duration.toSecondsPart() + "s";
    }
}
