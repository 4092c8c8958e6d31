package dev.simarena.engine.apiserver.request;

import dev.simarena.engine.Subresource;
import dev.simarena.engine.apiserver.resource.ApiResource;
import org.jspecify.annotations.Nullable;

/**
 * Say what a request is about.
 *
 * @param resource resource of the path
 * @param namespace namespace of the path, {@code null} for all or for a cluster-scoped resource
 * @param name name of one object, {@code null} for all of them
 * @param subresource part of the object, empty for the object itself
 */
public record Target(
        ApiResource resource,
        @Nullable String namespace,
        @Nullable String name,
        String subresource) {

    /** Return the name of the object. */
    public String object() {
        if (name == null) {
            throw new IllegalStateException("Request for [%s] names no object.".formatted(resource.plural()));
        }
        return name;
    }

    /** Return which part of the object a write changes, of those that are sent within the whole object. */
    public Subresource part() {
        return switch (subresource) {
            case "" -> Subresource.NONE;
            case "resize" -> Subresource.RESIZE;
            case "ephemeralcontainers" -> Subresource.EPHEMERAL;
            default -> Subresource.STATUS;
        };
    }
}
