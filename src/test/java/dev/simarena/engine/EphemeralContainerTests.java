package dev.simarena.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.patch.PatchType;
import dev.simarena.trace.Gvk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Containers are added to a pod for a look into it, as a real API server 1.36 added and refused them. */
class EphemeralContainerTests {

    private final World world = Manifests.world(1);

    @BeforeEach
    void createPod() {
        world.requests().create(Gvk.POD, "default", Manifests.json("""
                {"metadata": {"name": "p"}, "spec": {"nodeName": "node-0", "containers": [{"name": "c", "image": "i:1"}]}}
                """));
    }

    @Test
    void they_are_stored_with_defaults_and_nothing_else_is() {
        ObjectNode pod = add("""
                {"metadata": {"labels": {"a": "b"}}, "spec": {"containers": [{"name": "c", "image": "other"}],
                 "ephemeralContainers": [{"name": "d", "image": "busybox", "targetContainerName": "c", "tty": true}]}}
                """);

        assertThat(pod.at("/spec/ephemeralContainers/0")).isEqualTo(Manifests.json("""
                {"name": "d", "image": "busybox", "targetContainerName": "c", "tty": true, "resources": {},
                 "terminationMessagePath": "/dev/termination-log", "terminationMessagePolicy": "File", "imagePullPolicy":
                 "Always"}
                """));
        assertThat(pod.at("/spec/containers/0/image").asText()).isEqualTo("i:1");
        assertThat(pod.at("/metadata/labels").isMissingNode()).isTrue();
        assertThat(pod.at("/metadata/generation").asInt()).isEqualTo(2);
        assertThat(world.requests().get(Gvk.POD, "default", "p", Subresource.NONE))
                .isEqualTo(pod);
    }

    @Test
    void those_that_are_there_stay() {
        add(container("\"name\": \"d\", \"image\": \"busybox\""));

        assertThatThrownBy(() -> add(container("\"name\": \"d\", \"image\": \"other\"")))
                .hasMessage("""
                        Pod "p" is invalid: spec.ephemeralContainers: Forbidden: existing ephemeral containers "d" may not be\
                         changed
                        @@ -1,6 +1,6 @@
                         {
                          "Name": "d",
                        - "Image": "busybox",
                        + "Image": "other",
                          "Command": null,
                          "Args": null,
                          "WorkingDir": "",
                        """);
        assertThatThrownBy(
                        () -> add("{\"spec\": {\"ephemeralContainers\": [{\"name\": \"d\", \"$patch\": \"delete\"}]}}"))
                .hasMessageContaining("existing ephemeral containers \"d\" may not be removed");
    }

    @Test
    void they_serve_nobody() {
        assertThatThrownBy(() -> add(container("\"name\": \"x\", \"image\": \"i\", \"targetContainerName\": \"zz\","
                        + " \"ports\": [{\"containerPort\": 3}], \"resources\": {\"requests\": {\"cpu\": \"1\"}},"
                        + " \"livenessProbe\": {\"exec\": {\"command\": [\"a\"]}}")))
                .isInstanceOf(ApiException.class)
                .hasMessage(
                        "Pod \"p\" is invalid: [spec.ephemeralContainers[0].targetContainerName: Not found: \"zz\","
                                + " spec.ephemeralContainers[0].ports: Forbidden: cannot be set for an Ephemeral Container,"
                                + " spec.ephemeralContainers[0].resources: Forbidden: cannot be set for an Ephemeral Container,"
                                + " spec.ephemeralContainers[0].livenessProbe: Forbidden: cannot be set for an Ephemeral Container]");
        assertThatThrownBy(() -> add(container("\"name\": \"c\", \"image\": \"i\"")))
                .hasMessage("Pod \"p\" is invalid: spec.ephemeralContainers[0].name: Duplicate value: \"c\"");
    }

    @Test
    void nothing_is_created_with_them() {
        assertThatThrownBy(() -> world.requests().create(Gvk.POD, "default", Manifests.json("""
                {"metadata": {"name": "q"}, "spec": {"containers": [{"name": "c", "image": "i"}], "ephemeralContainers":
                 [{"name": "d", "image": "i"}]}}
                """)))
                .hasMessage("Pod \"q\" is invalid: spec.ephemeralContainers: Forbidden: cannot be set on create");
        assertThatThrownBy(() -> world.requests().create(Gvk.DEPLOYMENT, "default", Manifests.json("""
                {"metadata": {"name": "q"}, "spec": {"selector": {"matchLabels": {"a": "b"}}, "template": {"metadata":
                 {"labels": {"a": "b"}}, "spec": {"containers": [{"name": "c", "image": "i"}], "ephemeralContainers":
                 [{"name": "d", "image": "i"}]}}}}
                """)))
                .hasMessageEndingWith(
                        "spec.template.spec.ephemeralContainers: Forbidden: ephemeral containers not allowed"
                                + " in pod template");
    }

    private static String container(String fields) {
        return "{\"spec\": {\"ephemeralContainers\": [{" + fields + "}]}}";
    }

    private ObjectNode add(String patch) {
        return world.requests()
                .patch(Gvk.POD, "default", "p", PatchType.STRATEGIC, Manifests.json(patch), Subresource.EPHEMERAL);
    }
}
