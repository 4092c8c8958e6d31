package dev.simarena.cluster;

import dev.simarena.trace.TraceObject;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Word what can go wrong in a replay. */
final class ClusterMessages {

    /** Somebody uses a cluster that was closed. */
    static final String CLOSED = "Cluster [embedded] is closed. Use it before, or make another one.";

    private ClusterMessages() {}

    static String notStanding(String cluster) {
        return "Cluster [%s] only replays traces. Ask the embedded cluster for clients and time.".formatted(cluster);
    }

    static String refused(String simulation, TraceObject object, int code, @Nullable String answer) {
        return ("Simulation [%s] could not apply %s: the API server answered %d: %s. Correct the object in the trace, or keep "
                        + "the policy from asking for it.")
                .formatted(simulation, object, code, stripDot(answer));
    }

    static String refusedHook(HookStage stage, int code, @Nullable String answer) {
        return "Hook [%s] could not apply its object: the API server answered %d: %s. Correct the object in the hook."
                .formatted(stage.key(), code, stripDot(answer));
    }

    static String hookFailed(HookStage stage, String simulation, Throwable cause) {
        return "Hook [%s] of simulation [%s] failed: %s. Mend the hook; the episode is aborted, not scored."
                .formatted(stage.key(), simulation, stripDot(cause.toString()));
    }

    static String restless(String simulation, Throwable cause) {
        return "Simulation [%s] cannot go on: %s. Correct the trace."
                .formatted(simulation, stripDot(cause.getMessage()));
    }

    static String notEmpty(String namespace, List<String> left) {
        return "Namespace [%s] still holds %s. Delete them, or choose another namespace.".formatted(namespace, left);
    }

    static String timeOutOfRange(String simulation, long seconds) {
        return "Simulation [%s] cannot set its clock to %d seconds after 1970. Use times within 100,000 years of it."
                .formatted(simulation, seconds);
    }

    private static String stripDot(@Nullable String text) {
        String sure = String.valueOf(text);
        return sure.endsWith(".") ? sure.substring(0, sure.length() - 1) : sure;
    }

    static String notKept(Path file) {
        return "Environment [%s] cannot be kept. Check that its folder can be written.".formatted(file);
    }
}
