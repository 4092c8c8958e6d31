package dev.simarena.engine.apiserver.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.Manifests;
import dev.simarena.engine.World;
import dev.simarena.engine.WorldOptions;
import dev.simarena.engine.apiserver.ApiServer;
import dev.simarena.engine.apiserver.message.Answer;
import dev.simarena.engine.apiserver.message.ApiRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CustomResourceTests {

    private static final String DEFINITIONS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    private static final String MERGE = "application/merge-patch+json";
    private static final String THINGS = "/apis/example.com/v1/namespaces/default/things";

    private final ApiServer server = new ApiServer(new World(WorldOptions.of(1, Manifests.START)));

    @BeforeEach
    void define() {
        JsonNode created = send("POST", DEFINITIONS, definition("""
                {"type": "object", "properties": {
                  "spec": {"type": "object", "properties": {
                    "size": {"type": "integer", "default": 1, "minimum": 0},
                    "port": {"x-kubernetes-int-or-string": true},
                    "name": {"type": "string", "maxLength": 5, "pattern": "^[a-z]+$"},
                    "parts": {"type": "array", "maxItems": 2, "x-kubernetes-list-type": "map",
                      "x-kubernetes-list-map-keys": ["id"],
                      "items": {"type": "object", "required": ["id"], "properties": {
                        "id": {"type": "string"}, "weight": {"type": "number", "multipleOf": 0.5}}}},
                    "tags": {"type": "array", "x-kubernetes-list-type": "set", "items": {"type": "string"}},
                    "open": {"type": "object", "x-kubernetes-preserve-unknown-fields": true},
                    "either": {"type": "object", "oneOf": [{"required": ["a"]}, {"required": ["b"]}],
                      "properties": {"a": {"type": "string"}, "b": {"type": "string"}}}}}}}
                """));
        assertThat(created.path("kind").asText()).as(created.toString()).isEqualTo("CustomResourceDefinition");
    }

    @Test
    void a_definition_is_established_and_served_at_once() {
        assertThat(send("GET", DEFINITIONS + "/things.example.com", "").at("/status/conditions"))
                .extracting(condition -> condition.path("type").asText() + "="
                        + condition.path("status").asText())
                .containsExactly("NamesAccepted=True", "Established=True");
        assertThat(send("GET", "/apis/example.com/v1", "")
                        .at("/resources/0/name")
                        .asText())
                .isEqualTo("things");
    }

    @Test
    void absent_values_are_set_and_unknown_ones_dropped() {
        JsonNode created = create("""
                {"bad": 1, "port": "http", "open": {"kept": {"deep": true}}, "parts": [{"id": "x", "junk": 1}]}
                """);
        assertThat(created.path("spec")).isEqualTo(json("""
                {"port": "http", "open": {"kept": {"deep": true}}, "parts": [{"id": "x"}], "size": 1}
                """));
    }

    @Test
    void broken_rules_are_named_with_their_fields() {
        assertThat(message("{\"size\": \"big\"}"))
                .isEqualTo(
                        "spec.size: Invalid value: \"string\": spec.size in body must be of type integer: \"string\"");
        assertThat(message("{\"size\": -1}"))
                .isEqualTo("spec.size: Invalid value: -1: spec.size in body should be greater than or equal to 0");
        assertThat(message("{\"port\": true}"))
                .isEqualTo("spec.port: Invalid value: \"boolean\": spec.port in body must be of type integer,string:"
                        + " \"boolean\"");
        assertThat(message("{\"name\": \"toolong\"}")).isEqualTo("spec.name: Too long: may not be more than 5 bytes");
        assertThat(message("{\"name\": \"Up\"}"))
                .isEqualTo("spec.name: Invalid value: \"Up\": spec.name in body should match '^[a-z]+$'");
        assertThat(message("{\"parts\": [{\"weight\": 1.5}]}")).isEqualTo("spec.parts[0].id: Required value");
        assertThat(message("{\"parts\": [{\"id\": \"a\"}, {\"id\": \"b\"}, {\"id\": \"c\"}]}"))
                .isEqualTo("spec.parts: Too many: 3: must have at most 2 items");
        assertThat(message("{\"parts\": [{\"id\": \"a\"}, {\"id\": \"a\"}]}"))
                .isEqualTo("spec.parts[1]: Duplicate value: {\"id\":\"a\"}");
        assertThat(message("{\"tags\": [\"a\", \"a\"]}")).isEqualTo("spec.tags[1]: Duplicate value: \"a\"");
        assertThat(message("{\"parts\": [{\"id\": \"a\", \"weight\": 0.75}]}"))
                .isEqualTo(
                        "spec.parts[0].weight: Invalid value: 0.75: spec.parts[0].weight in body should be a multiple of"
                                + " 0.5");
        assertThat(message("{\"either\": {\"a\": \"1\", \"b\": \"1\"}}"))
                .isEqualTo("<nil>: Invalid value: \"\": \"spec.either\" must validate one and only one schema (oneOf)."
                        + " Found 2 valid alternatives");
    }

    @Test
    void a_status_without_a_request_of_its_own_is_a_field_like_others() {
        create("{\"size\": 2}");
        JsonNode patched = send("PATCH", THINGS + "/a", "{\"spec\": {\"size\": 3}}", "application/merge-patch+json");
        assertThat(patched.at("/metadata/generation").asInt()).isEqualTo(2);
        assertThat(patched.at("/spec/size").asInt()).isEqualTo(3);
    }

    @Test
    void what_is_stored_and_does_not_change_is_not_refused_by_a_stricter_schema() {
        create("{\"name\": \"long\", \"size\": 5}");
        JsonNode live = send("GET", DEFINITIONS + "/things.example.com", "");
        ((ObjectNode) live.at("/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/name"))
                .put("maxLength", 2);
        assertThat(send("PUT", DEFINITIONS + "/things.example.com", live.toString())
                        .at("/metadata/generation")
                        .asInt())
                .isEqualTo(2);
        JsonNode patched = send("PATCH", THINGS + "/a", "{\"spec\": {\"size\": 6}}", "application/merge-patch+json");
        assertThat(patched.at("/spec/size").asInt()).isEqualTo(6);
        JsonNode refused =
                send("PATCH", THINGS + "/a", "{\"spec\": {\"name\": \"longe\"}}", "application/merge-patch+json");
        assertThat(refused.path("message").asText()).contains("spec.name: Too long");
    }

    @Test
    void lists_with_keys_have_several_managers() {
        apply("alice", "{\"parts\": [{\"id\": \"x\", \"weight\": 1.5}]}");
        JsonNode shared = apply("bob", "{\"parts\": [{\"id\": \"y\"}]}");
        assertThat(shared.at("/spec/parts")).hasSize(2);
        JsonNode left = apply("alice", "{\"parts\": []}");
        assertThat(left.at("/spec/parts")).isEqualTo(json("[{\"id\": \"y\"}]"));
    }

    @Test
    void the_end_of_a_definition_is_the_end_of_its_objects() {
        create("{\"size\": 2}");
        send("DELETE", DEFINITIONS + "/things.example.com", "");
        assertThat(send("GET", DEFINITIONS + "/things.example.com", "")
                        .path("code")
                        .asInt())
                .isEqualTo(404);
        assertThat(((Answer) server.handle(ApiRequest.get(THINGS))).status()).isEqualTo(404);
        define();
        assertThat(send("GET", THINGS, "").path("items")).isEmpty();
    }

    @Test
    void a_name_that_is_taken_is_not_accepted_until_it_is_free() {
        send("POST", DEFINITIONS, named("gadgets", "Thing", "gd"));
        assertThat(said("gadgets")).isEqualTo("""
                {"plural":"gadgets","shortNames":["gd"],"singular":"gadget","kind":"","listKind":"GadgetList"}
                NamesAccepted=False KindConflict "Thing" is already in use
                Established=False NotAccepted not all names are accepted
                """);
        send("POST", DEFINITIONS, named("gizmos", "Gizmo", "gd").replace("[\"gd\"]", "[\"x\", \"gd\", \"things\"]"));
        assertThat(said("gizmos")).isEqualTo("""
                {"plural":"gizmos","singular":"gizmo","kind":"Gizmo","listKind":"GizmoList"}
                NamesAccepted=False ShortNamesConflict ["gd" is already in use, "things" is already in use]
                Established=False NotAccepted not all names are accepted
                """);
        assertThat(send("GET", "/apis/example.com/v1", "").findValuesAsText("name"))
                .containsExactly("things");

        send("DELETE", DEFINITIONS + "/things.example.com", "");
        assertThat(said("gadgets")).isEqualTo("""
                {"plural":"gadgets","shortNames":["gd"],"singular":"gadget","kind":"Thing","listKind":"GadgetList"}
                NamesAccepted=True NoConflicts no conflicts found
                Established=True InitialNamesAccepted the initial names have been accepted
                """);
        assertThat(send("GET", "/apis/example.com/v1", "").findValuesAsText("name"))
                .containsExactly("gadgets");
    }

    @Test
    void an_established_definition_keeps_its_names_where_new_ones_are_taken() {
        send("POST", DEFINITIONS, named("gadgets", "Gadget", "gd"));
        send(
                "PATCH",
                DEFINITIONS + "/gadgets.example.com",
                "{\"spec\": {\"names\": {\"shortNames\": [\"thing\"]}}}",
                MERGE);
        assertThat(said("gadgets")).isEqualTo("""
                {"plural":"gadgets","shortNames":["gd"],"singular":"gadget","kind":"Gadget","listKind":"GadgetList"}
                NamesAccepted=False ShortNamesConflict "thing" is already in use
                Established=True InitialNamesAccepted the initial names have been accepted
                """);
        assertThat(send("GET", "/apis/example.com/v1", "").findValues("shortNames"))
                .containsExactly(json("[\"gd\"]"));
    }

    @Test
    void a_schema_that_is_not_structural_is_refused() {
        JsonNode refused = send(
                "POST",
                DEFINITIONS,
                definition("{\"properties\": {\"spec\": {\"properties\": {\"a\": {\"type\": \"array\"}}}}}")
                        .replace("things", "others")
                        .replace("Thing", "Other"));
        assertThat(refused.path("code").asInt()).isEqualTo(422);
        assertThat(refused.at("/details/causes"))
                .extracting(cause -> cause.path("field").asText().replaceAll("^.*openAPIV3Schema", ""))
                .containsExactlyInAnyOrder(".type", ".properties[spec].type", ".properties[spec].properties[a].items");
    }

    /** Return the accepted names and the conditions of a definition. */
    private String said(String plural) {
        JsonNode status =
                send("GET", DEFINITIONS + "/" + plural + ".example.com", "").path("status");
        StringBuilder text = new StringBuilder(status.path("acceptedNames").toString()).append('\n');
        for (JsonNode condition : status.path("conditions")) {
            text.append("%s=%s %s %s%n"
                    .formatted(
                            condition.path("type").asText(),
                            condition.path("status").asText(),
                            condition.path("reason").asText(),
                            condition.path("message").asText()));
        }
        return text.toString();
    }

    private static String named(String plural, String kind, String shortName) {
        String singular = plural.substring(0, plural.length() - 1);
        String names =
                "{\"plural\": \"%s\", \"singular\": \"%s\", \"kind\": \"%s\", \"listKind\": \"%sList\", \"shortNames\": [\"%s\"]}"
                        .formatted(
                                plural,
                                singular,
                                kind,
                                singular.substring(0, 1).toUpperCase(Locale.ROOT) + singular.substring(1),
                                shortName);
        return definition("{\"type\": \"object\"}")
                .replace("{\"plural\": \"things\", \"kind\": \"Thing\"}", names)
                .replace("things.example.com", plural + ".example.com");
    }

    private String message(String spec) {
        JsonNode refused = create(spec);
        assertThat(refused.path("code").asInt()).as(refused.toString()).isEqualTo(422);
        return refused.path("message").asText().replace("Thing.example.com \"a\" is invalid: ", "");
    }

    private JsonNode create(String spec) {
        return send("POST", THINGS, object(spec));
    }

    private JsonNode apply(String manager, String spec) {
        return send("PATCH", THINGS + "/a?fieldManager=" + manager, object(spec), "application/apply-patch+yaml");
    }

    private static String object(String spec) {
        return "{\"apiVersion\": \"example.com/v1\", \"kind\": \"Thing\", \"metadata\": {\"name\": \"a\"}, \"spec\": %s}"
                .formatted(spec);
    }

    private static String definition(String schema) {
        return """
                {"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
                 "metadata": {"name": "things.example.com"},
                 "spec": {"group": "example.com", "scope": "Namespaced",
                  "names": {"plural": "things", "kind": "Thing"},
                  "versions": [{"name": "v1", "served": true, "storage": true, "schema": {"openAPIV3Schema": %s}}]}}
                """.formatted(schema);
    }

    private JsonNode send(String method, String path, String body) {
        return send(method, path, body, "application/json");
    }

    private JsonNode send(String method, String path, String body, String contentType) {
        Map<String, String> headers = Map.of("accept", "application/json", "content-type", contentType);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Answer answer = (Answer) server.handle(ApiRequest.of(method, path, headers, bytes));
        return json(new String(answer.body(), StandardCharsets.UTF_8));
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
