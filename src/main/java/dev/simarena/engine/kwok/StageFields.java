package dev.simarena.engine.kwok;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.template.GoTemplate;
import dev.simarena.engine.template.TemplateException;
import dev.simarena.trace.Suggestions;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Read parts of a stage, and say in its name what is wrong with them. */
final class StageFields {

    private final String name;

    StageFields(String name) {
        this.name = name;
    }

    JsonNode known(JsonNode object, String where, String... fields) {
        Collection<String> all = List.of(fields);
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (!all.contains(field.getKey())) {
                throw error("has field [%s] in [%s], which does not exist.%s Use one of: %s."
                        .formatted(
                                field.getKey(),
                                where,
                                Suggestions.didYouMean(field.getKey(), all),
                                Suggestions.available(all)));
            }
        }
        return object;
    }

    Iterable<JsonNode> list(JsonNode parent, String field, String where) {
        JsonNode list = parent.path(field);
        if (!list.isMissingNode() && !list.isNull() && !list.isArray()) {
            throw error("has [%s.%s] that is no list. Make it one.".formatted(where, field));
        }
        return list;
    }

    /** Return a whole number that is not negative, 0 where there is none. */
    long number(JsonNode parent, String field, String where) {
        JsonNode value = parent.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return 0;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw error("has %s.%s [%s], which is no whole number from 0 on. Give one."
                    .formatted(where, field, value.asText()));
        }
        return value.longValue();
    }

    @Nullable
    Query query(JsonNode from, String where) {
        if (from.isMissingNode() || from.isNull()) {
            return null;
        }
        known(from, where, "expressionFrom", "jq", "cel");
        noCel(from, where);
        String expression = from.has("jq")
                ? from.path("jq").path("expression").asText("")
                : from.path("expressionFrom").asText("");
        if (expression.isEmpty()) {
            throw error("has no expression in [%s]. Set expressionFrom to one of jq.".formatted(where));
        }
        return Query.compile(name, expression);
    }

    void noCel(JsonNode expression, String where) {
        if (expression.has("cel")) {
            throw error("has an expression in CEL in [%s], which is not supported. Write it in jq.".formatted(where));
        }
    }

    GoTemplate template(String text) {
        try {
            return GoTemplate.parse(name, text.strip(), StageFunctions.NAMES);
        } catch (TemplateException e) {
            throw StageException.of(name, "has a template that cannot be read: " + e.getMessage(), e);
        }
    }

    StageException error(String what) {
        return StageException.of(name, what);
    }
}
