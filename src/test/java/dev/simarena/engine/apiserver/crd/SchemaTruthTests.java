package dev.simarena.engine.apiserver.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.Manifests;
import dev.simarena.engine.World;
import dev.simarena.engine.WorldOptions;
import dev.simarena.engine.apiserver.ApiServer;
import dev.simarena.engine.apiserver.message.Answer;
import dev.simarena.engine.apiserver.message.ApiRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Compare what is said of definitions and of objects with schemas with recorded answers of kube-apiserver 1.36. */
class SchemaTruthTests {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DEFINITIONS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    private static final String THINGS = "/apis/truth.example.com/v1/namespaces/default/things";

    private final ApiServer server = new ApiServer(new World(WorldOptions.of(1, Manifests.START)));

    static Stream<Arguments> definitions() throws IOException {
        return elements(recorded().path("definitions"))
                .map(each -> Arguments.of(each.path("schema").toString(), each));
    }

    static Stream<Arguments> objects() throws IOException {
        return elements(recorded().path("objects"))
                .map(each -> Arguments.of(each.path("schema").toString(), each));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("definitions")
    void definitions_are_taken_or_refused_as_recorded(String name, JsonNode recorded) {
        Answer answer = post(DEFINITIONS + "?dryRun=All", definition(recorded.path("schema")));
        assertThat(outcome(answer)).isEqualTo(recorded.path("answer"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("objects")
    void objects_are_completed_or_refused_as_recorded(String name, JsonNode recorded) {
        String property = recorded.path("property").asText();
        ObjectNode spec = JSON.createObjectNode();
        spec.put("type", "object").putObject("properties").set(property, recorded.path("schema"));
        assertThat(post(DEFINITIONS, definition(spec)).status()).isEqualTo(201);
        for (JsonNode each : recorded.path("values")) {
            ObjectNode thing = JSON.createObjectNode();
            thing.put("apiVersion", "truth.example.com/v1").put("kind", "Thing");
            thing.putObject("metadata").put("name", "t");
            thing.putObject("spec").set(property, each.path("value"));
            Answer answer = post(THINGS + "?dryRun=All", thing);
            ObjectNode outcome = outcome(answer);
            if (answer.status() < 400) {
                JsonNode stored = read(answer).path("spec").get(property);
                outcome.set("stored", stored == null ? JsonNodeFactory.instance.nullNode() : stored);
            }
            assertThat(outcome).as(each.path("value").toString()).isEqualTo(each.path("answer"));
        }
    }

    private static ObjectNode outcome(Answer answer) {
        ObjectNode outcome = JSON.createObjectNode().put("code", answer.status());
        if (answer.status() >= 400) {
            JsonNode status = read(answer);
            outcome.set("reason", status.path("reason"));
            outcome.set("message", status.path("message"));
            JsonNode causes = status.path("details").path("causes");
            outcome.set("causes", causes.isArray() ? causes : JSON.createArrayNode());
        }
        return outcome;
    }

    private Answer post(String target, JsonNode body) {
        Map<String, String> headers = Map.of("accept", "application/json", "content-type", "application/json");
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        return (Answer) server.handle(ApiRequest.of("POST", target, headers, bytes));
    }

    private static ObjectNode definition(JsonNode spec) {
        ObjectNode definition = JSON.createObjectNode();
        definition.put("apiVersion", "apiextensions.k8s.io/v1").put("kind", "CustomResourceDefinition");
        definition.putObject("metadata").put("name", "things.truth.example.com");
        ObjectNode body = definition.putObject("spec");
        body.put("group", "truth.example.com").put("scope", "Namespaced");
        body.putObject("names").put("plural", "things").put("kind", "Thing");
        ObjectNode version = body.putArray("versions").addObject();
        version.put("name", "v1").put("served", true).put("storage", true);
        ObjectNode schema = version.putObject("schema").putObject("openAPIV3Schema");
        schema.put("type", "object").putObject("properties").set("spec", spec);
        return definition;
    }

    private static JsonNode recorded() throws IOException {
        try (InputStream file = SchemaTruthTests.class.getResourceAsStream("schema-truth.json")) {
            return JSON.readTree(Objects.requireNonNull(file));
        }
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static JsonNode read(Answer answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError(answer.text(), e);
        }
    }
}
