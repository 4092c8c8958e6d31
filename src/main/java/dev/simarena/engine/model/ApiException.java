package dev.simarena.engine.model;

import dev.simarena.trace.Gvk;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Signal that the API server would answer with an error, in its own words. */
public final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final String TERMINATING = "NamespaceTerminating";

    private final int code;
    private final String reason;
    private final transient @Nullable StatusDetails details;
    private final String continueToken;

    /**
     * Build an answer.
     *
     * @param code HTTP status, for example 404
     * @param reason Kubernetes' reason, for example {@code NotFound}
     * @param message the API server's message
     */
    public ApiException(int code, String reason, String message) {
        this(code, reason, message, null);
    }

    /**
     * Build an answer that names the object it is about.
     *
     * @param details the object, {@code null} where the answer names none
     */
    public ApiException(int code, String reason, String message, @Nullable StatusDetails details) {
        this(code, reason, message, details, "");
    }

    /**
     * Build an answer with a token by which a list can go on nevertheless.
     *
     * @param details the object, {@code null} where the answer names none
     * @param continueToken the token, empty where there is none
     */
    public ApiException(
            int code, String reason, String message, @Nullable StatusDetails details, String continueToken) {
        super(message);
        this.code = code;
        this.reason = reason;
        this.details = details;
        this.continueToken = continueToken;
    }

    /** Answer 404 for an object that does not exist. */
    public static ApiException notFound(Gvk gvk, String name) {
        String resource = Kinds.resource(gvk);
        return new ApiException(404, "NotFound", "%s \"%s\" not found".formatted(resource, name), about(gvk, name));
    }

    /** Answer 409 for an object that exists where it must not. */
    public static ApiException alreadyExists(Gvk gvk, String name) {
        String resource = Kinds.resource(gvk);
        return new ApiException(
                409, "AlreadyExists", "%s \"%s\" already exists".formatted(resource, name), about(gvk, name));
    }

    /** Answer 409 for a change that does not fit the object as it is. */
    public static ApiException conflict(Gvk gvk, String name, String why) {
        return conflict(Kinds.resource(gvk), about(gvk, name), why);
    }

    /** Answer 409 for a change of an object named in the API server's own way. */
    public static ApiException conflict(String resource, StatusDetails details, String why) {
        return new ApiException(
                409,
                "Conflict",
                "Operation cannot be fulfilled on %s \"%s\": %s".formatted(resource, details.name(), why),
                details);
    }

    /** Answer 400 for a request that makes no sense. */
    public static ApiException badRequest(String message) {
        return new ApiException(400, "BadRequest", message);
    }

    /** Answer 422 for an object whose fields break rules. */
    public static ApiException invalid(Gvk gvk, String name, FieldErrors errors) {
        List<String> causes = new ArrayList<>();
        for (FieldError error : errors.list()) {
            if (!causes.contains(error.toString())) {
                causes.add(error.toString());
            }
        }
        return new ApiException(
                422,
                "Invalid",
                text(gvk, name, causes),
                new StatusDetails(name, gvk.group(), gvk.kind(), errors.list(), null));
    }

    /** Answer 422 for an object that breaks rules; each cause names its field. */
    public static ApiException invalid(Gvk gvk, String name, List<String> causes) {
        return new ApiException(422, "Invalid", text(gvk, name, causes));
    }

    private static String text(Gvk gvk, String name, List<String> causes) {
        String kind = gvk.group().isEmpty() ? gvk.kind() : gvk.kind() + "." + gvk.group();
        String text = causes.size() == 1 ? causes.get(0) : "[" + String.join(", ", causes) + "]";
        return "%s \"%s\" is invalid: %s".formatted(kind, name, text);
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
                403,
                "Forbidden",
                "%s \"%s\" is forbidden: %s".formatted(Kinds.resource(gvk), name, why),
                about(gvk, name));
    }

    /** Answer 403 for an object that is to be created in a namespace that is going. */
    public static ApiException terminatingNamespace(Gvk gvk, String name, String namespace) {
        StatusDetails about = about(gvk, name);
        FieldError cause = new FieldError(
                "NamespaceTerminating", "metadata.namespace", "namespace %s is being terminated".formatted(namespace));
        return new ApiException(
                403,
                "Forbidden",
                "%s \"%s\" is forbidden: unable to create new content in namespace %s because it is being terminated"
                        .formatted(Kinds.resource(gvk), name, namespace),
                new StatusDetails(about.name(), about.group(), about.kind(), List.of(cause), null));
    }

    private static StatusDetails about(Gvk gvk, String name) {
        String resource = Kinds.resource(gvk);
        String plural = gvk.group().isEmpty()
                ? resource
                : resource.substring(0, resource.length() - gvk.group().length() - 1);
        return StatusDetails.of(name, gvk.group(), plural);
    }

    /** Tell whether it is about a namespace that takes nothing new. */
    public boolean inTerminatingNamespace() {
        return details != null
                && details.causes().stream().anyMatch(cause -> cause.reason().equals(TERMINATING));
    }

    /** Return the token by which a list can go on nevertheless, empty where there is none. */
    public String continueToken() {
        return continueToken;
    }

    /** Return the HTTP status. */
    public int code() {
        return code;
    }

    /** Return Kubernetes' reason, for example {@code NotFound}. */
    public String reason() {
        return reason;
    }

    /** Return the object the answer is about, {@code null} where it names none. */
    public @Nullable StatusDetails details() {
        return details;
    }
}
