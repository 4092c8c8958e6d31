package dev.simarena.engine.apiserver.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bring values into the form in which expressions have them. */
final class CelValues {

    private static final Pattern PART = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)(ns|us|µs|ms|s|m|h)");
    private static final Map<String, Long> NANOS = Map.of(
            "us", 1_000L,
            "µs", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L);

    private CelValues() {}

    /** Return a value of a schema. */
    static Object of(JsonNode value, JsonNode schema, boolean root) {
        if (value.isNull()) {
            return NullValue.NULL_VALUE;
        }
        if (value.isObject()) {
            return object(value, schema, root);
        }
        if (value.isArray()) {
            List<Object> items = new ArrayList<>();
            value.forEach(item -> items.add(of(item, schema.path("items"), false)));
            return items;
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (value.isNumber()) {
            boolean whole =
                    value.isIntegralNumber() && !schema.path("type").asText("").equals("number");
            return whole ? (Object) value.longValue() : (Object) value.doubleValue();
        }
        boolean text = schema.path("type").asText("").equals("string");
        return text ? text(value.asText(), schema.path("format").asText("")) : value.asText();
    }

    private static Map<String, Object> object(JsonNode value, JsonNode schema, boolean root) {
        Map<String, Object> fields = new LinkedHashMap<>();
        JsonNode values = schema.path("additionalProperties");
        JsonNode properties = schema.path("properties");
        boolean resource = root || schema.path("x-kubernetes-embedded-resource").asBoolean();
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            String name = field.getKey();
            if (values.isObject()) {
                fields.put(name, of(field.getValue(), values, false));
            } else if (properties.has(name) && !(resource && name.equals("metadata"))) {
                fields.put(FieldNames.escaped(name), of(field.getValue(), properties.path(name), false));
            } else if (resource && name.equals("metadata")) {
                fields.put(name, metadata(field.getValue()));
            } else if (resource && field.getValue().isTextual()) {
                fields.put(name, field.getValue().textValue());
            }
        }
        return fields;
    }

    /** Of metadata, rules see no more than names. */
    private static Map<String, Object> metadata(JsonNode metadata) {
        Map<String, Object> names = new LinkedHashMap<>();
        for (String name : List.of("name", "generateName")) {
            if (metadata.path(name).isTextual()) {
                names.put(name, metadata.path(name).textValue());
            }
        }
        return names;
    }

    private static Object text(String text, String format) {
        CelType type = CelTypes.text(format);
        if (type.equals(SimpleType.TIMESTAMP)) {
            return format.equals("date")
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
        }
        if (type.equals(SimpleType.DURATION)) {
            return duration(text);
        }
        return type.equals(SimpleType.BYTES)
                ? CelByteString.of(Base64.getDecoder().decode(text))
                : text;
    }

    /** Read a duration as Go writes it, for example {@code 1h30m}. */
    private static Duration duration(String text) {
        BigDecimal nanos = BigDecimal.ZERO;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            BigDecimal unit = BigDecimal.valueOf(NANOS.getOrDefault(part.group(2), 1L));
            nanos = nanos.add(new BigDecimal(part.group(1)).multiply(unit));
        }
        return Duration.ofNanos(text.startsWith("-") ? -nanos.longValue() : nanos.longValue());
    }
}
