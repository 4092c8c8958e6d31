package dev.simarena.engine.apiserver.request;

import dev.simarena.engine.apiserver.message.ApiRequest;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.FieldErrors;
import dev.simarena.trace.Gvk;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Hold the parameters of a request that creates or changes something.
 *
 * @param dryRun whether nothing is to be kept
 * @param fieldManager who the changed fields belong to, never empty
 * @param validation what to do about fields nobody knows
 * @param force whether to take fields from others, {@code null} where that is not said
 */
public record WriteOptions(
        boolean dryRun,
        String fieldManager,
        Validation validation,
        @Nullable Boolean force) {

    /** Say what to do about unknown and repeated fields. */
    public enum Validation {
        /** Refuse the request. */
        STRICT,
        /** Warn of them. */
        WARN,
        /** Say nothing. */
        IGNORE
    }

    private static final int LONGEST_MANAGER = 128;

    /**
     * Read the parameters of a request.
     *
     * @param kind {@code CreateOptions}, {@code UpdateOptions} or {@code PatchOptions}
     * @param apply whether the request is a server-side apply
     * @throws ApiException 422 where they make no sense
     */
    public static WriteOptions read(ApiRequest request, String kind, boolean apply) {
        FieldErrors errors = new FieldErrors();
        Boolean force = Parameters.truth(request, "force");
        String manager = request.parameter("fieldManager");
        if (apply && manager.isEmpty()) {
            errors.required("fieldManager", "is required for apply patch");
        }
        if (!apply && force != null && kind.equals("PatchOptions")) {
            errors.forbidden("force", "may not be specified for non-apply patch");
        }
        manager(manager, errors);
        boolean dryRun = dryRun(request.query().get("dryRun"), errors);
        Validation validation = validation(request.parameter("fieldValidation"), errors);
        errors.check(new Gvk("meta.k8s.io", "v1", kind), "");
        return new WriteOptions(
                dryRun, manager.isEmpty() ? managerOf(request.header("user-agent")) : manager, validation, force);
    }

    /** Read the values of {@code dryRun}. */
    public static boolean dryRun(@Nullable List<String> values, FieldErrors errors) {
        if (values == null || values.isEmpty()) {
            return false;
        }
        if (values.stream().anyMatch(value -> !value.equals("All"))) {
            StringBuilder text = new StringBuilder("[");
            for (String value : values) {
                text.append(text.length() > 1 ? "," : "").append(FieldErrors.quoted(value));
            }
            errors.add(
                    "FieldValueNotSupported", "dryRun", "Unsupported value: " + text + "]: supported values: \"All\"");
        }
        return true;
    }

    private static void manager(String manager, FieldErrors errors) {
        if (manager.getBytes(StandardCharsets.UTF_8).length > LONGEST_MANAGER) {
            errors.tooLong("fieldManager", LONGEST_MANAGER);
        }
        for (int i = 0; i < manager.length(); i++) {
            char c = manager.charAt(i);
            if (Character.isISOControl(c) || Character.getType(c) == Character.UNASSIGNED) {
                errors.add(
                        "FieldValueInvalid",
                        "fieldManager",
                        "Invalid value: %s: invalid character U+%04X (at position %d)"
                                .formatted(visible(manager), (int) c, i));
            }
        }
    }

    private static String visible(String text) {
        StringBuilder visible = new StringBuilder();
        for (char c : FieldErrors.quoted(text).toCharArray()) {
            visible.append(Character.isISOControl(c) ? String.format(Locale.ROOT, "\\x%02x", (int) c) : c);
        }
        return visible.toString();
    }

    private static Validation validation(String text, FieldErrors errors) {
        switch (text) {
            case "", "Warn" -> {
                return Validation.WARN;
            }
            case "Strict" -> {
                return Validation.STRICT;
            }
            case "Ignore" -> {
                return Validation.IGNORE;
            }
            default -> {
                errors.unsupported("fieldValidation", text, List.of("", "Ignore", "Strict", "Warn"));
                return Validation.WARN;
            }
        }
    }

    /** The first part of the client's name stands for whoever gives none. */
    private static String managerOf(@Nullable String userAgent) {
        if (userAgent == null || userAgent.isEmpty()) {
            return "unknown";
        }
        int slash = userAgent.indexOf('/');
        String name = slash < 0 ? userAgent : userAgent.substring(0, slash);
        return name.length() > LONGEST_MANAGER ? name.substring(0, LONGEST_MANAGER) : name;
    }
}
