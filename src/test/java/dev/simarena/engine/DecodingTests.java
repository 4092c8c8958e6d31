package dev.simarena.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.patch.PatchType;
import dev.simarena.trace.Gvk;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of values of wrong types and of unknown fields. Messages as kube-apiserver 1.36.2 wrote them. */
class DecodingTests {

    private static final String DEPLOYMENT = "Deployment in version \"v1\" cannot be handled as a Deployment: ";

    private final World world = Manifests.world(1);
    private final Requests requests = world.requests();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /spec/replicas | "3" | json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32
            /spec/replicas | 1.5 | json: cannot unmarshal number 1.5 into Go struct field DeploymentSpec.spec.replicas of type int32
            /spec/replicas | 1099511627776 | json: cannot unmarshal number 1099511627776 into Go struct field DeploymentSpec.spec.replicas of type int32
            /spec/paused | 1 | json: cannot unmarshal number into Go struct field DeploymentSpec.spec.paused of type bool
            /spec/strategy | "x" | json: cannot unmarshal string into Go struct field DeploymentSpec.spec.strategy of type v1.DeploymentStrategy
            /spec/template | [] | json: cannot unmarshal array into Go struct field DeploymentSpec.spec.template of type v1.PodTemplateSpec
            /spec/strategy | {"rollingUpdate": {"maxSurge": true}} | json: cannot unmarshal bool into Go struct field RollingUpdateDeployment.spec.strategy.rollingUpdate.maxSurge of type int32
            /metadata/labels | {"a": 1} | json: cannot unmarshal number into Go struct field ObjectMeta.metadata.labels of type string
            /metadata/creationTimestamp | "yesterday" | parsing time "yesterday" as "2006-01-02T15:04:05Z07:00": cannot parse "yesterday" as "2006"
            /metadata/creationTimestamp | "2020-01-01" | parsing time "2020-01-01" as "2006-01-02T15:04:05Z07:00": cannot parse "" as "T"
            /metadata/creationTimestamp | "2020-13-01T00:00:00Z" | parsing time "2020-13-01T00:00:00Z": month out of range
            """)
    void value_of_a_wrong_type_is_refused_wherever_it_comes_from(String path, String value, String why) {
        ObjectNode manifest = with(deployment(), path, value);
        refused(() -> world.submit(manifest), 400, DEPLOYMENT + why);
        refused(() -> requests.create(Gvk.DEPLOYMENT, "default", manifest), 400, DEPLOYMENT + why);
        world.submit(deployment());
        refused(() -> world.apply(manifest), 400, DEPLOYMENT + why);
        refused(
                () -> requests.replace(Gvk.DEPLOYMENT, "default", "web", manifest, Subresource.NONE),
                400,
                DEPLOYMENT + why);
    }

    @Test
    void status_is_decoded_too() {
        ObjectNode node = Manifests.json("""
                {"apiVersion": "v1", "kind": "Node", "metadata": {"name": "n"}, "status": {"allocatable": "x"}}""");
        refused(
                () -> world.submit(node),
                400,
                "Node in version \"v1\" cannot be handled as a Node: json: cannot unmarshal string into Go struct field"
                        + " NodeStatus.status.allocatable of type v1.ResourceList");
    }

    @Test
    void unknown_fields_are_dropped_and_the_manifest_is_left_alone() {
        ObjectNode manifest = with(deployment(), "/spec/unknown", "\"3\"");
        with(manifest, "/spec/template/spec/unknown", "{}");
        ObjectNode before = manifest.deepCopy();
        JsonNode stored = world.apply(manifest);
        assertThat(stored.at("/spec").has("unknown")).isFalse();
        assertThat(stored.at("/spec/template/spec").has("unknown")).isFalse();
        assertThat(manifest).isEqualTo(before);
    }

    @Test
    void custom_resources_pass_as_they_are() {
        ObjectNode custom = Manifests.json("""
                {"apiVersion": "example.com/v1", "kind": "Thing", "metadata": {"name": "t"}, "spec": {"replicas": "x"}}""");
        assertThat(world.apply(custom).at("/spec/replicas").asText()).isEqualTo("x");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "x" | cannot unmarshal string
            1.5 | cannot unmarshal number 1.5
            4294967297 | cannot unmarshal number 4294967297
            """)
    void scale_takes_whole_numbers_only(String value, String why) {
        world.submit(deployment());
        JsonNode patch = with(Manifests.json("{}"), "/spec/replicas", value);
        String field = " into Go struct field ScaleSpec.spec.replicas of type int32";
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() ->
                        requests.patch(Gvk.DEPLOYMENT, "default", "web", PatchType.MERGE, patch, Subresource.SCALE))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(422))
                .withMessageStartingWith(" \"\" is invalid: patch: Invalid value: ")
                .withMessageEndingWith(": json: " + why + field);
        refused(
                () -> requests.replace(Gvk.DEPLOYMENT, "default", "web", patch, Subresource.SCALE),
                400,
                "Scale in version \"v1\" cannot be handled as a Scale: json: " + why + field);
        assertThat(world.deployments().get(0).replicas()).isEqualTo(2);
    }

    @Test
    void stateful_set_without_a_service_can_be_submitted_again() {
        ObjectNode set = Manifests.json("""
                {"apiVersion": "apps/v1", "kind": "StatefulSet", "metadata": {"name": "s", "namespace": "default"},
                 "spec": {"replicas": 1, "selector": {"matchLabels": {"app": "s"}},
                  "template": {"metadata": {"labels": {"app": "s"}},
                   "spec": {"containers": [{"name": "c", "image": "i"}]}}}}""");
        JsonNode first = world.apply(set);
        assertThat(world.apply(set).at("/metadata/generation")).isEqualTo(first.at("/metadata/generation"));
    }

    private static ObjectNode deployment() {
        return Manifests.deployment("web", 2, "1", "1Gi");
    }

    private static ObjectNode with(ObjectNode object, String path, String value) {
        int last = path.lastIndexOf('/');
        object.withObject(path.substring(0, last))
                .set(
                        path.substring(last + 1),
                        Manifests.json("{\"v\": " + value + "}").get("v"));
        return object;
    }

    private static void refused(ThrowingCallable request, int code, String message) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(request)
                .withMessage(message)
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
