package dev.simarena.engine.patch;

import dev.simarena.engine.apiserver.schema.BuiltInSchemas;
import dev.simarena.engine.apiserver.schema.Field;
import dev.simarena.engine.apiserver.schema.Schema;
import dev.simarena.engine.apiserver.schema.ValueType;
import dev.simarena.trace.Gvk;
import org.jspecify.annotations.Nullable;

/**
 * Know which lists of a type are merged by strategic patches, and by which key.
 *
 * <p>Lists it does not know are replaced as a whole. Objects it does not know have no such lists.
 */
record MergeSchema(Schema schema) {

    /** Merge key of lists of plain values. */
    static final String VALUES = "";

    private static final MergeSchema PLAIN = new MergeSchema(Schema.ANYTHING);

    /** Return what is merged of a kind, {@code null} for a custom resource, which cannot be patched strategically. */
    static @Nullable MergeSchema of(Gvk gvk) {
        Schema schema = BuiltInSchemas.of(gvk);
        return schema == null ? null : new MergeSchema(schema);
    }

    /** Return the key of a merged list, {@link #VALUES} for plain values, {@code null} where the list is replaced. */
    @Nullable
    String key(String name) {
        Field field = schema.field(name);
        if (field == null || !field.patchStrategies().contains("merge")) {
            return null;
        }
        return field.mergeKey() == null ? VALUES : field.mergeKey();
    }

    /** Return the type of a field, or of the elements of a list. */
    MergeSchema type(String name) {
        if (schema.type() == ValueType.MAP) {
            return new MergeSchema(schema.element());
        }
        Field field = schema.field(name);
        if (field == null) {
            return PLAIN;
        }
        Schema type = field.schema();
        return new MergeSchema(type.type() == ValueType.LIST ? type.element() : type);
    }
}
