package dev.simarena.engine.apiserver.watch;

import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.FieldErrors;
import dev.simarena.trace.Gvk;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hold what a watcher asks for beside its selectors.
 *
 * @param resourceVersion version to begin after; empty or {@code 0} for all objects first
 * @param initialEvents whether all objects are told first
 * @param bookmarks whether versions without changes are told
 * @param timeoutSeconds after how long to end, {@code null} where it is not said
 */
public record WatchOptions(
        String resourceVersion,
        boolean initialEvents,
        boolean bookmarks,
        @Nullable Long timeoutSeconds) {

    private static final String MATCH = "resourceVersionMatch";
    private static final String NOT_OLDER = "NotOlderThan";
    private static final Gvk LIST_OPTIONS = new Gvk("meta.k8s.io", "v1", "ListOptions");

    /**
     * Read the parameters of a request.
     *
     * @throws ApiException 400 for what is no number, 422 for parameters that contradict each other
     */
    public static WatchOptions parse(Map<String, List<String>> query) {
        String version = first(query, "resourceVersion");
        String match = first(query, MATCH);
        Boolean initial = flag(query, "sendInitialEvents");
        Long timeout = number(first(query, "timeoutSeconds"));
        if (initial == null && match.isEmpty() && (version.isEmpty() || version.equals("0"))) {
            // What clients meant before there was a parameter for it.
            initial = true;
            match = NOT_OLDER;
        }
        check(initial, match, !first(query, "continue").isEmpty());
        return new WatchOptions(
                version,
                Boolean.TRUE.equals(initial),
                Boolean.TRUE.equals(flag(query, "allowWatchBookmarks")),
                timeout);
    }

    /** Tell whether a request that could be a list asks for a watch. */
    public static boolean asked(Map<String, List<String>> query) {
        return Boolean.TRUE.equals(flag(query, "watch"));
    }

    /**
     * Return the version to begin after, 0 where none is given.
     *
     * @throws ApiException 500 where it is no number
     */
    long version() {
        if (resourceVersion.isEmpty()) {
            return 0;
        }
        try {
            if (resourceVersion.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
                return Long.parseLong(resourceVersion);
            }
        } catch (NumberFormatException e) {
            throw unreadable("value out of range");
        }
        throw unreadable("invalid syntax");
    }

    private ApiException unreadable(String why) {
        String quoted = FieldErrors.quoted(resourceVersion);
        return new ApiException(
                500,
                "",
                "resourceVersion: Invalid value: %s: strconv.ParseUint: parsing %s: %s".formatted(quoted, quoted, why));
    }

    private static void check(@Nullable Boolean initial, String match, boolean continued) {
        FieldErrors errors = new FieldErrors();
        if (initial != null && !match.equals(NOT_OLDER)) {
            errors.forbidden(MATCH, "sendInitialEvents requires setting resourceVersionMatch to " + NOT_OLDER);
        }
        if (!match.isEmpty()) {
            if (initial == null) {
                errors.forbidden(
                        MATCH, "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided");
            }
            if (!match.equals(NOT_OLDER)) {
                errors.unsupported(MATCH, match, List.of(NOT_OLDER));
            }
            if (continued) {
                errors.forbidden(MATCH, "resourceVersionMatch is forbidden when continue is provided");
            }
        }
        errors.check(LIST_OPTIONS, "");
    }

    private static String first(Map<String, List<String>> query, String name) {
        List<String> values = query.get(name);
        return values == null || values.isEmpty() ? "" : values.get(0);
    }

    /** Read a flag as the API server does: whatever is not 0 or false means true. */
    private static @Nullable Boolean flag(Map<String, List<String>> query, String name) {
        if (!query.containsKey(name)) {
            return null;
        }
        String value = first(query, name).toLowerCase(Locale.ROOT);
        return !value.equals("0") && !value.equals("false");
    }

    private static @Nullable Long number(String text) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw ApiException.badRequest(
                    "strconv.ParseInt: parsing %s: invalid syntax".formatted(FieldErrors.quoted(text)));
        }
    }
}
