package dev.simarena.engine.apiserver.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.simarena.engine.apiserver.apply.Shape.FieldShape;
import dev.simarena.engine.apiserver.apply.Shape.ListShape;
import dev.simarena.engine.apiserver.apply.Shape.MapShape;
import dev.simarena.engine.apiserver.apply.Shape.Scalar;
import dev.simarena.engine.apiserver.schema.BuiltInSchemas;
import dev.simarena.engine.apiserver.schema.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Read types from OpenAPI schemas with Kubernetes' extensions.
 *
 * <p>Types are read when they are first asked for, so schemas may refer to themselves. Source: {@code
 * kube-openapi/pkg/schemaconv}.
 */
public final class OpenApiShapes {

    private static final String QUANTITY = "io.k8s.apimachinery.pkg.api.resource.Quantity";
    private static final String RAW = "io.k8s.apimachinery.pkg.runtime.RawExtension";
    private static final String METADATA = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";
    private static final Shape TEXT = new Shape(Scalar.TEXT, null, null);
    private static final Shape ANY_SCALAR = new Shape(Scalar.ANY, null, null);

    private final Function<String, @Nullable JsonNode> models;
    private final Map<String, Shape> known = new HashMap<>();

    /**
     * Read types that may refer to others.
     *
     * @param models schemas by the last part of references, {@code null} where there is none of that name
     */
    public OpenApiShapes(Function<String, @Nullable JsonNode> models) {
        this.models = models;
    }

    /** Return the type of the values a schema describes. */
    public Shape of(JsonNode schema) {
        return read(schema, false);
    }

    /** Return the type of the objects of a custom kind: what its schema says, and what every object has. */
    public static Shape custom(JsonNode schema) {
        Shape shape = new OpenApiShapes(name -> null).inline(schema, false);
        MapShape map = shape.map();
        if (map == null) {
            return shape;
        }
        Map<String, FieldShape> fields = new LinkedHashMap<>(map.fields());
        fields.put("apiVersion", new FieldShape(() -> TEXT, null));
        fields.put("kind", new FieldShape(() -> TEXT, null));
        Schema metadata = BuiltInSchemas.named(METADATA);
        if (metadata != null) {
            fields.put("metadata", new FieldShape(() -> SchemaShapes.of(metadata), null));
        }
        return new Shape(null, null, new MapShape(false, fields, map.element()));
    }

    /** Return the type of a name. */
    public Shape named(String name) {
        Shape shape = known.get(name);
        if (shape == null) {
            if (name.equals(QUANTITY)) {
                shape = ANY_SCALAR;
            } else if (name.equals(RAW)) {
                shape = Shape.ATOMIC;
            } else {
                JsonNode schema = models.apply(name);
                shape = schema == null ? Shape.DEDUCED : inline(schema, false);
            }
            known.put(name, shape);
        }
        return shape;
    }

    /** Read a schema or what it refers to; what is said beside the reference about maps holds for it. */
    private Shape read(JsonNode schema, boolean open) {
        String reference = reference(schema);
        if (reference.isEmpty()) {
            return inline(schema, open);
        }
        Shape shape = named(reference);
        MapShape map = shape.map();
        String sort = schema.path("x-kubernetes-map-type").asText("");
        if (sort.isEmpty() || map == null) {
            return shape;
        }
        return new Shape(
                shape.scalar(), shape.list(), new MapShape(sort.equals("atomic"), map.fields(), map.element()));
    }

    private static String reference(JsonNode schema) {
        String reference = schema.path("$ref").asText("");
        if (reference.isEmpty() && schema.path("allOf").size() == 1) {
            reference = schema.path("allOf").path(0).path("$ref").asText("");
        }
        return reference.substring(reference.lastIndexOf('/') + 1);
    }

    /**
     * @param open whether objects may have fields that are not declared
     */
    private Shape inline(JsonNode schema, boolean open) {
        boolean inside =
                open || schema.path("x-kubernetes-preserve-unknown-fields").asBoolean();
        return switch (schema.path("type").asText("")) {
            case "object" -> new Shape(null, null, map(schema, inside));
            case "array" -> new Shape(null, list(schema, inside), null);
            case "integer", "number" -> new Shape(Scalar.NUMBER, null, null);
            case "boolean" -> new Shape(Scalar.TRUTH, null, null);
            case "string" -> text(schema.path("format").asText(""));
            default -> new Shape(Scalar.ANY, list(schema, inside), map(schema, inside));
        };
    }

    private static Shape text(String format) {
        return format.isEmpty() || format.equals("byte") ? TEXT : ANY_SCALAR;
    }

    private MapShape map(JsonNode schema, boolean open) {
        Map<String, FieldShape> fields = new LinkedHashMap<>();
        JsonNode properties = schema.path("properties");
        for (Map.Entry<String, JsonNode> property : properties.properties()) {
            fields.put(
                    property.getKey(),
                    new FieldShape(
                            once(() -> read(property.getValue(), open)),
                            property.getValue().get("default")));
        }
        boolean atomic = schema.path("x-kubernetes-map-type").asText("").equals("atomic");
        JsonNode additional = schema.path("additionalProperties");
        Supplier<Shape> element = null;
        if (additional.isObject()) {
            element = once(() -> read(additional, open));
        } else if (additional.isMissingNode() ? open || properties.isEmpty() : additional.asBoolean()) {
            element = () -> Shape.DEDUCED;
        }
        return new MapShape(atomic, fields, element);
    }

    private ListShape list(JsonNode schema, boolean open) {
        List<String> keys = new ArrayList<>();
        boolean atomic = true;
        String sort = schema.path("x-kubernetes-list-type").asText("");
        if (!sort.isEmpty()) {
            atomic = sort.equals("atomic");
            if (sort.equals("map")) {
                schema.path("x-kubernetes-list-map-keys").forEach(key -> keys.add(key.asText()));
            }
        } else if (schema.path("x-kubernetes-patch-strategy").asText("").startsWith("merge")) {
            atomic = false;
            JsonNode key = schema.path("x-kubernetes-patch-merge-key");
            if (key.isTextual()) {
                keys.add(key.textValue());
            }
        }
        JsonNode items = schema.path("items");
        Supplier<Shape> element = items instanceof MissingNode ? () -> Shape.ATOMIC : once(() -> read(items, open));
        return new ListShape(atomic, List.copyOf(keys), element);
    }

    private static Supplier<Shape> once(Supplier<Shape> reader) {
        return new Supplier<>() {
            private @Nullable Shape shape;

            @Override
            public Shape get() {
                Shape read = shape;
                if (read == null) {
                    read = reader.get();
                    shape = read;
                }
                return read;
            }
        };
    }
}
