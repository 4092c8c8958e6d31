package dev.simarena.engine.apiserver.apply;

import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.FieldError;
import dev.simarena.engine.model.StatusDetails;
import java.util.List;

/** Answer what cannot be applied in the API server's words. */
final class Answers {

    private Answers() {}

    /** Answer 409 for fields that others manage. */
    static ApiException conflict(String message, List<ConflictException.Cause> causes) {
        List<FieldError> errors = causes.stream()
                .map(cause -> new FieldError(
                        "FieldManagerConflict", cause.field(), "conflict with %s".formatted(cause.manager())))
                .toList();
        return new ApiException(409, "Conflict", message, new StatusDetails("", "", "", errors, null));
    }

    /** Answer 422 where nobody is named who applies. */
    static ApiException noManager() {
        FieldError error =
                new FieldError("FieldValueRequired", "fieldManager", "Required value: is required for apply patch");
        return new ApiException(
                422,
                "Invalid",
                "PatchOptions.meta.k8s.io \"\" is invalid: " + error,
                new StatusDetails("", "meta.k8s.io", "PatchOptions", List.of(error), null));
    }

    /** Answer 500 for an object that is not of its type. */
    static ApiException badShape(String message) {
        return new ApiException(500, "", message);
    }
}
