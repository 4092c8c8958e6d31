package dev.simarena.engine.model;

import dev.simarena.trace.Gvk;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Signal that the API server would answer with an error, in its own words. */
public final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int code;
    private final String reason;

    /**
     * Build an answer.
     *
     * @param code HTTP status, for example 404
     * @param reason Kubernetes' reason, for example {@code NotFound}
     * @param message the API server's message
     */
    public ApiException(int code, String reason, String message) {
        super(message);
        this.code = code;
        this.reason = reason;
    }

    /** Answer 404 for an object that does not exist. */
    public static ApiException notFound(Gvk gvk, String name) {
        return new ApiException(404, "NotFound", "%s \"%s\" not found".formatted(Kinds.resource(gvk), name));
    }

    /** Answer 422 for an object that breaks rules; each cause names its field. */
    public static ApiException invalid(Gvk gvk, String name, List<String> causes) {
        String kind = gvk.group().isEmpty() ? gvk.kind() : gvk.kind() + "." + gvk.group();
        String text = causes.size() == 1 ? causes.get(0) : "[" + String.join(", ", causes) + "]";
        return new ApiException(422, "Invalid", "%s \"%s\" is invalid: %s".formatted(kind, name, text));
    }

    /** Answer 400 for an object that cannot be read as its kind. */
    public static ApiException unreadable(Gvk gvk, @Nullable String why) {
        return new ApiException(
                400,
                "BadRequest",
                "%s in version \"%s\" cannot be handled as a %s: %s"
                        .formatted(gvk.kind(), gvk.version(), gvk.kind(), why));
    }

    /** Answer 403 for an object that admission refuses. */
    public static ApiException forbidden(Gvk gvk, String name, String why) {
        return new ApiException(
                403, "Forbidden", "%s \"%s\" is forbidden: %s".formatted(Kinds.resource(gvk), name, why));
    }

    /** Return the HTTP status. */
    public int code() {
        return code;
    }

    /** Return Kubernetes' reason, for example {@code NotFound}. */
    public String reason() {
        return reason;
    }
}
