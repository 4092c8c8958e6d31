package dev.simarena.engine.model;

import org.jspecify.annotations.Nullable;

/**
 * Report what happened to an object.
 *
 * @param time microseconds since 1970
 * @param type {@code Normal} or {@code Warning}
 * @param reason for example {@code FailedScheduling}
 * @param kind kind of the object
 * @param namespace namespace of the object, {@code null} where it has none
 * @param name name of the object
 * @param message text as a user reads it
 */
public record Event(
        long time,
        String type,
        String reason,
        String kind,
        @Nullable String namespace,
        String name,
        String message) {}
