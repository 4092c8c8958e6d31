package dev.simarena.engine.apiserver.crd;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.model.FieldErrors;
import org.jspecify.annotations.Nullable;

/**
 * Check {@code anyOf}, {@code oneOf}, {@code allOf} and {@code not}; of schemas that do not fit, the one that fits best
 * says why.
 *
 * <p>Source: {@code kube-openapi/pkg/validation/validate/schema_props.go}.
 */
final class Junctors {

    private Junctors() {}

    /** Checks a value against one schema. */
    interface Check {
        SchemaResult check(JsonNode schema, String path, JsonNode value, @Nullable JsonNode old);
    }

    static SchemaResult check(JsonNode schema, String path, JsonNode value, Check inner) {
        SchemaResult result = new SchemaResult();
        String name = FieldErrors.quoted(path);
        any(schema.path("anyOf"), path, value, inner, result);
        one(schema.path("oneOf"), path, value, inner, result);
        int valid = 0;
        JsonNode all = schema.path("allOf");
        for (JsonNode part : all) {
            SchemaResult single = inner.check(part, path, value, null);
            valid += single.valid() ? 1 : 0;
            result.merge(single);
        }
        if (valid < all.size()) {
            String more = valid == 0 ? ". None validated" : "";
            result.whole("%s must validate all the schemas (allOf)%s".formatted(name, more));
        }
        JsonNode not = schema.path("not");
        if (not.isObject() && inner.check(not, path, value, null).valid()) {
            result.whole("%s must not validate the schema (not)".formatted(name));
        }
        result.match();
        return result;
    }

    private static void any(JsonNode schemas, String path, JsonNode value, Check inner, SchemaResult result) {
        SchemaResult best = null;
        for (JsonNode part : schemas) {
            SchemaResult single = inner.check(part, path, value, null);
            if (single.valid()) {
                result.merge(single);
                return;
            }
            if (best == null || single.matches() > best.matches()) {
                best = single;
            }
        }
        if (best != null) {
            result.whole("%s must validate at least one schema (anyOf)".formatted(FieldErrors.quoted(path)));
            result.merge(best);
        }
    }

    private static void one(JsonNode schemas, String path, JsonNode value, Check inner, SchemaResult result) {
        if (!schemas.isArray() || schemas.isEmpty()) {
            return;
        }
        SchemaResult best = null;
        SchemaResult first = null;
        int valid = 0;
        for (JsonNode part : schemas) {
            SchemaResult single = inner.check(part, path, value, null);
            if (single.valid()) {
                valid++;
                best = null;
                first = first == null ? single : first;
            } else if (valid == 0 && (best == null || single.matches() > best.matches())) {
                best = single;
            }
        }
        if (valid == 1 && first != null) {
            result.merge(first);
            return;
        }
        String found = valid == 0 ? "Found none valid" : "Found %d valid alternatives".formatted(valid);
        result.whole("%s must validate one and only one schema (oneOf). %s".formatted(FieldErrors.quoted(path), found));
        if (best != null) {
            result.merge(best);
        }
    }
}
