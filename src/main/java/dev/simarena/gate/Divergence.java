package dev.simarena.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.episode.Episode;
import dev.simarena.episode.RunRecords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Show where two runs first differ.
 *
 * @param run number of the run that differs from the first, 2 or more
 * @param step first step whose records differ, 0 for the reset
 * @param tolerable whether all records are equal once times, ids and events are left out, the nodes are sorted and numbers
 *     may differ by {@link #TOLERANCE}
 * @param fields what differs at that step, side by side
 */
public record Divergence(int run, int step, boolean tolerable, List<Field> fields) {

    /** Numbers that differ by this little, relative to the larger one or to 1, are equal to the tolerant eye: {@value}. */
    public static final double TOLERANCE = 1e-5;

    private static final String ABSENT = "(none)";
    private static final String NODE_NAME = "node";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What names a replay or its moment; a real cluster gives new ones each time. */
    private static final Set<String> VOLATILE = Set.of("time", "duration", "simulation", "uid");

    /** What is observed of a cluster, with noise and without. */
    private static final List<String> OBSERVATIONS = List.of("observation", "seen");

    public Divergence {
        fields = List.copyOf(fields);
    }

    /**
     * Hold one field that differs.
     *
     * @param name path within the record, for example {@code observation.ready}
     * @param first value in the first run
     * @param other value in the other run
     */
    public record Field(String name, String first, String other) {}

    /** Compare two runs whose hashes differ. */
    static Divergence between(Episode first, Episode other, int run) {
        List<String> ours = RunRecords.lines(first);
        List<String> theirs = RunRecords.lines(other);
        boolean tolerable = ours.size() == theirs.size() && first.outcome() == other.outcome();
        Divergence exact = null;
        for (int step = 0; step < Math.max(ours.size(), theirs.size()); step++) {
            String mine = step < ours.size() ? ours.get(step) : null;
            String its = step < theirs.size() ? theirs.get(step) : null;
            if (Objects.equals(mine, its)) {
                continue;
            }
            Map<String, JsonNode> left = flat(mine);
            Map<String, JsonNode> right = flat(its);
            tolerable = tolerable && mine != null && its != null && tolerable(mine, its);
            if (exact == null) {
                exact = new Divergence(run, step, false, fields(left, right));
            }
        }
        return exact == null
                ? new Divergence(
                        run,
                        Math.max(0, ours.size() - 1),
                        false,
                        List.of(new Field(
                                "outcome",
                                first.outcome().name(),
                                other.outcome().name())))
                : new Divergence(run, exact.step(), tolerable, exact.fields());
    }

    private static List<Field> fields(Map<String, JsonNode> left, Map<String, JsonNode> right) {
        TreeSet<String> names = new TreeSet<>(left.keySet());
        names.addAll(right.keySet());
        return names.stream()
                .filter(name -> !Objects.equals(left.get(name), right.get(name)))
                .map(name -> new Field(name, text(left.get(name)), text(right.get(name))))
                .toList();
    }

    private static String text(@Nullable JsonNode value) {
        return value == null ? ABSENT : value.isTextual() ? value.textValue() : value.toString();
    }

    /** Tell whether two records differ in nothing but what a real cluster draws anew each time. */
    static boolean tolerable(String mine, String its) {
        Map<String, JsonNode> left = comparable(mine);
        Map<String, JsonNode> right = comparable(its);
        return left.keySet().equals(right.keySet())
                && left.entrySet().stream()
                        .allMatch(entry -> VOLATILE.contains(entry.getKey())
                                || close(entry.getValue(), Objects.requireNonNull(right.get(entry.getKey()))));
    }

    /**
     * Return the leaves that two runs on a real cluster have in common: without events, which name pods and come in any order,
     * and with the nodes sorted, as schedulers draw one of those that are equally good.
     */
    private static Map<String, JsonNode> comparable(String line) {
        JsonNode record = parse(line);
        for (String name : OBSERVATIONS) {
            if (record.get(name) instanceof ObjectNode observation) {
                observation.remove("events");
                List<JsonNode> nodes = new ArrayList<>();
                for (JsonNode node : observation.path("nodes")) {
                    nodes.add(node instanceof ObjectNode object ? object.without(NODE_NAME) : node);
                }
                nodes.sort(Comparator.comparing(JsonNode::toString));
                observation.putArray("nodes").addAll(nodes);
            }
        }
        Map<String, JsonNode> leaves = new TreeMap<>();
        collect("", record, leaves);
        return leaves;
    }

    private static boolean close(JsonNode left, JsonNode right) {
        if (left.isNumber() && right.isNumber()) {
            double a = left.doubleValue();
            double b = right.doubleValue();
            return Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.max(Math.abs(a), Math.abs(b)));
        }
        return left.equals(right);
    }

    /** Return the leaves of a record by their paths; empty where the run has no such step. */
    private static Map<String, JsonNode> flat(@Nullable String line) {
        Map<String, JsonNode> leaves = new TreeMap<>();
        if (line != null) {
            collect("", parse(line), leaves);
        }
        return leaves;
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static void collect(String path, JsonNode node, Map<String, JsonNode> leaves) {
        if (node.isObject()) {
            node.properties()
                    .forEach(entry -> collect(
                            path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), entry.getValue(), leaves));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(path + "[" + i + "]", node.get(i), leaves);
            }
        } else {
            leaves.put(path, node);
        }
    }

    /** Return the fields in columns, the first few. */
    List<String> table() {
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"field", "run 1", "run " + run});
        fields.stream()
                .limit(GateMessages.SHOWN)
                .forEach(field ->
                        rows.add(new String[] {field.name(), shortened(field.first()), shortened(field.other())}));
        int[] widths = new int[2];
        rows.forEach(row -> {
            widths[0] = Math.max(widths[0], row[0].length());
            widths[1] = Math.max(widths[1], row[1].length());
        });
        List<String> lines = new ArrayList<>();
        rows.forEach(row -> lines.add(row[0]
                + " ".repeat(widths[0] - row[0].length() + 2)
                + row[1]
                + " ".repeat(widths[1] - row[1].length() + 2)
                + row[2]));
        if (fields.size() > GateMessages.SHOWN) {
            lines.add("and %d more fields".formatted(fields.size() - GateMessages.SHOWN));
        }
        return lines;
    }

    private static String shortened(String value) {
        return value.length() <= 40 ? value : value.substring(0, 37) + "...";
    }
}
