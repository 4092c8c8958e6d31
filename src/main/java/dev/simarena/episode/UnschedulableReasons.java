package dev.simarena.episode;

import dev.simarena.cluster.ClusterState.PodState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Read the reasons out of kube-scheduler's message.
 *
 * <p>{@code 0/3 nodes are available: 1 Insufficient cpu, 2 Insufficient memory. no new claims ...} gives
 * {@code Insufficient cpu} and {@code Insufficient memory}; a message of another shape is one reason itself.
 */
final class UnschedulableReasons {

    private static final Pattern COUNTED = Pattern.compile("\\d+/\\d+ nodes are available: ");
    private static final Pattern SEPARATOR = Pattern.compile(", (?=\\d+ )");
    private static final Pattern NODES = Pattern.compile("^\\d+ ");

    private UnschedulableReasons() {}

    /** Count the pods per reason; a pod counts once for each of its reasons. */
    static SortedMap<String, Integer> count(List<PodState> pods) {
        Map<String, Integer> messages = new LinkedHashMap<>();
        for (PodState pod : pods) {
            String message = pod.unschedulable();
            if (message != null) {
                messages.merge(message, 1, Integer::sum);
            }
        }
        SortedMap<String, Integer> counts = new TreeMap<>();
        messages.forEach((message, count) ->
                new TreeSet<>(of(message)).forEach(reason -> counts.merge(reason, count, Integer::sum)));
        return counts;
    }

    /** Return the reasons of one message in its order, without the numbers of nodes. */
    static List<String> of(String message) {
        Matcher counted = COUNTED.matcher(message);
        String reasons = message.substring(counted.lookingAt() ? counted.end() : 0);
        // The second sentence is about preemption and repeats the counts.
        int end = reasons.indexOf(". ");
        String first = end < 0 ? reasons : reasons.substring(0, end);
        List<String> result = new ArrayList<>();
        for (String part : SEPARATOR.split(first)) {
            String reason = NODES.matcher(part.strip()).replaceFirst("");
            result.add(reason.endsWith(".") ? reason.substring(0, reason.length() - 1) : reason);
        }
        result.removeIf(String::isEmpty);
        return result;
    }
}
