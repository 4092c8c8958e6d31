package dev.simarena.engine.apiserver.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Sum up the containers of a pod in one word.
 *
 * <p>A reason of the pod itself goes before its phase, one of its containers before both; while init containers have work to do, theirs
 * count. Source: {@code printPod} of {@code pkg/printers/internalversion}.
 *
 * @param reason for example {@code Running}, {@code CrashLoopBackOff}, {@code Init:0/1}, {@code Terminating}
 * @param ready containers that are ready, with the init containers that keep running
 * @param containers all of these
 * @param restarts how often they were restarted
 * @param lastRestart when that was last, {@code null} where it is not known
 */
record PodState(
        String reason,
        int ready,
        int containers,
        long restarts,
        @Nullable Instant lastRestart) {

    /** Write the restarts, with how long ago the last one was. */
    String restarts(Shown pod) {
        return restarts == 0 || lastRestart == null
                ? String.valueOf(restarts)
                : "%d (%s ago)".formatted(restarts, HumanDuration.of(Duration.between(lastRestart, pod.now())));
    }

    static PodState of(Shown pod) {
        String reason = pod.text("status", "reason");
        if (reason.isEmpty()) {
            reason = pod.text("status", "phase");
        }
        for (JsonNode condition : pod.at("status", "conditions")) {
            if (condition.path("type").asText().equals("PodScheduled")
                    && condition.path("reason").asText().equals("SchedulingGated")) {
                reason = "SchedulingGated";
            }
        }
        InitContainers init = InitContainers.of(pod);
        int containers = pod.at("spec", "containers").size() + init.sidecars().size();
        PodState state;
        if (init.reason() != null && !pod.isTrue("Initialized")) {
            state = new PodState(
                    init.reason(),
                    init.ready(),
                    containers,
                    init.all().count(),
                    init.all().last());
        } else {
            state = running(pod, init.reason() == null ? reason : init.reason(), init, containers);
        }
        return pod.isGoing() ? state.leaving(pod) : state;
    }

    /** Look at the containers that run after the init containers, the last one first. */
    private static PodState running(Shown pod, String before, InitContainers init, int containers) {
        String reason = before;
        String error = "";
        boolean running = false;
        int ready = init.ready();
        Restarts restarts = init.ofSidecars();
        JsonNode statuses = pod.at("status", "containerStatuses");
        for (int i = statuses.size() - 1; i >= 0; i--) {
            JsonNode status = statuses.path(i);
            restarts = restarts.and(status);
            JsonNode state = status.path("state");
            String waiting = state.path("waiting").path("reason").asText("");
            if (!waiting.isEmpty()) {
                reason = waiting;
            } else if (state.has("terminated")) {
                reason = ended(state.path("terminated"));
                error = state.path("terminated").path("exitCode").asLong() == 0 ? error : reason;
            } else if (status.path("ready").asBoolean() && state.has("running")) {
                running = true;
                ready++;
            }
        }
        if (reason.equals("Completed")) {
            if (running && pod.isTrue("Ready")) {
                reason = "Running";
            } else if (!error.isEmpty()) {
                reason = error;
            } else if (running) {
                reason = "NotReady";
            }
        }
        return new PodState(reason, ready, containers, restarts.count(), restarts.last());
    }

    /** Return why a container ended: its own reason, else its signal, else its exit code. */
    static String ended(JsonNode terminated) {
        String reason = terminated.path("reason").asText("");
        if (!reason.isEmpty()) {
            return reason;
        }
        long signal = terminated.path("signal").asLong();
        return signal != 0
                ? "Signal:" + signal
                : "ExitCode:" + terminated.path("exitCode").asLong();
    }

    private PodState leaving(Shown pod) {
        String phase = pod.text("status", "phase");
        if (pod.text("status", "reason").equals("NodeLost")) {
            return new PodState("Unknown", ready, containers, restarts, lastRestart);
        }
        boolean ended = phase.equals("Succeeded") || phase.equals("Failed");
        return ended ? this : new PodState("Terminating", ready, containers, restarts, lastRestart);
    }

    /** Count restarts, and remember when the last container ended before one. */
    record Restarts(long count, @Nullable Instant last) {

        static final Restarts NONE = new Restarts(0, null);

        Restarts and(JsonNode status) {
            Instant ended =
                    Shown.time(status.path("lastState").path("terminated").path("finishedAt"));
            boolean later = ended != null && (last == null || ended.isAfter(last));
            return new Restarts(count + status.path("restartCount").asLong(), later ? ended : last);
        }
    }
}
