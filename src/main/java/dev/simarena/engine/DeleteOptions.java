package dev.simarena.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.FieldErrors;
import dev.simarena.trace.Gvk;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Say how to delete.
 *
 * @param propagation what happens to dependents, {@code null} for the kind's own default
 * @param gracePeriodSeconds grace period of pods, {@code null} for the pod's own
 * @param uid uid the object must have, {@code null} for any
 * @param resourceVersion version the object must have, {@code null} for any
 */
public record DeleteOptions(
        @Nullable Propagation propagation,
        @Nullable Long gracePeriodSeconds,
        @Nullable String uid,
        @Nullable String resourceVersion) {

    /** Delete as the kind does by itself. */
    public static final DeleteOptions DEFAULT = new DeleteOptions(null, null, null, null);

    /** Delete with a policy for dependents. */
    public static DeleteOptions with(Propagation propagation) {
        return new DeleteOptions(propagation, null, null, null);
    }

    /**
     * Read the body of a request.
     *
     * @throws ApiException 422 where the policy is none
     */
    public static DeleteOptions read(JsonNode body) {
        JsonNode grace = body.path("gracePeriodSeconds");
        JsonNode conditions = body.path("preconditions");
        return new DeleteOptions(
                propagation(body),
                grace.isNumber() ? grace.asLong() : null,
                conditions.hasNonNull("uid") ? conditions.path("uid").asText() : null,
                conditions.hasNonNull("resourceVersion")
                        ? conditions.path("resourceVersion").asText()
                        : null);
    }

    private static @Nullable Propagation propagation(JsonNode body) {
        String policy = body.path("propagationPolicy").asText("");
        return switch (policy) {
            case "" -> body.path("orphanDependents").asBoolean() ? Propagation.ORPHAN : null;
            case "Background" -> Propagation.BACKGROUND;
            case "Foreground" -> Propagation.FOREGROUND;
            case "Orphan" -> Propagation.ORPHAN;
            default -> {
                FieldErrors errors = new FieldErrors();
                errors.unsupported("propagationPolicy", policy, List.of("Foreground", "Background", "Orphan", "nil"));
                throw ApiException.invalid(new Gvk("meta.k8s.io", "v1", "DeleteOptions"), "", errors);
            }
        };
    }
}
