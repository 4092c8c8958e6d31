package dev.simarena.engine.apiserver.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Read the types of one package from the resource that the build generates; descriptions only when somebody asks. */
final class SchemaPackage {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final JsonNode types;
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();
    private volatile @Nullable JsonNode texts;

    private SchemaPackage(String name, JsonNode types) {
        this.name = name;
        this.types = types;
    }

    /** Read a package; one that is not served is empty. */
    static SchemaPackage read(String name) {
        return new SchemaPackage(name, resource(name + ".json"));
    }

    @Nullable
    Schema schema(String type) {
        String simple = type.substring(name.length() + 1);
        Schema known = schemas.get(simple);
        if (known != null || !types.has(simple)) {
            return known;
        }
        Schema read = type(type, types.get(simple));
        Schema earlier = schemas.putIfAbsent(simple, read);
        return earlier == null ? read : earlier;
    }

    String describe(String type, String field) {
        JsonNode known = texts;
        if (known == null) {
            known = resource(name + ".text.json");
            texts = known;
        }
        return known.path(type.substring(name.length() + 1)).path(field).asText("");
    }

    private static Schema type(String name, JsonNode written) {
        Map<String, Field> fields = new LinkedHashMap<>();
        written.get("fields")
                .properties()
                .forEach(entry -> fields.put(entry.getKey(), field(entry.getKey(), entry.getValue())));
        Map<String, Field> fixed = Collections.unmodifiableMap(fields);
        return Schema.object(name, () -> fixed, written.path("atomic").asBoolean());
    }

    private static Field field(String name, JsonNode written) {
        String strategies = written.path("strategy").asText("");
        JsonNode key = written.get("key");
        return new Field(
                name,
                schema(written.get("type").asText(), written),
                written.path("required").asBoolean(),
                strategies.isEmpty() ? Set.of() : Set.of(strategies.split(",")),
                key == null ? null : key.asText(),
                defaultValue(written.path("default").asText("")),
                written.path("number").asInt(),
                written.path("within").asInt());
    }

    /** Defaults that are names of Go constants stay out; none of them is a key. */
    private static @Nullable JsonNode defaultValue(String written) {
        if (written.isEmpty() || written.startsWith("ref(")) {
            return null;
        }
        try {
            return JSON.readTree(written);
        } catch (JsonProcessingException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    private static Schema schema(String type, JsonNode field) {
        String map = field.path("map").asText("");
        String list = field.path("list").asText("");
        String keys = field.path("keys").asText("");
        return switch (type.charAt(0)) {
            case '[' ->
                Schema.list(
                        schema(type.substring(1), MissingNode.getInstance()),
                        list.isEmpty() ? ListType.ATOMIC : ListType.valueOf(list.toUpperCase(Locale.ROOT)),
                        keys.isEmpty() ? List.of() : List.of(keys.split(",")));
            case '{' -> Schema.map(schema(type.substring(1), MissingNode.getInstance()), map.equals("atomic"));
            default -> map.equals("atomic") ? plain(type).asWhole() : plain(type);
        };
    }

    private static Schema plain(String type) {
        return switch (type) {
            case "string" -> Schema.value(ValueType.STRING, "");
            case "int32", "int64" -> Schema.value(ValueType.INTEGER, type);
            case "double" -> Schema.value(ValueType.NUMBER, type);
            case "boolean" -> Schema.value(ValueType.BOOLEAN, "");
            case "bytes" -> Schema.value(ValueType.BYTES, "");
            case "quantity" -> Schema.value(ValueType.QUANTITY, "");
            case "int-or-string" -> Schema.value(ValueType.INT_OR_STRING, "");
            case "time" -> Schema.value(ValueType.TIME, "");
            case "micro-time" -> Schema.value(ValueType.TIME, type);
            case "any" -> Schema.anything("io.k8s.apimachinery.pkg.runtime.RawExtension");
            case "fields" -> Schema.anything("io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1");
            default -> reference(type);
        };
    }

    /** Refer to a type by its name; some names stand for JSON of several forms, which has no fields. */
    private static Schema reference(String type) {
        String simple = type.substring(type.lastIndexOf('.') + 1);
        if (simple.equals("JSON")
                || simple.startsWith("JSONSchemaPropsOr")
                || simple.equals("CustomResourceSubresourceStatus")) {
            return Schema.anything(type);
        }
        return Schema.reference(
                type, () -> Objects.requireNonNull(BuiltInSchemas.named(type), () -> "no type is named " + type));
    }

    private static JsonNode resource(String file) {
        try (InputStream input = SchemaPackage.class.getResourceAsStream(file)) {
            return input == null ? JSON.createObjectNode() : JSON.readTree(input);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
