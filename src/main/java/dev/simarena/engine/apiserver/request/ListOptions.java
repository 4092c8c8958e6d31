package dev.simarena.engine.apiserver.request;

import dev.simarena.engine.apiserver.message.ApiRequest;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.FieldErrors;
import dev.simarena.trace.Gvk;
import java.util.List;

/**
 * Hold the parameters of a request to list, without its selectors.
 *
 * @param limit most objects to return, 0 for all
 * @param token where to go on, empty for the start
 * @param resourceVersion version asked for, empty for the latest
 * @param match how the version is to be matched: empty, {@code Exact} or {@code NotOlderThan}
 */
public record ListOptions(long limit, String token, String resourceVersion, String match) {

    private static final Gvk GVK = new Gvk("meta.k8s.io", "v1", "ListOptions");
    private static final String MATCH = "resourceVersionMatch";

    /**
     * Read the parameters of a request.
     *
     * @throws ApiException 400 where one cannot be read, 422 where they contradict each other
     */
    public static ListOptions read(ApiRequest request) {
        Parameters.number(request, "timeoutSeconds");
        Long limit = Parameters.number(request, "limit");
        ListOptions options = new ListOptions(
                limit == null ? 0 : Math.max(0, limit),
                request.parameter("continue"),
                request.parameter("resourceVersion"),
                request.parameter(MATCH));
        options.check(request.query().containsKey("sendInitialEvents"));
        return options;
    }

    private void check(boolean initialEvents) {
        FieldErrors errors = new FieldErrors();
        if (!match.isEmpty()) {
            if (resourceVersion.isEmpty()) {
                errors.forbidden(MATCH, "resourceVersionMatch is forbidden unless resourceVersion is provided");
            }
            if (!token.isEmpty()) {
                errors.forbidden(MATCH, "resourceVersionMatch is forbidden when continue is provided");
            }
            if (!match.equals("Exact") && !match.equals("NotOlderThan")) {
                errors.unsupported(MATCH, match, List.of("Exact", "NotOlderThan", ""));
            }
            if (match.equals("Exact") && resourceVersion.equals("0")) {
                errors.forbidden(MATCH, "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"");
            }
        }
        if (initialEvents) {
            errors.forbidden("sendInitialEvents", "sendInitialEvents is forbidden for list");
        }
        errors.check(GVK, "");
    }

    /**
     * Return the version asked for, 0 for any.
     *
     * @param prefix what the message begins with
     * @throws ApiException 400 where it is no number
     */
    public long version(String prefix) {
        return version(resourceVersion, prefix, 400, "BadRequest");
    }

    /**
     * Read a version, 0 where there is none.
     *
     * @param prefix what the message begins with
     * @throws ApiException with the code given where it is no number
     */
    public static long version(String text, String prefix, int code, String reason) {
        if (text.isEmpty()) {
            return 0;
        }
        boolean digits = text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
        try {
            if (digits) {
                return Long.parseLong(text);
            }
        } catch (NumberFormatException e) {
            // too large, told below
        }
        String quoted = FieldErrors.quoted(text);
        throw new ApiException(
                code,
                reason,
                "%s%s: %s"
                        .formatted(
                                prefix.replace("%q", quoted),
                                "strconv.ParseUint: parsing " + quoted,
                                digits ? "value out of range" : "invalid syntax"));
    }
}
