package dev.simarena.engine.apiserver.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Give values the types that expressions are checked against, as their schemas have them. */
final class CelTypes {

    /** Knows the types by name. */
    private record Known(ImmutableMap<String, CelType> structs) implements CelTypeProvider {

        @Override
        public ImmutableCollection<CelType> types() {
            return structs.values();
        }

        @Override
        public Optional<CelType> findType(String name) {
            return Optional.ofNullable(structs.get(name));
        }
    }

    private static final Map<String, CelType> PLAIN =
            Map.of("integer", SimpleType.INT, "number", SimpleType.DOUBLE, "boolean", SimpleType.BOOL);
    private static final Map<String, CelType> FORMATS = Map.of(
            "date", SimpleType.TIMESTAMP,
            "date-time", SimpleType.TIMESTAMP,
            "datetime", SimpleType.TIMESTAMP,
            "duration", SimpleType.DURATION,
            "byte", SimpleType.BYTES);

    private final Map<String, CelType> structs = new LinkedHashMap<>();

    /** Return the type of the values of a schema, which has a name of its own where it has fields. */
    CelType of(JsonNode schema, String name, boolean root) {
        if (schema.path("nullable").asBoolean()
                || schema.path("x-kubernetes-int-or-string").asBoolean()) {
            return SimpleType.DYN;
        }
        return switch (schema.path("type").asText("")) {
            case "array" -> ListType.create(of(schema.path("items"), name + ".@idx", false));
            case "object" -> object(schema, name, root);
            default -> plain(schema);
        };
    }

    private static CelType plain(JsonNode schema) {
        String type = schema.path("type").asText("");
        if (type.equals("string")) {
            return text(schema.path("format").asText(""));
        }
        return PLAIN.getOrDefault(type, SimpleType.DYN);
    }

    /** Return what a text with a format is. */
    static CelType text(String format) {
        return FORMATS.getOrDefault(format, SimpleType.STRING);
    }

    private CelType object(JsonNode schema, String name, boolean root) {
        JsonNode values = schema.path("additionalProperties");
        if (values.isObject()) {
            return MapType.create(SimpleType.STRING, of(values, name + ".@elem", false));
        }
        Map<String, CelType> fields = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            String escaped = FieldNames.escaped(property.getKey());
            if (!escaped.isEmpty()) {
                fields.put(escaped, of(property.getValue(), name + "." + escaped, false));
            }
        }
        if (root || schema.path("x-kubernetes-embedded-resource").asBoolean()) {
            fields.put("apiVersion", SimpleType.STRING);
            fields.put("kind", SimpleType.STRING);
            Map<String, CelType> metadata = new LinkedHashMap<>();
            metadata.put("name", SimpleType.STRING);
            metadata.put("generateName", SimpleType.STRING);
            fields.put("metadata", struct(name + ".metadata", metadata));
        } else if (fields.isEmpty()) {
            return SimpleType.DYN;
        }
        return struct(name, fields);
    }

    private CelType struct(String name, Map<String, CelType> written) {
        ImmutableMap<String, CelType> fields = ImmutableMap.copyOf(written);
        StructType type = StructType.create(name, fields.keySet(), field -> Optional.ofNullable(fields.get(field)));
        structs.put(name, type);
        return type;
    }

    /** Return all types that have a name. */
    CelTypeProvider known() {
        return new Known(ImmutableMap.copyOf(structs));
    }
}
