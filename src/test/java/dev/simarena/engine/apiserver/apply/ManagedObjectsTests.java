package dev.simarena.engine.apiserver.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.simarena.engine.Manifests;
import dev.simarena.engine.Subresource;
import dev.simarena.engine.World;
import dev.simarena.engine.WorldOptions;
import dev.simarena.engine.apiserver.apply.ManagedObjects.Applied;
import dev.simarena.engine.apiserver.resource.ResourceRegistry;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.patch.PatchType;
import dev.simarena.engine.patch.Patches;
import dev.simarena.trace.Gvk;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManagedObjectsTests {

    private static final Gvk CONFIG_MAP = new Gvk("", "v1", "ConfigMap");
    private static final Gvk DEPLOYMENT = new Gvk("apps", "v1", "Deployment");
    private static final String NAMESPACE = "default";

    private final World world = new World(WorldOptions.of(1, Manifests.START));
    private final ManagedObjects objects =
            new ManagedObjects(world, new ServedTypes(new ResourceRegistry()), Preparation.NONE);

    @BeforeEach
    void nodes() {
        world.listen(objects);
        world.apply(Manifests.node("n0", "16", "32Gi"));
    }

    @Test
    void applied_fields_are_owned_shared_taken_and_given_up() {
        assertThat(apply(CONFIG_MAP, "alice", false, "{k: '1', l: '1'}").created())
                .isTrue();
        assertThat(fields("alice")).isEqualTo(json("{'f:data': {'f:k': {}, 'f:l': {}}}"));

        String version = version();
        assertThat(apply(CONFIG_MAP, "alice", false, "{k: '1', l: '1'}").created())
                .isFalse();
        assertThat(version()).as("applying the same again changes nothing").isEqualTo(version);

        assertThatThrownBy(() -> apply(CONFIG_MAP, "bob", false, "{k: '2'}"))
                .isInstanceOf(ApiException.class)
                .hasMessage("Apply failed with 1 conflict: conflict with \"alice\": .data.k");
        apply(CONFIG_MAP, "bob", true, "{k: '2'}");
        assertThat(fields("alice")).isEqualTo(json("{'f:data': {'f:l': {}}}"));
        assertThat(fields("bob")).isEqualTo(json("{'f:data': {'f:k': {}}}"));

        apply(CONFIG_MAP, "carol", false, "{k: '2'}");
        assertThat(fields("bob")).as("equal values are shared").isEqualTo(fields("carol"));

        JsonNode left = apply(CONFIG_MAP, "alice", false, "{}").object();
        assertThat(left.path("data")).isEqualTo(json("{k: '2'}"));
        assertThat(fields("alice")).isEqualTo(json("{'f:data': {}}"));
    }

    @Test
    void equal_values_of_a_second_manager_change_the_version_though_not_the_object() {
        apply(CONFIG_MAP, "alice", false, "{k: '1'}");
        String version = version();
        apply(CONFIG_MAP, "bob", false, "{k: '1'}");
        assertThat(version()).isNotEqualTo(version);
    }

    @Test
    void conflicts_of_several_managers_are_listed_by_manager() {
        apply(CONFIG_MAP, "alice", false, "{k: '1', l: '1'}");
        merge("{data: {m: '1'}}");
        assertThatThrownBy(() -> apply(CONFIG_MAP, "bob", false, "{k: '2', l: '2', m: '2'}"))
                .hasMessage("""
                        Apply failed with 3 conflicts: conflicts with "alice":
                        - .data.k
                        - .data.l
                        conflicts with "ed" using v1:
                        - .data.m""");
    }

    @Test
    void managers_are_forgotten_when_a_client_says_so() {
        apply(CONFIG_MAP, "alice", false, "{k: '1'}");
        JsonNode answer = merge("{metadata: {managedFields: [{}]}}");
        assertThat(answer.at("/metadata/managedFields").isMissingNode()).isTrue();
        apply(CONFIG_MAP, "bob", false, "{k: '1'}");
        assertThat(fields("before-first-apply")).isEqualTo(json("{'f:data': {'.': {}, 'f:k': {}}}"));
    }

    /** Outcomes are those of a real API server. */
    @Test
    void who_applies_a_scale_owns_the_replicas_of_the_object() {
        ObjectNode web = json("{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {replicas: 2,"
                + " selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}},"
                + " spec: {containers: [{name: c, image: i}]}}}}");
        objects.apply(DEPLOYMENT, NAMESPACE, "web", web, Subresource.NONE, author("alice", DEPLOYMENT), false);
        assertThatThrownBy(() -> scale("bob", false, ", spec: {replicas: 3}"))
                .isInstanceOf(ApiException.class)
                .hasMessage("Apply failed with 1 conflict: conflict with \"alice\": .spec.replicas");

        assertThat(scale("bob", true, ", spec: {replicas: 3}")
                        .at("/spec/replicas")
                        .asInt())
                .isEqualTo(3);
        assertThat(entry(DEPLOYMENT, "web", "bob"))
                .isEqualTo(json("{manager: bob, operation: Apply, apiVersion: apps/v1, fieldsType: FieldsV1,"
                        + " fieldsV1: {'f:spec': {'f:replicas': {}}}, subresource: scale}"));
        assertThat(entry(DEPLOYMENT, "web", "alice").at("/fieldsV1/f:spec"))
                .as("alice has lost them, and keeps the rest")
                .hasSize(2);

        long version = world.requests().resourceVersion();
        scale("bob", false, ", spec: {replicas: 3}");
        assertThat(world.requests().resourceVersion()).as("nothing changes").isEqualTo(version);
        scale("carol", false, ", spec: {replicas: 3}");
        assertThat(entry(DEPLOYMENT, "web", "carol").isMissingNode())
                .as("equal values are shared")
                .isFalse();
        scale("bob", false, "");
        assertThat(entry(DEPLOYMENT, "web", "bob").isMissingNode())
                .as("what is not applied is given up")
                .isTrue();
        assertThatThrownBy(() -> scale("bob", true, ", spec: {replicas: many}"))
                .hasMessageContaining("failed to create typed patch object");
    }

    private ObjectNode scale(String manager, boolean force, String spec) {
        ObjectNode scale = json("{apiVersion: autoscaling/v1, kind: Scale, metadata: {name: web}" + spec + "}");
        return objects.applyScale(DEPLOYMENT, NAMESPACE, "web", scale, author(manager, DEPLOYMENT), force);
    }

    @Test
    void controllers_own_what_they_write_into_objects_of_clients() {
        objects.create(DEPLOYMENT, NAMESPACE, Manifests.deployment("web", 2, "100m", "64Mi"), author("me", DEPLOYMENT));
        world.advance(Duration.ofSeconds(5));
        JsonNode entries =
                objects.get(DEPLOYMENT, NAMESPACE, "web", Subresource.NONE).at("/metadata/managedFields");
        assertThat(entries).hasSize(2);
        JsonNode controllers = entries.get(0);
        assertThat(controllers.path("manager").asText()).isEqualTo("kube-controller-manager");
        assertThat(controllers.path("subresource").asText()).isEqualTo("status");
        assertThat(controllers.at("/fieldsV1/f:status").has("f:readyReplicas")).isTrue();
        assertThat(controllers.at("/fieldsV1/f:metadata/f:annotations"))
                .isEqualTo(json("{'.': {}, 'f:deployment.kubernetes.io/revision': {}}"));
        assertThat(entries.at("/1/manager").asText()).isEqualTo("me");
        assertThat(entries.at("/1/fieldsV1/f:status").isMissingNode()).isTrue();
    }

    @Test
    void unknown_fields_cannot_be_applied() {
        assertThatThrownBy(() -> objects.apply(
                        CONFIG_MAP,
                        NAMESPACE,
                        "c",
                        json("{apiVersion: v1, kind: ConfigMap, metadata: {name: c}, datum: {}}"),
                        Subresource.NONE,
                        author("me", CONFIG_MAP),
                        false))
                .hasMessage(
                        "failed to create typed patch object (/c; /v1, Kind=ConfigMap): .datum: field not declared in"
                                + " schema");
    }

    private Applied apply(Gvk gvk, String manager, boolean force, String data) {
        ObjectNode object = json("{apiVersion: v1, kind: ConfigMap, metadata: {name: c}, data: %s}".formatted(data));
        return objects.apply(gvk, NAMESPACE, "c", object, Subresource.NONE, author(manager, gvk), force);
    }

    private ObjectNode merge(String patch) {
        ObjectNode live = objects.get(CONFIG_MAP, NAMESPACE, "c", Subresource.NONE);
        ObjectNode merged = Patches.apply(PatchType.MERGE, CONFIG_MAP, live, json(patch));
        return objects.replace(CONFIG_MAP, NAMESPACE, "c", merged, Subresource.NONE, author("ed", CONFIG_MAP));
    }

    private String version() {
        return objects.get(CONFIG_MAP, NAMESPACE, "c", Subresource.NONE)
                .at("/metadata/resourceVersion")
                .asText();
    }

    private JsonNode fields(String manager) {
        JsonNode entry = entry(CONFIG_MAP, "c", manager);
        assertThat(entry.isObject()).as("entry of manager [%s]", manager).isTrue();
        return entry.path("fieldsV1");
    }

    private JsonNode entry(Gvk gvk, String name, String manager) {
        JsonNode object = objects.get(gvk, NAMESPACE, name, Subresource.NONE);
        for (JsonNode entry : object.at("/metadata/managedFields")) {
            if (entry.path("manager").asText().equals(manager)) {
                return entry;
            }
        }
        return MissingNode.getInstance();
    }

    private static Author author(String name, Gvk gvk) {
        return new Author(name, gvk);
    }

    private static ObjectNode json(String text) {
        try {
            return new YAMLMapper().readValue(text, ObjectNode.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
