package dev.simarena.engine.patch;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Know which lists of a type are merged, and by which key.
 *
 * <p>Lists it does not know are replaced as a whole. Objects it does not know have no such lists.
 */
final class MergeSchema {

    /** Stands for a type without merged lists. */
    static final MergeSchema PLAIN = new MergeSchema();

    /** Merge key of lists of plain values. */
    static final String VALUES = "";

    private final Map<String, String> keys = new HashMap<>();
    private final Map<String, MergeSchema> children = new HashMap<>();

    /** Merge the objects of a list by a field of theirs. */
    MergeSchema list(String field, String key) {
        return list(field, key, PLAIN);
    }

    /** Merge the objects of a list by a field of theirs; they have merged lists themselves. */
    MergeSchema list(String field, String key, MergeSchema element) {
        keys.put(field, key);
        children.put(field, element);
        return this;
    }

    /** Merge a list of plain values. */
    MergeSchema values(String field) {
        keys.put(field, VALUES);
        return this;
    }

    /** Look into a field for merged lists; of a list that is replaced its elements do not matter. */
    MergeSchema child(String field, MergeSchema type) {
        children.put(field, type);
        return this;
    }

    /** Return the key of a merged list, {@link #VALUES} for plain values, {@code null} where the list is replaced. */
    @Nullable
    String key(String field) {
        return keys.get(field);
    }

    /** Return the type of a field, or of the elements of a list. */
    MergeSchema type(String field) {
        return children.getOrDefault(field, PLAIN);
    }
}
