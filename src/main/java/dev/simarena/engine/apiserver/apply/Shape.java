package dev.simarena.engine.apiserver.apply;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Say what server-side apply must know of the type of a value: what it may be, and what of it is one and what is made of
 * parts that can have different managers.
 *
 * @param scalar {@code null} where it cannot be a text, number or truth value
 * @param list {@code null} where it cannot be a list
 * @param map {@code null} where it cannot be an object
 */
public record Shape(
        @Nullable Scalar scalar,
        @Nullable ListShape list,
        @Nullable MapShape map) {

    /** A value that is not made of parts. */
    public enum Scalar {
        NUMBER,
        TEXT,
        TRUTH,
        ANY
    }

    /**
     * A list.
     *
     * @param atomic whether it is one and has one manager
     * @param keys fields that tell its elements apart; none where it is a set of scalars
     */
    public record ListShape(boolean atomic, List<String> keys, Supplier<Shape> element) {}

    /**
     * An object.
     *
     * @param atomic whether it is one and has one manager
     * @param fields declared fields
     * @param element type of all other fields, {@code null} where there may be none
     */
    public record MapShape(
            boolean atomic,
            Map<String, FieldShape> fields,
            @Nullable Supplier<Shape> element) {}

    /**
     * A declared field.
     *
     * @param preset default value, which matters only for keys of lists
     */
    public record FieldShape(
            Supplier<Shape> shape, @Nullable JsonNode preset) {}

    /** Anything that is one. */
    public static final Shape ATOMIC = new Shape(
            Scalar.ANY, new ListShape(true, List.of(), Shape::atomic), new MapShape(true, Map.of(), Shape::atomic));

    /** Anything: objects made of parts, lists that are one. */
    public static final Shape DEDUCED = new Shape(
            Scalar.ANY, new ListShape(true, List.of(), Shape::atomic), new MapShape(false, Map.of(), Shape::deduced));

    private static final Shape NOTHING = new Shape(null, null, null);

    private static Shape atomic() {
        return ATOMIC;
    }

    private static Shape deduced() {
        return DEDUCED;
    }

    /** Return the type of what an element of a path leads to, {@code null} where it is unknown. */
    @Nullable
    Shape at(PathElement element) {
        if (element instanceof PathElement.Field field && map != null) {
            return field(field.name());
        }
        return element instanceof PathElement.Keys && list != null
                ? list.element().get()
                : null;
    }

    /** Return the type of a field of an object of this type, {@code null} where there is no such field. */
    @Nullable
    Shape field(String name) {
        if (map == null) {
            return null;
        }
        FieldShape declared = map.fields().get(name);
        if (declared != null) {
            return declared.shape().get();
        }
        Supplier<Shape> element = map.element();
        return element == null ? null : element.get();
    }

    /** Tell whether an element of a path is a declared field of an object of this type. */
    boolean declares(PathElement element) {
        return map != null
                && element instanceof PathElement.Field field
                && map.fields().containsKey(field.name());
    }

    /** Return this type reduced to what a value is; as it is where the value is null or not of this type. */
    Shape of(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return this;
        }
        if (value.isObject()) {
            return map == null ? this : new Shape(null, null, map);
        }
        if (value.isArray()) {
            return list == null ? this : new Shape(null, list, null);
        }
        return scalar == null ? this : new Shape(scalar, null, null);
    }

    /** Return the type that all values have of which nothing is known. */
    static Shape orNothing(@Nullable Shape shape) {
        return shape == null ? NOTHING : shape;
    }
}
