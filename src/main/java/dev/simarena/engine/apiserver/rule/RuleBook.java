package dev.simarena.engine.apiserver.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.simarena.engine.model.FieldError;
import dev.simarena.engine.model.FieldErrors;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hold the rules of one schema and the objects of its kind to them.
 *
 * <p>Where the library that runs them is not on the class path there are no rules, and {@link #warnings} say so. A rule
 * that costs much is run all the same. Source: {@code apiextensions-apiserver/pkg/apiserver/schema/cel}.
 */
public final class RuleBook {

    private static final String RULES = "x-kubernetes-validations";

    /** Errors after which rules are not run. */
    private static final Set<String> BLOCKING = Set.of(
            "FieldValueNotSupported",
            "FieldValueRequired",
            "FieldValueTooLong",
            "FieldValueTooMany",
            "FieldValueTypeInvalid");

    private static final @Nullable Expressions EXPRESSIONS = Expressions.find();

    private final JsonNode schema;
    private final IdentityHashMap<JsonNode, List<Rule>> rules = new IdentityHashMap<>();
    private final FieldErrors errors = new FieldErrors();
    private final List<String> warnings = new ArrayList<>();

    private RuleBook(JsonNode schema) {
        this.schema = schema;
    }

    /**
     * Compile the rules of a schema.
     *
     * @param path path of the schema in its definition
     */
    public static RuleBook of(JsonNode schema, String path) {
        RuleBook book = new RuleBook(schema);
        book.compile(schema, path, true);
        return book;
    }

    /** Return what is wrong with the rules themselves. */
    public List<FieldError> errors() {
        return errors.list();
    }

    /** Return which rules are not run, and why. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /**
     * Hold an object to the rules.
     *
     * @param old the object that is stored, {@code null} where it is new
     * @param found what is wrong with it already, to which what rules find is added
     */
    public void check(JsonNode object, @Nullable JsonNode old, FieldErrors found) {
        if (rules.isEmpty()) {
            return;
        }
        if (found.list().stream().anyMatch(error -> BLOCKING.contains(error.reason()))) {
            found.invalid(
                    "<nil>",
                    MissingNode.getInstance(),
                    "some validation rules were not checked because the object was invalid; correct the existing errors to"
                            + " complete validation");
            return;
        }
        check(schema, object, old, "", found);
    }

    private void compile(JsonNode part, String path, boolean root) {
        JsonNode declared = part.path(RULES);
        List<Rule> compiled = new ArrayList<>();
        for (int i = 0; i < declared.size(); i++) {
            Rule rule = compile(declared.path(i), part, "%s.%s[%d]".formatted(path, RULES, i), root);
            if (rule != null) {
                compiled.add(rule);
            }
        }
        if (!compiled.isEmpty()) {
            rules.put(part, compiled);
        }
        for (Map.Entry<String, JsonNode> property : part.path("properties").properties()) {
            compile(property.getValue(), "%s.properties[%s]".formatted(path, property.getKey()), false);
        }
        if (part.path("items").isObject()) {
            compile(part.path("items"), path + ".items", false);
        }
        if (part.path("additionalProperties").isObject()) {
            compile(part.path("additionalProperties"), path + ".additionalProperties", false);
        }
    }

    private @Nullable Rule compile(JsonNode rule, JsonNode part, String path, boolean root) {
        Expressions expressions = EXPRESSIONS;
        if (expressions == null) {
            warnings.add("%s is not run: dev.cel:cel is not on the class path".formatted(path));
            return null;
        }
        boolean optional = Rule.optionalOld(rule);
        String text = rule.path("rule").asText("");
        String message = rule.path("messageExpression").asText("");
        String field = path + ".rule";
        try {
            Expression condition = expressions.compile(text, part, root, false, optional);
            field = path + ".messageExpression";
            return new Rule(
                    rule,
                    condition,
                    message.isBlank() ? null : expressions.compile(message, part, root, true, optional));
        } catch (RuleException e) {
            if (e.unsupported()) {
                warnings.add("%s is not run: %s".formatted(field, firstLine(e)));
            } else {
                errors.invalid(field, Rule.held(rule), String.valueOf(e.getMessage()));
            }
            return null;
        }
    }

    private static String firstLine(RuleException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private void check(JsonNode part, JsonNode value, @Nullable JsonNode old, String path, FieldErrors found) {
        if (value.isNull() || value.isMissingNode()) {
            return;
        }
        JsonNode before = old == null || old.isNull() || old.isMissingNode() ? null : old;
        for (Rule rule : rules.getOrDefault(part, List.of())) {
            rule.check(path, part, value, before, found);
        }
        if (value.isObject()) {
            fields(part, value, before, path, found);
        }
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            JsonNode item = value.path(i);
            check(
                    part.path("items"),
                    item,
                    before == null ? null : counterpart(part, item, before),
                    path + "[" + i + "]",
                    found);
        }
    }

    private void fields(JsonNode part, JsonNode value, @Nullable JsonNode old, String path, FieldErrors found) {
        boolean atomic = part.path("x-kubernetes-map-type").asText("").equals("atomic");
        JsonNode values = part.path("additionalProperties");
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            String name = field.getKey();
            JsonNode known = part.path("properties").path(name);
            JsonNode before = old == null || atomic ? null : old.path(name);
            if (known.isObject()) {
                check(known, field.getValue(), before, path.isEmpty() ? name : path + "." + name, found);
            } else if (values.isObject()) {
                check(values, field.getValue(), before, path + "[" + name + "]", found);
            }
        }
    }

    /** Return the item of a stored list that has the same keys, {@code null} where lists are not merged by keys. */
    private static @Nullable JsonNode counterpart(JsonNode part, JsonNode item, JsonNode old) {
        if (!part.path("x-kubernetes-list-type").asText("").equals("map")) {
            return null;
        }
        for (JsonNode candidate : old) {
            boolean same = true;
            for (JsonNode key : part.path("x-kubernetes-list-map-keys")) {
                same &= candidate.path(key.asText()).equals(item.path(key.asText()));
            }
            if (same) {
                return candidate;
            }
        }
        return null;
    }
}
