package dev.simarena.engine.apiserver.request;

import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.StatusDetails;

/** Make the errors of requests that never reach an object. */
public final class Failures {

    private static final StatusDetails NONE = StatusDetails.of("", "", "");

    private Failures() {}

    /** Answer 404 for a path below a version that is served. */
    public static ApiException noSuchResource() {
        return new ApiException(404, "NotFound", "the server could not find the requested resource", NONE);
    }

    /** Answer 405. */
    public static ApiException methodNotAllowed() {
        return new ApiException(
                405, "MethodNotAllowed", "the server does not allow this method on the requested resource", NONE);
    }

    /** Answer 406 where no media type would do. */
    public static ApiException notAcceptable(String available) {
        return new ApiException(
                406, "NotAcceptable", "406: Not Acceptable\n\nAvailable representations: " + available, NONE);
    }

    /** Answer 415 for a body whose media type the path does not take at all. */
    public static ApiException unsupportedPatch() {
        return new ApiException(415, "UnsupportedMediaType", "415: Unsupported Media Type", NONE);
    }

    /** Answer 415 for a body nobody can read. */
    public static ApiException unknownFormat(String accepted) {
        return new ApiException(
                415,
                "UnsupportedMediaType",
                "the body of the request was in an unknown format - accepted media types include: " + accepted);
    }
}
