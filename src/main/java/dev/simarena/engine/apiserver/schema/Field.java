package dev.simarena.engine.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Describe one field of an object.
 *
 * @param name name in JSON
 * @param schema what it holds
 * @param required whether every object has it
 * @param patchStrategies what a strategic merge patch does with it: {@code merge}, {@code retainKeys}; empty to replace it
 * @param mergeKey by which field of its elements a strategic merge patch finds them, {@code null} where elements have none
 * @param defaultValue what stands for an absent value, {@code null} without one
 * @param number number in protobuf, 0 where unknown
 * @param within number of the embedded protobuf message that holds the field, 0 where the type itself does
 */
public record Field(
        String name,
        Schema schema,
        boolean required,
        Set<String> patchStrategies,
        @Nullable String mergeKey,
        @Nullable JsonNode defaultValue,
        int number,
        int within) {

    /** Describe a field of a custom resource, which is never merged by strategic patches. */
    public Field(String name, Schema schema, boolean required, @Nullable JsonNode defaultValue) {
        this(name, schema, required, Set.of(), null, defaultValue, 0, 0);
    }
}
