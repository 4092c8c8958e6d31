package dev.simarena.engine.apiserver.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Follow a path of the kind that definitions of custom resources name their columns by.
 *
 * <p>Fields ({@code .a}, {@code ['a.b']}, a backslash before a dot that belongs to the name), elements ({@code [0]}, {@code [-1]}),
 * all of them ({@code [*]}, {@code .*}), those of a range ({@code [0:2]}) and those that fit ({@code [?(@.type=="Ready")]}). A path
 * that cannot be read finds nothing. Source: {@code client-go/util/jsonpath}.
 */
final class JsonPath {

    private static final Pattern STEP = Pattern.compile("\\.?\\[\\?\\((?<filter>(?:[^)\"']|\"[^\"]*\"|'[^']*')*)\\)]"
            + "|\\.?\\['(?<quoted>(?:[^'\\\\]|\\\\.)*)']"
            + "|\\.?\\[(?<index>-?\\d+)]"
            + "|\\.?\\[(?<from>-?\\d*):(?<to>-?\\d*)]"
            + "|\\.?(?:\\[\\*]|\\*)(?<all>)"
            + "|\\.(?<field>(?:[^.\\[\\\\]|\\\\.)+)");
    private static final Pattern FILTER =
            Pattern.compile("\\s*@(?<path>[^=!<>\\s]*)\\s*(?:(?<sign>==|!=|<=|>=|<|>)\\s*(?<value>.*?)\\s*)?");

    private final List<UnaryOperator<List<JsonNode>>> steps;

    private JsonPath(List<UnaryOperator<List<JsonNode>>> steps) {
        this.steps = steps;
    }

    static JsonPath parse(String path) {
        if (path.isEmpty()) {
            return new JsonPath(List.of());
        }
        List<UnaryOperator<List<JsonNode>>> steps = new ArrayList<>();
        Matcher step = STEP.matcher(path.startsWith(".") || path.startsWith("[") ? path : "." + path);
        while (step.lookingAt()) {
            steps.add(step(step));
            step.region(step.end(), step.regionEnd());
        }
        return step.regionStart() == step.regionEnd() ? new JsonPath(steps) : new JsonPath(List.of(nodes -> List.of()));
    }

    /** Return what is there, in order. */
    List<JsonNode> find(JsonNode root) {
        List<JsonNode> found = List.of(root);
        for (UnaryOperator<List<JsonNode>> step : steps) {
            found = step.apply(found);
        }
        return found;
    }

    private static UnaryOperator<List<JsonNode>> step(Matcher step) {
        if (step.group("filter") != null) {
            Predicate<JsonNode> fits = filter(step.group("filter"));
            return nodes -> each(nodes, node -> children(node).filter(fits));
        }
        if (step.group("index") != null) {
            int index = Integer.parseInt(step.group("index"));
            return nodes -> each(nodes, node -> Stream.of(node.path(index < 0 ? node.size() + index : index)));
        }
        if (step.group("from") != null) {
            String from = step.group("from");
            String to = step.group("to");
            return nodes -> each(nodes, node -> range(node, from, to));
        }
        if (step.group("all") != null) {
            return nodes -> each(nodes, JsonPath::children);
        }
        String written = step.group("quoted") != null ? step.group("quoted") : step.group("field");
        String field = written.replaceAll("\\\\(.)", "$1");
        return nodes -> each(nodes, node -> Stream.of(node.path(field)));
    }

    private static List<JsonNode> each(List<JsonNode> nodes, Function<JsonNode, Stream<JsonNode>> step) {
        return nodes.stream()
                .flatMap(step)
                .filter(node -> !node.isMissingNode())
                .toList();
    }

    private static Stream<JsonNode> children(JsonNode node) {
        List<JsonNode> all = new ArrayList<>();
        node.forEach(all::add);
        return all.stream();
    }

    private static Stream<JsonNode> range(JsonNode list, String from, String to) {
        int size = list.size();
        int first = from.isEmpty() ? 0 : Integer.parseInt(from);
        int last = to.isEmpty() ? size : Integer.parseInt(to);
        first = Math.max(0, first < 0 ? size + first : first);
        last = Math.min(size, last < 0 ? size + last : last);
        return first >= last ? Stream.empty() : children(list).skip(first).limit((long) last - first);
    }

    private static Predicate<JsonNode> filter(String text) {
        Matcher filter = FILTER.matcher(text);
        if (!filter.matches()) {
            return node -> false;
        }
        JsonPath path = parse(filter.group("path"));
        String sign = filter.group("sign");
        if (sign == null) {
            return node -> !path.find(node).isEmpty();
        }
        String value = filter.group("value");
        boolean quoted = value.length() > 1 && (value.startsWith("\"") || value.startsWith("'"));
        String wanted = quoted ? value.substring(1, value.length() - 1) : value;
        return node -> {
            List<JsonNode> found = path.find(node);
            return !found.isEmpty() && holds(compare(found.get(0), wanted, quoted), sign);
        };
    }

    private static int compare(JsonNode found, String wanted, boolean quoted) {
        if (!quoted && found.isNumber()) {
            try {
                return Double.compare(found.doubleValue(), Double.parseDouble(wanted));
            } catch (NumberFormatException otherwise) {
                return found.asText().compareTo(wanted);
            }
        }
        return found.asText().compareTo(wanted);
    }

    private static boolean holds(int order, String sign) {
        return switch (sign) {
            case "==" -> order == 0;
            case "!=" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }
}
