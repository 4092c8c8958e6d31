package dev.simarena.engine.kwok;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.patch.PatchType;

/** Tell one thing a stage does to an object. */
public sealed interface StageChange {

    /**
     * Report an event on the object.
     *
     * @param type {@code Normal} or {@code Warning}
     * @param reason one word
     * @param message text as a user reads it
     */
    record Event(String type, String reason, String message) implements StageChange {}

    /**
     * Patch the object.
     *
     * @param type how to apply the patch
     * @param subresource {@code status} for the status, empty for the object itself
     * @param data the patch
     */
    record Patch(PatchType type, String subresource, JsonNode data) implements StageChange {}

    /** Delete the object without grace. */
    record Delete() implements StageChange {}
}
