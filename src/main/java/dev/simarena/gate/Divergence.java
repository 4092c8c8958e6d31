package dev.simarena.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.simarena.episode.Episode;
import dev.simarena.episode.RunRecords;
import java.util.ArrayList;
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
 * @param tolerable whether all records are equal once times and ids are left out and numbers may differ by {@link
 *     #TOLERANCE}
 * @param fields what differs at that step, side by side
 */
public record Divergence(int run, int step, boolean tolerable, List<Field> fields) {

    /** Numbers that differ by this little, relative to the larger one or to 1, are equal to the tolerant eye: {@value}. */
    public static final double TOLERANCE = 1e-5;

    private static final String ABSENT = "(none)";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What names a replay or its moment; a real cluster gives new ones each time. */
    private static final Set<String> VOLATILE = Set.of("time", "duration", "simulation", "uid");

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
            tolerable = tolerable && tolerable(left, right);
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

    private static boolean tolerable(Map<String, JsonNode> left, Map<String, JsonNode> right) {
        return left.keySet().equals(right.keySet())
                && left.entrySet().stream()
                        .allMatch(entry -> VOLATILE.contains(entry.getKey())
                                || close(entry.getValue(), Objects.requireNonNull(right.get(entry.getKey()))));
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
            try {
                collect("", JSON.readTree(line), leaves);
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException(e);
            }
        }
        return leaves;
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
