package dev.simarena.engine.model;

/**
 * Say what is wrong with one field of an object, in the API server's words.
 *
 * @param reason machine-readable cause, for example {@code FieldValueRequired}
 * @param field path of the field, for example {@code spec.containers[0].name}
 * @param message what is wrong, for example {@code Required value}
 */
public record FieldError(String reason, String field, String message) {

    /** Return the path and what is wrong with it. */
    @Override
    public String toString() {
        return field + ": " + message;
    }
}
