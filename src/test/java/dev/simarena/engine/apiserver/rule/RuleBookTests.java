package dev.simarena.engine.apiserver.rule;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.simarena.engine.model.FieldError;
import dev.simarena.engine.model.FieldErrors;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules of custom resources; the expected texts are those of a real API server 1.36 for the same schema and objects. */
class RuleBookTests {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final String RIGHT =
            "{replicas: 1, minReplicas: 0, kind: a, once: v, list: [{id: a, v: 3}], m: {a: 1},"
                    + " div: 2, when: '2029-01-01T00:00:00Z', dur: 1h, port: '5%', sorted: [1, 3], q: 2Mi, name: abc,"
                    + " key: {a-b: 2, namespace: yy}}";

    private JsonNode schema;
    private RuleBook book;

    @BeforeEach
    void compile() throws IOException {
        try (InputStream text = requireNonNull(getClass().getResourceAsStream("schema.yaml"))) {
            schema = YAML.readTree(text);
        }
        book = RuleBook.of(schema, "schema");
        assertThat(book.errors()).isEmpty();
        assertThat(book.warnings()).isEmpty();
    }

    @Test
    void an_object_that_keeps_all_rules_is_right() {
        assertThat(check(RIGHT, null)).isEmpty();
        assertThat(check(RIGHT, RIGHT)).isEmpty();
    }

    @Test
    void each_broken_rule_is_told_of_in_its_place() {
        String broken = "{replicas: 1, minReplicas: 0, kind: a, once: v, list: [{id: a, v: 3}, {id: b, v: 0}],"
                + " m: {a: 1, b: 7}, div: 0, when: '2031-01-01T00:00:00Z', dur: 2h, port: 0, sorted: [3, 1], q: 2Gi,"
                + " name: ABC, key: {a-b: 0, namespace: z}}";

        assertThat(check(broken, null))
                .containsExactlyInAnyOrder(
                        "spec: Invalid value: failed rule: !has(self.list) || self.list.all(x, x.v > 0)",
                        "spec.div: Invalid value: \"integer\": division by zero evaluating rule: div",
                        "spec.key: Invalid value: failed rule: self.a__dash__b > 1 && self.__namespace__ != 'z'",
                        "spec.name: Invalid value: \"ABC\": failed rule: self.matches('^[a-z]+$') && self.find('a') =="
                                + " 'a'",
                        "spec.port: Invalid value: 0: failed rule: type(self) == int ? self > 0 : self.endsWith('%')",
                        "spec.when: Invalid value: \"2031-01-01T00:00:00Z\": failed rule: self <"
                                + " timestamp('2030-01-01T00:00:00Z')",
                        "spec.dur: Invalid value: \"2h\": failed rule: self <= duration('1h')",
                        "spec.m[b]: Invalid value: 7: failed rule: self < 5",
                        "spec.q: Invalid value: \"2Gi\": failed rule: quantity(self).isLessThan(quantity('1Gi'))",
                        "spec.sorted: Invalid value: failed rule: self.isSorted() && self.sum() < 20");
    }

    @Test
    void reasons_paths_and_messages_are_those_of_the_rule() {
        assertThat(check("{replicas: 11, minReplicas: 0, needs: q, mode: z}", null))
                .containsExactly(
                        "spec.replicas: Forbidden: too many",
                        "spec.extra: Required value: extra needed for q",
                        "spec.mode: Invalid value: \"z\": mode z is none of x, y");
        assertThat(check("{replicas: 1, minReplicas: 0, key: {}}", null))
                .containsExactly("spec.key: Invalid value: \"object\": no such key: a__dash__b evaluating rule:"
                        + " self.a__dash__b > 1 && self.__namespace__ != 'z'");
    }

    @Test
    void changes_are_held_to_what_is_stored() {
        assertThat(check(
                        "{replicas: 1, minReplicas: 0, kind: b, once: w, list: [{id: b, v: 2}, {id: a, v: 2}]}", RIGHT))
                .containsExactlyInAnyOrder(
                        "spec: Invalid value: kind is immutable",
                        "spec.kind: Invalid value: \"b\": may not change",
                        "spec.once: Invalid value: \"w\": set once",
                        "spec.list[1]: Invalid value: grows");
    }

    @Test
    void whole_objects_show_their_name() {
        ObjectNode object = object(RIGHT);
        object.withObject("/metadata").put("name", "waytoolongname");
        FieldErrors errors = new FieldErrors();

        book.check(object, null, errors);

        assertThat(errors.list().stream().map(FieldError::toString))
                .containsExactly("<nil>: Invalid value: name too long");
    }

    @Test
    void rules_wait_for_an_object_of_the_right_form() {
        FieldErrors errors = new FieldErrors();
        errors.required("spec.replicas");

        book.check(object("{minReplicas: 2}"), null, errors);

        assertThat(errors.list().stream().map(FieldError::toString))
                .containsExactly(
                        "spec.replicas: Required value",
                        "<nil>: Invalid value: null: some validation rules were not checked because the object was"
                                + " invalid; correct the existing errors to complete validation");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "self.x >; compilation failed: ERROR: <input>:1:9: Syntax error: mismatched input '<EOF>' expecting",
                "self.nope == 1; compilation failed: ERROR: <input>:1:5: undefined field 'nope'",
                "self.replicas; cel expression must evaluate to a bool",
                "foo(self); compilation failed: ERROR: <input>:1:4: undeclared reference to 'foo' (in container '')",
                "self.replicas == 'a'; compilation failed: ERROR: <input>:1:15: found no matching overload for '_==_'"
                        + " applied to '(int, string)'"
            })
    void rules_that_are_none_are_refused(String rule, String why) {
        FieldError error = compiled(rule).errors().get(0);

        assertThat(error.field()).isEqualTo("spec.x-kubernetes-validations[0].rule");
        assertThat(error.message())
                .startsWith("Invalid value: {\"Rule\":")
                .contains("\"Message\":\"\",\"MessageExpression\":\"\",\"Reason\":null,\"FieldPath\":\"\","
                        + "\"OptionalOldSelf\":null}: " + why);
    }

    @Test
    void rules_that_only_a_cluster_can_run_are_warned_of() {
        RuleBook limited = compiled("ip(self.kind) == ip('::1')");

        assertThat(limited.errors()).isEmpty();
        assertThat(limited.warnings())
                .containsExactly("spec.x-kubernetes-validations[0].rule is not run: compilation failed: ERROR:"
                        + " <input>:1:3: undeclared reference to 'ip' (in container '')");
    }

    private RuleBook compiled(String rule) {
        ObjectNode spec = schema.path("properties").path("spec").deepCopy();
        ((ObjectNode) spec.path("properties")).retain("replicas", "kind");
        ((ObjectNode) spec.path("properties").path("kind")).remove("x-kubernetes-validations");
        spec.putArray("x-kubernetes-validations").addObject().put("rule", rule);
        return RuleBook.of(spec, "spec");
    }

    private List<String> check(String spec, @Nullable String old) {
        FieldErrors errors = new FieldErrors();
        book.check(object(spec), old == null ? null : object(old), errors);
        return errors.list().stream().map(FieldError::toString).toList();
    }

    private static ObjectNode object(String spec) {
        try {
            return (ObjectNode)
                    YAML.readTree("{apiVersion: example.com/v1, kind: Cel, metadata: {name: one}, spec: " + spec + "}");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
