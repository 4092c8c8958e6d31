package dev.simarena.engine.apiserver.schema;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Describe one type of value.
 *
 * <p>Types of built-in objects refer to each other by name and are read when somebody asks for their fields.
 */
public final class Schema {

    /** Stands for anything JSON allows. */
    public static final Schema ANYTHING =
            new Schema(ValueType.ANY, "", "", Map::of, null, ListType.ATOMIC, List.of(), () -> true);

    private final ValueType type;
    private final String format;
    private final String name;
    private final Supplier<Map<String, Field>> fields;
    private final @Nullable Schema element;
    private final ListType listType;
    private final List<String> keys;
    private final BooleanSupplier atomic;

    /** Fields that were asked for, which takes a search where a type only refers to another. */
    private volatile @Nullable Map<String, Field> known;

    private Schema(
            ValueType type,
            String format,
            String name,
            Supplier<Map<String, Field>> fields,
            @Nullable Schema element,
            ListType listType,
            List<String> keys,
            BooleanSupplier atomic) {
        this.type = type;
        this.format = format;
        this.name = name;
        this.fields = fields;
        this.element = element;
        this.listType = listType;
        this.keys = List.copyOf(keys);
        this.atomic = atomic;
    }

    /** Describe a plain value; the format narrows the type, empty for none. */
    public static Schema value(ValueType type, String format) {
        return new Schema(type, format, "", Map::of, null, ListType.ATOMIC, List.of(), () -> true);
    }

    /** Describe JSON of any form that has a name in OpenAPI documents. */
    static Schema anything(String name) {
        return new Schema(ValueType.ANY, "", name, Map::of, null, ListType.ATOMIC, List.of(), () -> true);
    }

    /** Describe a list; only those of type {@link ListType#MAP} have keys. */
    public static Schema list(Schema element, ListType type, List<String> keys) {
        return new Schema(ValueType.LIST, "", "", Map::of, element, type, keys, () -> type == ListType.ATOMIC);
    }

    /** Describe an object with free keys. */
    public static Schema map(Schema element, boolean atomic) {
        return new Schema(ValueType.MAP, "", "", Map::of, element, ListType.ATOMIC, List.of(), () -> atomic);
    }

    /** Describe an object with named fields; the name is the one of OpenAPI documents, empty without one. */
    public static Schema object(String name, Supplier<Map<String, Field>> fields, boolean atomic) {
        return new Schema(ValueType.OBJECT, "", name, fields, null, ListType.ATOMIC, List.of(), () -> atomic);
    }

    /** Refer to a type that is read when somebody asks for more than its name. */
    static Schema reference(String name, Supplier<Schema> target) {
        return new Schema(
                ValueType.OBJECT,
                "",
                name,
                () -> target.get().fields(),
                null,
                ListType.ATOMIC,
                List.of(),
                () -> target.get().isAtomic());
    }

    /** Return the same type, replaced as a whole. */
    Schema asWhole() {
        return new Schema(type, format, name, fields, element, listType, keys, () -> true);
    }

    public ValueType type() {
        return type;
    }

    /** Return what narrows the type: {@code int32}, {@code int64}, {@code double}, {@code micro-time}; empty for nothing. */
    public String format() {
        return format;
    }

    /** Return the name of a type in OpenAPI documents, empty where it has none. */
    public String name() {
        return name;
    }

    /** Return the fields of an object by their names; empty for other types. */
    public Map<String, Field> fields() {
        Map<String, Field> read = known;
        if (read == null) {
            read = fields.get();
            known = read;
        }
        return read;
    }

    /** Return a field of an object, {@code null} for an unknown one. */
    public @Nullable Field field(String field) {
        return fields().get(field);
    }

    /**
     * Return what the elements of a list or the values of a map are.
     *
     * @throws IllegalStateException for other types
     */
    public Schema element() {
        if (element == null) {
            throw new IllegalStateException("Schema [%s] has no elements. Ask lists and maps only.".formatted(type));
        }
        return element;
    }

    public ListType listType() {
        return listType;
    }

    /** Return the fields that tell elements apart, in order; empty unless the list type is {@link ListType#MAP}. */
    public List<String> keys() {
        return keys;
    }

    /** Return whether several writers cannot own parts of a value: plain values, atomic lists, maps and objects. */
    public boolean isAtomic() {
        return atomic.getAsBoolean();
    }

    @Override
    public String toString() {
        String shown = name.isEmpty() ? type.name().toLowerCase(Locale.ROOT) : name;
        return element == null ? shown : shown + " of " + element;
    }
}
