package dev.simarena.engine.scheduler;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Word why no node takes a pod, exactly as kube-scheduler 1.36 does. */
final class FitError {

    /** Message where there are no nodes at all. */
    static final String NO_NODES = "no nodes available to schedule pods";

    private static final String NOT_HELPFUL = "Preemption is not helpful for scheduling";
    private static final String NO_VICTIMS = "No preemption victims found for incoming pod";

    private final Map<String, Integer> reasons = new LinkedHashMap<>();
    private final Map<String, Integer> preemption = new LinkedHashMap<>();
    private int nodes;
    private @Nullable String ofAll;

    /** Refuse all nodes at once, before any is looked at. */
    static FitError ofAll(String reason, int nodes) {
        FitError error = new FitError();
        error.nodes = nodes;
        error.ofAll = reason;
        error.preemption.put(NOT_HELPFUL, nodes);
        return error;
    }

    /** Count one node. */
    void add(Rejection rejection) {
        nodes++;
        for (String reason : rejection.reasons()) {
            reasons.merge(reason, 1, Integer::sum);
        }
        preemption.merge(rejection.hopeless() ? NOT_HELPFUL : NO_VICTIMS, 1, Integer::sum);
    }

    /** Return the message; the second half is what the post-filter plugins say. */
    String message(boolean neverPreempts) {
        String available = "0/" + nodes + " nodes are available: ";
        String outlook =
                neverPreempts ? "not eligible due to preemptionPolicy=Never." : available + join(preemption) + ".";
        return available + (ofAll == null ? join(reasons) : ofAll) + ". no new claims to deallocate, preemption: "
                + outlook;
    }

    private static String join(Map<String, Integer> counts) {
        List<String> parts = new ArrayList<>(counts.size());
        counts.forEach((reason, count) -> parts.add(count + " " + reason));
        Collections.sort(parts);
        return String.join(", ", parts);
    }
}
