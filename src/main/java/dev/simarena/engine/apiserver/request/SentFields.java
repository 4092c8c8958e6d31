package dev.simarena.engine.apiserver.request;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.simarena.engine.apiserver.schema.Field;
import dev.simarena.engine.apiserver.schema.Schema;
import dev.simarena.engine.apiserver.schema.ValueType;
import dev.simarena.trace.Gvk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Look through the fields of an object as a client wrote them, before what cannot be stored is lost.
 *
 * <p>Fields nobody knows and fields written twice are told in the order in which they are written.
 */
public final class SentFields {

    private static final JsonFactory JSON = new JsonFactory();
    private static final JsonFactory YAML = new YAMLFactory();

    /** So many are told at most. */
    private static final int MOST = 100;

    private final JsonParser parser;
    private final boolean yaml;
    private final List<String> problems = new ArrayList<>();
    private final List<String> repeated = new ArrayList<>();

    private SentFields(JsonParser parser, boolean yaml) {
        this.parser = parser;
        this.yaml = yaml;
    }

    /** Return what is wrong with the fields of an object, in the API server's words; mostly nothing. */
    public static List<String> check(
            @Nullable String contentType, byte[] body, JsonNode object, @Nullable Schema schema) {
        boolean yaml = Bodies.mediaType(contentType).equals("application/yaml");
        if (body.length == 0 || !object.isObject()) {
            return List.of();
        }
        try (JsonParser parser = (yaml ? YAML : JSON).createParser(body)) {
            SentFields fields = new SentFields(parser, yaml);
            parser.nextToken();
            fields.value("", schema == null ? Schema.ANYTHING : schema);
            fields.repeated.addAll(fields.problems);
            return fields.repeated;
        } catch (IOException e) {
            return List.of();
        }
    }

    private void value(String path, Schema schema) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            object(path, schema);
        } else if (token == JsonToken.START_ARRAY) {
            Schema element = schema.type() == ValueType.LIST ? schema.element() : Schema.ANYTHING;
            for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                value(path + "[" + i + "]", element);
            }
        }
    }

    private void object(String path, Schema schema) throws IOException {
        Set<String> seen = new HashSet<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            int line = parser.currentLocation().getLineNr();
            String inner = path.isEmpty() ? name : path + "." + name;
            Schema type = inside(schema, name, path.isEmpty());
            if (yaml && !seen.add(name)) {
                repeat(line, name);
            } else if (type == null) {
                tell("unknown field \"" + inner + "\"");
            } else if (!yaml && !seen.add(name)) {
                tell("duplicate field \"" + inner + "\"");
            }
            parser.nextToken();
            if (type == null) {
                parser.skipChildren();
            } else {
                value(inner, type);
            }
        }
    }

    private void repeat(int line, String name) {
        if (repeated.size() < MOST) {
            repeated.add("line %d: key \"%s\" already set in map".formatted(line, name));
        }
    }

    private void tell(String problem) {
        if (problems.size() < MOST && !problems.contains(problem)) {
            problems.add(problem);
        }
    }

    /** Return what a field holds, {@code null} where there is no such field. */
    private static @Nullable Schema inside(Schema schema, String name, boolean root) {
        return switch (schema.type()) {
            case OBJECT -> {
                Field field = schema.field(name);
                if (field != null) {
                    yield field.schema();
                }
                yield root && (name.equals("apiVersion") || name.equals("kind")) ? Schema.ANYTHING : null;
            }
            case MAP -> schema.element();
            default -> Schema.ANYTHING;
        };
    }

    /** Take out of an object what its type has no place for. */
    public static void prune(JsonNode value, Schema schema) {
        prune(value, schema, true);
    }

    private static void prune(JsonNode value, Schema schema, boolean root) {
        switch (schema.type()) {
            case OBJECT -> {
                if (value instanceof ObjectNode object) {
                    object.properties().removeIf(field -> inside(schema, field.getKey(), root) == null);
                    object.properties()
                            .forEach(field -> prune(field.getValue(), fieldOf(schema, field.getKey()), false));
                }
            }
            case MAP -> value.forEach(one -> prune(one, schema.element(), false));
            case LIST -> value.forEach(one -> prune(one, schema.element(), false));
            default -> {}
        }
    }

    private static Schema fieldOf(Schema schema, String name) {
        Field field = schema.field(name);
        return field == null ? Schema.ANYTHING : field.schema();
    }

    /** Return what Go says of the first value that is of the wrong type, empty where there is none. */
    public static String typeError(JsonNode object, Schema schema, Gvk gvk) {
        return typeError(object, schema, gvk.kind(), "");
    }

    private static String typeError(JsonNode value, Schema schema, String struct, String path) {
        if (value.isNull() || value.isMissingNode()) {
            return "";
        }
        return switch (schema.type()) {
            case OBJECT -> value.isObject() ? fields(value, schema, path) : wrong(value, struct, path, goType(schema));
            case MAP ->
                value.isObject() ? entries(value, schema, struct, path) : wrong(value, struct, path, goType(schema));
            case LIST ->
                value.isArray() ? elements(value, schema, struct, path) : wrong(value, struct, path, goType(schema));
            case STRING, BYTES -> value.isTextual() ? "" : wrong(value, struct, path, "string");
            case BOOLEAN -> value.isBoolean() ? "" : wrong(value, struct, path, "bool");
            case INTEGER ->
                value.isIntegralNumber()
                        ? ""
                        : wrong(value, struct, path, schema.format().isEmpty() ? "int64" : schema.format());
            default -> "";
        };
    }

    private static String fields(JsonNode object, Schema schema, String path) {
        String struct = schema.name().substring(schema.name().lastIndexOf('.') + 1);
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            Field known = schema.field(field.getKey());
            if (known != null) {
                String inner = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
                String wrong = typeError(field.getValue(), known.schema(), struct, inner);
                if (!wrong.isEmpty()) {
                    return wrong;
                }
            }
        }
        return "";
    }

    private static String entries(JsonNode object, Schema schema, String struct, String path) {
        for (JsonNode value : object) {
            String wrong = typeError(value, schema.element(), struct, path);
            if (!wrong.isEmpty()) {
                return wrong;
            }
        }
        return "";
    }

    private static String elements(JsonNode array, Schema schema, String struct, String path) {
        for (JsonNode value : array) {
            String wrong = typeError(value, schema.element(), struct, path);
            if (!wrong.isEmpty()) {
                return wrong;
            }
        }
        return "";
    }

    private static String wrong(JsonNode value, String struct, String path, String type) {
        String found = GoJsonErrors.type(value);
        String shown = found.equals("number") && type.startsWith("int") ? "number " + value.asText() : found;
        return "json: cannot unmarshal %s into Go struct field %s.%s of type %s".formatted(shown, struct, path, type);
    }

    private static String goType(Schema schema) {
        return switch (schema.type()) {
            case OBJECT -> {
                String name = schema.name();
                int dot = name.lastIndexOf('.');
                yield dot < 0 ? name : name.substring(name.lastIndexOf('.', dot - 1) + 1);
            }
            case MAP -> "map[string]" + goType(schema.element());
            case LIST -> "[]" + goType(schema.element());
            case BOOLEAN -> "bool";
            case INTEGER -> schema.format().isEmpty() ? "int64" : schema.format();
            case BYTES -> "[]uint8";
            case NUMBER -> "float64";
            default -> "string";
        };
    }
}
