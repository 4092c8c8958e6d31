package dev.simarena.engine.apiserver.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.simarena.engine.apiserver.apply.Shape.FieldShape;
import dev.simarena.engine.apiserver.apply.Shape.ListShape;
import dev.simarena.engine.apiserver.apply.Shape.MapShape;
import dev.simarena.engine.apiserver.apply.Shape.Scalar;
import dev.simarena.engine.apiserver.schema.Field;
import dev.simarena.engine.apiserver.schema.ListType;
import dev.simarena.engine.apiserver.schema.Schema;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** See the schema of built-in types as server-side apply does. */
final class SchemaShapes {

    private static final Map<String, Shape> NAMED = new ConcurrentHashMap<>();
    private static final Shape TEXT = new Shape(Scalar.TEXT, null, null);
    private static final Shape NUMBER = new Shape(Scalar.NUMBER, null, null);
    private static final Shape TRUTH = new Shape(Scalar.TRUTH, null, null);
    private static final Shape ANY = new Shape(Scalar.ANY, null, null);

    private static final String CLAIMED = ".PersistentVolumeSpec";
    private static final String CLAIM = "claimRef";

    private SchemaShapes() {}

    static Shape of(Schema schema) {
        return switch (schema.type()) {
            case STRING, BYTES -> TEXT;
            case INTEGER, NUMBER -> NUMBER;
            case BOOLEAN -> TRUTH;
            case QUANTITY, TIME -> ANY;
            case INT_OR_STRING -> Shape.DEDUCED;
            case LIST -> list(schema);
            case MAP -> new Shape(null, null, new MapShape(schema.isAtomic(), Map.of(), () -> of(schema.element())));
            case OBJECT -> object(schema);
            case ANY -> schema.name().endsWith(".RawExtension") ? Shape.ATOMIC : Shape.DEDUCED;
        };
    }

    private static Shape list(Schema schema) {
        boolean atomic = schema.listType() == ListType.ATOMIC;
        return new Shape(null, new ListShape(atomic, schema.keys(), () -> of(schema.element())), null);
    }

    /** Types refer to each other, so fields are read when they are asked for. */
    private static Shape object(Schema schema) {
        String key = schema.name() + (schema.isAtomic() ? " as a whole" : "");
        Shape known = schema.name().isEmpty() ? null : NAMED.get(key);
        if (known != null) {
            return known;
        }
        Map<String, FieldShape> fields = new LinkedHashMap<>();
        for (Field field : schema.fields().values()) {
            boolean parts = schema.name().endsWith(CLAIMED) && field.name().equals(CLAIM);
            fields.put(
                    field.name(),
                    new FieldShape(() -> parts ? inParts(of(field.schema())) : of(field.schema()), preset(field)));
        }
        MapShape map = new MapShape(schema.isAtomic(), fields, fields.isEmpty() ? () -> Shape.DEDUCED : null);
        Shape shape = new Shape(null, null, map);
        if (!schema.name().isEmpty()) {
            NAMED.put(key, shape);
        }
        return shape;
    }

    /** The one reference to an object that is made of parts, where all others are one. */
    private static Shape inParts(Shape shape) {
        MapShape map = shape.map();
        return map == null ? shape : new Shape(null, null, new MapShape(false, map.fields(), map.element()));
    }

    /** What must be there is empty where it is not. */
    private static @Nullable JsonNode preset(Field field) {
        JsonNode preset = field.defaultValue();
        if (preset != null || !field.required()) {
            return preset;
        }
        return switch (field.schema().type()) {
            case STRING -> TextNode.valueOf("");
            case INTEGER -> LongNode.valueOf(0);
            default -> null;
        };
    }
}
