package dev.simarena.engine.apiserver.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.simarena.engine.model.FieldError;
import dev.simarena.engine.model.FieldErrors;
import java.util.ArrayList;
import java.util.List;

/**
 * Collect what a schema says is wrong with a value, and how well the value fits otherwise.
 *
 * <p>Source: {@code kube-openapi/pkg/validation/validate/result.go}, {@code apiextensions-apiserver/pkg/apiserver/validation}.
 */
final class SchemaResult {

    private static final String NO_PATH = "<nil>";

    private final List<Problem> problems = new ArrayList<>(0);
    private int matches;

    /** One thing that is wrong; the text tells two of them apart. */
    private record Problem(String text, FieldError error) {}

    boolean valid() {
        return problems.isEmpty();
    }

    int matches() {
        return matches;
    }

    void match() {
        matches++;
    }

    void merge(SchemaResult other) {
        other.problems.forEach(this::add);
        matches += other.matches;
    }

    List<FieldError> errors() {
        return problems.stream().map(Problem::error).toList();
    }

    /** Report what is wrong with a value as a whole, without a path. */
    void whole(String message) {
        add(message, "FieldValueInvalid", NO_PATH, "Invalid value: \"\": " + message);
    }

    /** Report a value of a wrong type or format. */
    void type(String path, String wanted, JsonNode shown) {
        String text = "%s in body must be of type %s: %s".formatted(path, wanted, quoted(shown));
        add(text, "FieldValueTypeInvalid", name(path), "Invalid value: %s: %s".formatted(quoted(shown), text));
    }

    /** Report a value that breaks a rule; the rule continues the path. */
    void invalid(String path, JsonNode value, String rule) {
        String text = path + " " + rule;
        add(text, "FieldValueInvalid", name(path), "Invalid value: %s: %s".formatted(quoted(value), text));
    }

    /** Report a field that must not be there. */
    void forbidden(String path, String field) {
        String text = "%s.%s in body is a forbidden property".formatted(path, field);
        add(text, "FieldValueInvalid", name(path), "Invalid value: %s: %s".formatted(FieldErrors.quoted(field), text));
    }

    /** Report a factor that is none for whole numbers. */
    void factor(String path) {
        String text = "factor MultipleOf declared for %s must be positive: 0".formatted(path);
        add(text, "FieldValueInvalid", name(path), "Invalid value: 0: " + text);
    }

    void required(String path) {
        add(path + " in body is required", "FieldValueRequired", name(path), "Required value");
    }

    void unsupported(String path, JsonNode value, JsonNode supported) {
        List<String> names = new ArrayList<>();
        supported.forEach(one -> names.add(FieldErrors.quoted(one.isTextual() ? one.textValue() : one.toString())));
        add(
                path + " in body should be one of " + supported,
                "FieldValueNotSupported",
                name(path),
                "Unsupported value: %s: supported values: %s".formatted(quoted(value), String.join(", ", names)));
    }

    void tooLong(String path, long most) {
        add(
                "%s in body should be at most %d chars long".formatted(path, most),
                "FieldValueTooLong",
                name(path),
                "Too long: may not be more than %d %s".formatted(most, most == 1 ? "byte" : "bytes"));
    }

    void tooMany(String path, long count, long most, String what) {
        add(
                "%s in body should have at most %d %s".formatted(path, most, what),
                "FieldValueTooMany",
                name(path),
                "Too many: %d: must have at most %d %s".formatted(count, most, most == 1 ? "item" : "items"));
    }

    private void add(String text, String reason, String field, String message) {
        add(new Problem(text, new FieldError(reason, field, message)));
    }

    private void add(Problem problem) {
        for (Problem known : problems) {
            if (known.text().equals(problem.text())) {
                return;
            }
        }
        problems.add(problem);
    }

    /** Return a path as causes have it: without the dot before its first name. */
    private static String name(String path) {
        String name = path.startsWith(".") ? path.substring(1) : path;
        return name.isEmpty() ? NO_PATH : name;
    }

    private static String quoted(JsonNode value) {
        return value instanceof TextNode text ? FieldErrors.quoted(text.textValue()) : value.toString();
    }
}
