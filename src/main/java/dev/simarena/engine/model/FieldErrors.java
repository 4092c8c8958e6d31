package dev.simarena.engine.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.trace.Gvk;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collect what is wrong with the fields of an object, in the order in which the API server looks at them. */
public final class FieldErrors {

    private final List<FieldError> errors = new ArrayList<>(0);

    /** Report a field that must be there. */
    public void required(String field) {
        add("FieldValueRequired", field, "Required value");
    }

    /** Report a field that must be there. */
    public void required(String field, String why) {
        add("FieldValueRequired", field, "Required value: " + why);
    }

    /** Report a text that breaks a rule. */
    public void invalid(String field, String value, String why) {
        add("FieldValueInvalid", field, "Invalid value: " + quoted(value) + ": " + why);
    }

    /** Report a number that breaks a rule. */
    public void invalid(String field, long value, String why) {
        add("FieldValueInvalid", field, "Invalid value: " + value + ": " + why);
    }

    /** Report a value of any type that breaks a rule; an absent one shows as null. */
    public void invalid(String field, JsonNode value, String why) {
        String text = value.isTextual()
                ? quoted(value.textValue())
                : value.isMissingNode()
                        ? "null"
                        // Go's JSON is safe within HTML
                        : value.toString()
                                .replace("<", "\\u003c")
                                .replace(">", "\\u003e")
                                .replace("&", "\\u0026");
        add("FieldValueInvalid", field, "Invalid value: " + text + (why.isEmpty() ? "" : ": " + why));
    }

    /** Report a text that is none of those supported. */
    public void unsupported(String field, String value, List<String> supported) {
        List<String> names = new ArrayList<>(supported.size());
        supported.forEach(name -> names.add(quoted(name)));
        add(
                "FieldValueNotSupported",
                field,
                "Unsupported value: " + quoted(value) + ": supported values: " + String.join(", ", names));
    }

    /** Report a field that may not be set here. */
    public void forbidden(String field, String why) {
        add("FieldValueForbidden", field, "Forbidden: " + why);
    }

    /** Report a text that is there already. */
    public void duplicate(String field, String value) {
        add("FieldValueDuplicate", field, "Duplicate value: " + quoted(value));
    }

    /** Report a name that leads nowhere. */
    public void notFound(String field, String value) {
        add("FieldValueNotFound", field, "Not found: " + quoted(value));
    }

    /** Report a value that is too long, in bytes. */
    public void tooLong(String field, int most) {
        add("FieldValueTooLong", field, "Too long: may not be more than %d bytes".formatted(most));
    }

    /** Report a list that is too long. */
    public void tooMany(String field, int count, int most) {
        add("FieldValueTooMany", field, "Too many: %d: must have at most %d items".formatted(count, most));
    }

    /** Report a value of the wrong type. */
    public void add(String reason, String field, String message) {
        errors.add(new FieldError(reason, field, message));
    }

    /** Take over what others found. */
    public void addAll(Collection<FieldError> others) {
        errors.addAll(others);
    }

    public boolean isEmpty() {
        return errors.isEmpty();
    }

    /** Return how many there are. */
    public int size() {
        return errors.size();
    }

    /** Return the errors in the order in which they were found. */
    public List<FieldError> list() {
        return Collections.unmodifiableList(errors);
    }

    /**
     * Refuse the object if anything is wrong with it.
     *
     * @throws ApiException 422 naming all fields
     */
    public void check(Gvk gvk, String name) {
        if (!errors.isEmpty()) {
            throw ApiException.invalid(gvk, name, this);
        }
    }

    /** Return a text as Go quotes it. */
    public static String quoted(@Nullable String text) {
        String value = text == null ? "" : text;
        StringBuilder quoted = new StringBuilder(value.length() + 2).append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
