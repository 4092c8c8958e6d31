package dev.simarena.engine.apiserver.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.FieldErrors;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Hold one rule of a schema, ready to be run.
 *
 * @param declared the rule as it is written
 * @param condition what must be true
 * @param message what says what is wrong, {@code null} where that is written down
 */
record Rule(
        JsonNode declared, Expression condition, @Nullable Expression message) {

    private static final Pattern OLD = Pattern.compile("\\boldSelf\\b");

    /** Tell whether a rule compares with the stored value. */
    static boolean usesOld(JsonNode declared) {
        return OLD.matcher(declared.path("rule").asText("")).find();
    }

    static boolean optionalOld(JsonNode declared) {
        return declared.path("optionalOldSelf").asBoolean();
    }

    /** Return the rule as the API server holds it. */
    static JsonNode held(JsonNode declared) {
        ObjectNode held = JsonNodeFactory.instance.objectNode();
        held.put("Rule", declared.path("rule").asText(""));
        held.put("Message", declared.path("message").asText(""));
        held.put("MessageExpression", declared.path("messageExpression").asText(""));
        held.set("Reason", orNull(declared.path("reason")));
        held.put("FieldPath", declared.path("fieldPath").asText(""));
        held.set("OptionalOldSelf", orNull(declared.path("optionalOldSelf")));
        return held;
    }

    private static JsonNode orNull(JsonNode value) {
        return value.isMissingNode() ? JsonNodeFactory.instance.nullNode() : value;
    }

    /** Hold a value to the rule, which says what is wrong with it. */
    void check(String path, JsonNode schema, JsonNode value, @Nullable JsonNode old, FieldErrors errors) {
        if (usesOld(declared) && old == null && !optionalOld(declared)) {
            return;
        }
        boolean ratchets = !usesOld(declared) && old != null && old.equals(value);
        String where = path.isEmpty() ? "<nil>" : path;
        String written = declared.path("message").asText("").strip();
        String shown = written.isEmpty() ? declared.path("rule").asText("").strip() : written;
        try {
            if (!Boolean.TRUE.equals(condition.evaluate(value, old)) && !ratchets) {
                report(path, value, detail(shown, written.isEmpty(), value, old), errors);
            }
        } catch (RuleException e) {
            String text = e.getMessage()
                    + (String.valueOf(e.getMessage()).startsWith("no such overload")
                            ? "': call arguments did not match a supported operator, function or macro signature for rule: "
                            : " evaluating rule: ")
                    + shown;
            errors.invalid(
                    where, schema.path("type").asText(""), text.startsWith("no such overload") ? "'" + text : text);
        }
    }

    private String detail(String shown, boolean unwritten, JsonNode value, @Nullable JsonNode old) {
        if (message != null) {
            try {
                String said = String.valueOf(message.evaluate(value, old)).strip();
                if (!said.isEmpty() && said.indexOf('\n') < 0) {
                    return said;
                }
            } catch (RuleException e) {
                // what is written down is said instead
            }
        }
        return unwritten ? "failed rule: " + shown : shown;
    }

    private void report(String path, JsonNode value, String detail, FieldErrors errors) {
        String field = declared.path("fieldPath").asText("");
        String below = field.startsWith(".") && path.isEmpty() ? field.substring(1) : field;
        String where = (path + below).isEmpty() ? "<nil>" : path + below;
        switch (declared.path("reason").asText("")) {
            case "FieldValueForbidden" -> errors.forbidden(where, detail);
            case "FieldValueRequired" -> errors.required(where, detail);
            case "FieldValueDuplicate" ->
                errors.add("FieldValueDuplicate", where, "Duplicate value" + (value.isValueNode() ? ": " + value : ""));
            default -> {
                if (value.isContainerNode()) {
                    errors.add("FieldValueInvalid", where, "Invalid value: " + detail);
                } else {
                    errors.invalid(where, value, detail);
                }
            }
        }
    }
}
