package dev.simarena.engine.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Name the object an error of the API server is about.
 *
 * @param name name of the object, empty where unknown
 * @param group API group, empty for the core group
 * @param kind kind or resource, as the API server writes it for this reason
 * @param causes further causes, field by field
 * @param retryAfterSeconds after how many seconds to try again, {@code null} where that is not said
 */
public record StatusDetails(
        String name,
        String group,
        String kind,
        List<FieldError> causes,
        @Nullable Integer retryAfterSeconds) {

    public StatusDetails {
        causes = List.copyOf(causes);
    }

    /** Name an object without further causes. */
    public static StatusDetails of(String name, String group, String kind) {
        return new StatusDetails(name, group, kind, List.of(), null);
    }
}
