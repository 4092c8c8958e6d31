package dev.simarena.engine.apiserver.openapi;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.simarena.SharedFiles;
import dev.simarena.engine.apiserver.message.Answer;
import dev.simarena.engine.apiserver.message.ApiRequest;
import dev.simarena.engine.apiserver.resource.ApiResource;
import dev.simarena.engine.apiserver.resource.ResourceRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What kubectl needs of the documents: its verifier of parameters, its {@code explain} template, and its cache. */
class OpenApiTests {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final OpenApi openApi = new OpenApi(new ResourceRegistry(), OpenApiTests::undefined);

    private static @Nullable JsonNode undefined(ApiResource resource) {
        return null;
    }

    @Test
    void the_index_names_the_recorded_documents() throws IOException {
        JsonNode recorded = JSON.readTree(
                SharedFiles.golden().resolve("api-transcripts.json").toFile());
        List<String> expected = new ArrayList<>();
        for (JsonNode entry : recorded.get("api")) {
            if (entry.get("title").asText().equals("openapi v3 index")) {
                entry.at("/response/body/paths").fieldNames().forEachRemaining(expected::add);
            }
        }

        List<String> names = new ArrayList<>();
        read("/openapi/v3").get("paths").fieldNames().forEachRemaining(names::add);

        assertThat(names).isEqualTo(expected);
    }

    @Test
    void explanations_name_the_values_a_field_allows() {
        JsonNode policy = read("/openapi/v3/api/v1")
                .at("/components/schemas/io.k8s.api.core.v1.PodSpec/properties/restartPolicy");

        assertThat(policy.path("description").asText())
                .endsWith("\n\nPossible enum values:\n - `\"Always\"`\n - `\"Never\"`\n - `\"OnFailure\"`");
    }

    @Test
    void version_2_names_itself_and_describes_nothing() {
        Answer json = OpenApiVersion2.answer(ApiRequest.get("/openapi/v2"));
        assertThat(json.text())
                .isEqualTo("{\"swagger\":\"2.0\",\"info\":{\"title\":\"Kubernetes\",\"version\":\"v1.36.2\"},"
                        + "\"paths\":{}}\n");

        Answer protobuf = OpenApiVersion2.answer(ApiRequest.of(
                "GET",
                "/openapi/v2",
                Map.of("accept", "application/com.github.proto-openapi.spec.v2@v1.0+protobuf"),
                new byte[0]));
        assertThat(protobuf.headers())
                .containsEntry("content-type", "application/com.github.proto-openapi.spec.v2.v1.0+protobuf");
        // Document {swagger = 1: "2.0", info = 2: {title = 1: "Kubernetes", version = 2: "v1.36.2"}}
        assertThat(new String(protobuf.body(), StandardCharsets.ISO_8859_1))
                .isEqualTo("\n\0032.0\022\025\n\nKubernetes\022\007v1.36.2");
    }

    @Test
    void a_document_may_be_kept_as_long_as_its_hash_is_asked_for() {
        String url = read("/openapi/v3")
                .at("/paths/apis~1apps~1v1/serverRelativeURL")
                .asText();

        Answer kept = answer(url, Map.of());
        assertThat(kept.status()).isEqualTo(200);
        assertThat(kept.headers())
                .containsEntry("cache-control", "public, immutable")
                .containsEntry("vary", "Accept")
                .containsEntry("expires", "Fri, 01 Jan 2027 00:00:00 UTC")
                .containsEntry("etag", '"' + url.replaceAll(".*hash=", "") + '"');

        Answer older = answer("/openapi/v3/apis/apps/v1?hash=0", Map.of());
        assertThat(older.status()).isEqualTo(301);
        assertThat(older.headers()).containsEntry("location", url);

        String tag = requireNonNull(kept.headers().get("etag"));
        assertThat(answer(url, Map.of("if-none-match", tag)).status()).isEqualTo(304);
        assertThat(answer("/openapi/v3/apis/apps/v1", Map.of()).headers())
                .doesNotContainKey("expires")
                .containsEntry("cache-control", "no-cache, private");
    }

    @Test
    void protobuf_is_not_acceptable() {
        assertThat(answer(
                                "/openapi/v3/apis/apps/v1",
                                Map.of("accept", "application/com.github.proto-openapi.spec.v3.v1.0+protobuf"))
                        .status())
                .isEqualTo(406);
    }

    @ParameterizedTest
    @CsvSource({
        "api/v1, /api/v1/namespaces/{namespace}/pods/{name}, '', Pod, v1",
        "apis/apps/v1, /apis/apps/v1/namespaces/{namespace}/deployments/{name}, apps, Deployment, v1",
        "api/v1, /api/v1/nodes/{name}, '', Node, v1",
    })
    void patches_of_a_kind_take_field_validation(
            String document, String path, String group, String kind, String version) {
        JsonNode patch =
                read("/openapi/v3/" + document).path("paths").path(path).path("patch");

        assertThat(patch.path("x-kubernetes-group-version-kind"))
                .isEqualTo(JSON.createObjectNode()
                        .put("group", group)
                        .put("kind", kind)
                        .put("version", version));
        assertThat(patch.path("parameters"))
                .anyMatch(one -> one.path("name").asText().equals("fieldValidation"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"api/v1", "apis/apps/v1", "apis/apiextensions.k8s.io/v1", "apis/resource.k8s.io/v1"})
    void every_reference_leads_to_a_schema(String document) {
        JsonNode read = read("/openapi/v3/" + document);
        Set<String> names = new HashSet<>();
        read.at("/components/schemas").fieldNames().forEachRemaining(names::add);

        // one type has a field of this name
        assertThat(read.findValuesAsText("$ref"))
                .filteredOn(reference -> !reference.isEmpty())
                .isNotEmpty()
                .allMatch(reference -> names.contains(reference.replace("#/components/schemas/", "")));
    }

    @Test
    void a_kind_says_what_it_is_and_its_fields_what_they_allow() {
        JsonNode schemas = read("/openapi/v3/apis/apps/v1").at("/components/schemas");

        assertThat(schemas.at("/io.k8s.api.apps.v1.Deployment/x-kubernetes-group-version-kind/0/kind")
                        .asText())
                .isEqualTo("Deployment");
        assertThat(schemas.at("/io.k8s.api.apps.v1.DeploymentStrategy/properties/type/enum"))
                .extracting(JsonNode::asText)
                .containsExactly("Recreate", "RollingUpdate");
        JsonNode containers = schemas.at("/io.k8s.api.core.v1.PodSpec/properties/containers");
        assertThat(containers.get("x-kubernetes-list-type").asText()).isEqualTo("map");
        assertThat(containers.get("x-kubernetes-patch-merge-key").asText()).isEqualTo("name");
    }

    private JsonNode read(String path) {
        try {
            return JSON.readTree(answer(path, Map.of()).body());
        } catch (IOException malformed) {
            throw new AssertionError(malformed);
        }
    }

    private Answer answer(String path, Map<String, String> headers) {
        return requireNonNull(openApi.answer(ApiRequest.of("GET", path, headers, new byte[0]), NOW));
    }
}
