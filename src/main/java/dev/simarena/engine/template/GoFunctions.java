package dev.simarena.engine.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The functions every Go template has. */
final class GoFunctions {

    static final Map<String, TemplateFunction> ALL = all();

    private GoFunctions() {}

    private static Map<String, TemplateFunction> all() {
        Map<String, TemplateFunction> all = new LinkedHashMap<>();
        // What decides earlier is not even asked for further values; see Rendering.
        all.put("and", arguments -> arguments.get(arguments.size() - 1));
        all.put("or", arguments -> arguments.get(arguments.size() - 1));
        all.put("not", arguments -> !Values.truth(arguments.get(0)));
        all.put("eq", arguments -> {
            Object first = arguments.get(0);
            arguments.get(1);
            return arguments.stream().skip(1).anyMatch(other -> equal(first, other));
        });
        all.put("ne", arguments -> !equal(arguments.get(0), arguments.get(1)));
        all.put("lt", compare(order -> order < 0));
        all.put("le", compare(order -> order <= 0));
        all.put("gt", compare(order -> order > 0));
        all.put("ge", compare(order -> order >= 0));
        all.put("len", arguments -> (long) length(arguments.get(0)));
        all.put("index", GoFunctions::index);
        all.put("slice", GoFunctions::slice);
        all.put("print", GoFunctions::print);
        all.put("println", GoFunctions::println);
        all.put(
                "printf",
                arguments -> Printf.format(Values.text(arguments.get(0)), arguments.subList(1, arguments.size())));
        return all;
    }

    static boolean equal(@Nullable Object one, @Nullable Object other) {
        if (one == null || other == null) {
            return one == other;
        }
        BigDecimal left = number(one);
        BigDecimal right = number(other);
        if (left != null && right != null) {
            return left.compareTo(right) == 0;
        }
        if (one.getClass() != other.getClass()) {
            throw new TemplateException(
                    "[%s] and [%s] are of different kinds and cannot be compared. Compare alike ones."
                            .formatted(Values.text(one), Values.text(other)));
        }
        return Objects.equals(one, other);
    }

    private static TemplateFunction compare(IntPredicate holds) {
        return arguments -> {
            Object one = arguments.get(0);
            Object other = arguments.get(1);
            if (one == null || other == null) {
                throw new TemplateException("nothing cannot be put in order. Compare values that are there.");
            }
            BigDecimal left = number(one);
            BigDecimal right = number(other);
            if (left != null && right != null) {
                return holds.test(left.compareTo(right));
            }
            if (one instanceof String text && other instanceof String otherText) {
                return holds.test(text.compareTo(otherText));
            }
            throw new TemplateException("[%s] and [%s] cannot be put in order. Give numbers, or texts."
                    .formatted(Values.text(one), Values.text(other)));
        };
    }

    private static @Nullable BigDecimal number(Object value) {
        return value instanceof Number || value instanceof JsonNumber ? new BigDecimal(value.toString()) : null;
    }

    static int length(@Nullable Object value) {
        if (value instanceof String text) {
            return text.length();
        }
        if (value instanceof JsonNode json) {
            return json.size();
        }
        if (value instanceof Map<?, ?> map) {
            return map.size();
        }
        return Values.list(value).size();
    }

    private static @Nullable Object index(List<@Nullable Object> arguments) {
        Object value = arguments.get(0);
        for (Object key : arguments.subList(1, arguments.size())) {
            if (value instanceof ObjectNode || value instanceof Map) {
                value = Values.field(value, String.valueOf(key));
            } else if (value instanceof ArrayNode || value instanceof Collection) {
                List<@Nullable Object> list = Values.list(value);
                long position = Values.whole(key);
                if (position < 0 || position >= list.size()) {
                    throw new TemplateException(
                            "index [%d] is outside a list of %d elements. Ask for one that is there."
                                    .formatted(position, list.size()));
                }
                value = list.get((int) position);
            } else {
                throw new TemplateException("[%s] has no elements, and [%s] is asked of it. Ask a list or an object."
                        .formatted(Values.text(value), Values.text(key)));
            }
        }
        return value;
    }

    private static Object slice(List<@Nullable Object> arguments) {
        Object value = arguments.get(0);
        int length = length(value);
        long from = arguments.size() > 1 ? Values.whole(arguments.get(1)) : 0;
        long to = arguments.size() > 2 ? Values.whole(arguments.get(2)) : length;
        if (from < 0 || to > length || from > to) {
            throw new TemplateException(
                    "[%d, %d) is outside of %d elements. Cut within them.".formatted(from, to, length));
        }
        return value instanceof String text
                ? text.substring((int) from, (int) to)
                : Values.list(value).subList((int) from, (int) to);
    }

    /** Spaces go between values that are both no texts. */
    private static String print(List<@Nullable Object> arguments) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < arguments.size(); i++) {
            boolean apart = i > 0 && !(arguments.get(i) instanceof String) && !(arguments.get(i - 1) instanceof String);
            text.append(apart ? " " : "").append(Printf.plain(arguments.get(i)));
        }
        return text.toString();
    }

    private static String println(List<@Nullable Object> arguments) {
        List<String> texts = new ArrayList<>();
        arguments.forEach(argument -> texts.add(Printf.plain(argument)));
        return String.join(" ", texts) + "\n";
    }
}
