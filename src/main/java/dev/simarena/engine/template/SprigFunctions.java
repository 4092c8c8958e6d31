package dev.simarena.engine.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongBinaryOperator;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Those functions of the library sprig that stages use, all of them without side effects. */
final class SprigFunctions {

    private static final ObjectMapper JSON = new ObjectMapper();

    static final Map<String, TemplateFunction> ALL = new LinkedHashMap<>();

    static {
        defaults();
        texts();
        numbers();
        lists();
        objects();
    }

    private SprigFunctions() {}

    private static void defaults() {
        ALL.put("default", a -> Values.truth(a.get(1)) ? a.get(1) : a.get(0));
        ALL.put("empty", a -> !Values.truth(a.get(0)));
        ALL.put("coalesce", a -> first(a));
        ALL.put("ternary", a -> Values.truth(a.get(2)) ? a.get(0) : a.get(1));
        ALL.put("all", a -> a.stream().allMatch(Values::truth));
        ALL.put("any", a -> a.stream().anyMatch(Values::truth));
        ALL.put("fail", a -> {
            throw new TemplateException("the template fails by itself: " + Values.text(a.get(0)) + ".");
        });
    }

    private static @Nullable Object first(List<@Nullable Object> values) {
        for (Object value : values) {
            if (Values.truth(value)) {
                return value;
            }
        }
        return null;
    }

    private static void texts() {
        text("upper", text -> text.toUpperCase(Locale.ROOT));
        text("lower", text -> text.toLowerCase(Locale.ROOT));
        text("trim", String::strip);
        text("toString", text -> text);
        text("quote", GoStrings::quote);
        text("squote", text -> "'" + text + "'");
        text("b64enc", text -> Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
        text("b64dec", text -> new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8));
        ALL.put(
                "trimPrefix",
                a -> string(a, 1).startsWith(string(a, 0))
                        ? string(a, 1).substring(string(a, 0).length())
                        : string(a, 1));
        ALL.put(
                "trimSuffix",
                a -> string(a, 1).endsWith(string(a, 0))
                        ? string(a, 1)
                                .substring(
                                        0, string(a, 1).length() - string(a, 0).length())
                        : string(a, 1));
        ALL.put("contains", a -> string(a, 1).contains(string(a, 0)));
        ALL.put("hasPrefix", a -> string(a, 1).startsWith(string(a, 0)));
        ALL.put("hasSuffix", a -> string(a, 1).endsWith(string(a, 0)));
        ALL.put("replace", a -> string(a, 2).replace(string(a, 0), string(a, 1)));
        ALL.put("repeat", a -> string(a, 1).repeat((int) Math.min(10_000, Math.max(0, Values.whole(a.get(0))))));
        ALL.put("trunc", a -> truncate((int) Values.whole(a.get(0)), string(a, 1)));
        ALL.put("indent", a -> indent(a));
        ALL.put("nindent", a -> "\n" + indent(a));
        ALL.put("splitList", a -> Arrays.asList(string(a, 1).split(Pattern.quote(string(a, 0)), -1)));
        ALL.put("join", a -> String.join(string(a, 0), strings(a.get(1))));
        ALL.put(
                "regexMatch",
                a -> Pattern.compile(string(a, 0)).matcher(string(a, 1)).find());
    }

    private static void numbers() {
        ALL.put("int", a -> integer(a.get(0)));
        ALL.put("int64", a -> integer(a.get(0)));
        ALL.put("atoi", a -> integer(a.get(0)));
        ALL.put("add", a -> fold(a, Math::addExact));
        ALL.put("sub", a -> fold(a, Math::subtractExact));
        ALL.put("mul", a -> fold(a, Math::multiplyExact));
        ALL.put("div", a -> fold(a, SprigFunctions::divide));
        ALL.put("mod", a -> fold(a, (x, y) -> x - y * divide(x, y)));
        ALL.put("max", a -> fold(a, Math::max));
        ALL.put("min", a -> fold(a, Math::min));
        ALL.put("add1", a -> Math.addExact(integer(a.get(0)), 1));
        ALL.put("until", a -> {
            List<@Nullable Object> numbers = new ArrayList<>();
            for (long i = 0; i < Math.min(10_000, integer(a.get(0))); i++) {
                numbers.add(i);
            }
            return numbers;
        });
    }

    private static void lists() {
        ALL.put("list", a -> new ArrayList<>(a));
        ALL.put("tuple", a -> new ArrayList<>(a));
        ALL.put(
                "first",
                a -> Values.list(a.get(0)).isEmpty()
                        ? null
                        : Values.list(a.get(0)).get(0));
        ALL.put("last", a -> {
            List<@Nullable Object> list = Values.list(a.get(0));
            return list.isEmpty() ? null : list.get(list.size() - 1);
        });
        ALL.put("rest", a -> Values.list(a.get(0)).stream().skip(1).toList());
        ALL.put("append", a -> {
            List<@Nullable Object> list = Values.list(a.get(0));
            list.add(a.get(1));
            return list;
        });
        ALL.put(
                "concat",
                a -> a.stream().flatMap(list -> Values.list(list).stream()).toList());
        ALL.put("reverse", a -> {
            List<@Nullable Object> list = Values.list(a.get(0));
            Collections.reverse(list);
            return list;
        });
        ALL.put("has", a -> Values.list(a.get(1)).stream().anyMatch(value -> GoFunctions.equal(value, a.get(0))));
        ALL.put("sortAlpha", a -> strings(a.get(0)).stream().sorted().toList());
    }

    private static void objects() {
        ALL.put("dict", a -> {
            Map<String, @Nullable Object> dict = new LinkedHashMap<>();
            for (int i = 0; i < a.size(); i += 2) {
                dict.put(Values.text(a.get(i)), i + 1 < a.size() ? a.get(i + 1) : "");
            }
            return dict;
        });
        ALL.put("get", a -> {
            Object value = Values.sorted(a.get(0)).get(string(a, 1));
            return value == null ? "" : value;
        });
        ALL.put("hasKey", a -> Values.sorted(a.get(0)).containsKey(string(a, 1)));
        ALL.put("keys", a -> new ArrayList<>(Values.sorted(a.get(0)).keySet()));
        ALL.put("values", a -> new ArrayList<>(Values.sorted(a.get(0)).values()));
        ALL.put("set", a -> {
            Map<String, @Nullable Object> changed = Values.sorted(a.get(0));
            changed.put(string(a, 1), a.get(2));
            return changed;
        });
        ALL.put("toJson", a -> json(a.get(0)));
        ALL.put("fromJson", a -> {
            try {
                return JSON.readTree(string(a, 0));
            } catch (JsonProcessingException e) {
                throw new TemplateException("[%s] is no JSON. Give some.".formatted(string(a, 0)));
            }
        });
    }

    static JsonNode tree(@Nullable Object value) {
        if (value instanceof JsonNumber number) {
            try {
                return JSON.readTree(number.text());
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
        if (value instanceof List || value instanceof ArrayNode) {
            var array = JSON.createArrayNode();
            Values.list(value).forEach(element -> array.add(tree(element)));
            return array;
        }
        if (value instanceof Map || value instanceof ObjectNode) {
            var object = JSON.createObjectNode();
            Values.sorted(value).forEach((key, field) -> object.set(key, tree(field)));
            return object;
        }
        return JSON.valueToTree(value);
    }

    static String json(@Nullable Object value) {
        return tree(value).toString();
    }

    private static void text(String name, UnaryOperator<String> function) {
        ALL.put(name, a -> function.apply(string(a, 0)));
    }

    private static String string(List<@Nullable Object> arguments, int position) {
        Object value = arguments.get(position);
        return value == null ? "" : Values.text(value);
    }

    private static List<String> strings(@Nullable Object list) {
        return Values.list(list).stream().map(Values::text).toList();
    }

    private static String truncate(int length, String text) {
        if (length < 0) {
            return text.length() + length <= 0 ? text : text.substring(-length);
        }
        return text.length() <= length ? text : text.substring(0, length);
    }

    private static String indent(List<@Nullable Object> arguments) {
        String pad = " ".repeat((int) Math.min(1000, Math.max(0, Values.whole(arguments.get(0)))));
        return pad + string(arguments, 1).replace("\n", "\n" + pad);
    }

    private static long integer(@Nullable Object value) {
        if (value instanceof Number number) {
            return number.longValue();
        }
        try {
            return Long.parseLong(String.valueOf(value));
        } catch (NumberFormatException e) {
            // As sprig does: what is no number is 0.
            return 0;
        }
    }

    private static long fold(List<@Nullable Object> numbers, LongBinaryOperator operator) {
        long result = integer(numbers.get(0));
        try {
            for (Object number : numbers.subList(1, numbers.size())) {
                result = operator.applyAsLong(result, integer(number));
            }
        } catch (ArithmeticException e) {
            throw new TemplateException("the numbers are too large. Use smaller ones.");
        }
        return result;
    }

    private static long divide(long number, long divisor) {
        if (divisor == 0) {
            throw new TemplateException("a number is divided by 0. Divide by another.");
        }
        return number / divisor;
    }
}
