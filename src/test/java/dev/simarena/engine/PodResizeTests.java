package dev.simarena.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.kwok.Stages;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.patch.PatchType;
import dev.simarena.trace.Gvk;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Resources of containers change in place. Source: {@code ValidatePodResize}, and the recorded refusal of KWOK's pods. */
class PodResizeTests {

    /** Stages by which no pod ever runs. */
    private static final Stages NO_PODS = Stages.of("""
            apiVersion: kwok.x-k8s.io/v1alpha1
            kind: Stage
            metadata: {name: never}
            spec:
              resourceRef: {apiGroup: v1, kind: Pod}
              selector: {matchLabels: {nobody: has-this}}
              next: {statusTemplate: "phase: Running"}
            """);

    private final World world = new World(WorldOptions.of(1, Manifests.START));

    @Test
    void a_pod_that_waits_fits_when_it_asks_for_less() {
        world.apply(Manifests.node("n", "2", "4Gi"));
        world.apply(Manifests.pod("p", "3", "1Gi"));
        assertThat(pod(world, "p").nodeName()).isNull();

        ObjectNode resized = resize(world, "p", "requests", "cpu", "1500m");

        assertThat(resized.at("/spec/containers/0/resources/requests/cpu").asText())
                .isEqualTo("1500m");
        assertThat(resized.at("/spec/containers/0/resources/requests/memory").asText())
                .isEqualTo("1Gi");
        assertThat(resized.at("/metadata/generation").asInt()).isEqualTo(2);
        assertThat(pod(world, "p").nodeName()).isEqualTo("n");
    }

    @Test
    void what_a_bound_pod_gives_up_goes_to_one_that_waits() {
        World slow = new World(WorldOptions.of(1, Manifests.START).withStages(NO_PODS));
        slow.apply(Manifests.node("n", "2", "4Gi"));
        slow.apply(Manifests.pod("first", "2", "1Gi"));
        slow.apply(Manifests.pod("second", "1", "1Gi"));
        assertThat(pod(slow, "second").nodeName()).isNull();

        resize(slow, "first", "requests", "memory", "512Mi");
        assertThat(pod(slow, "second").nodeName()).isNull();
        resize(slow, "first", "requests", "cpu", "1");
        assertThat(pod(slow, "second").nodeName()).isEqualTo("n");

        slow.requests()
                .delete(Gvk.POD, "default", "first", DeleteOptions.read(Manifests.json("{\"gracePeriodSeconds\": 0}")));
        slow.apply(Manifests.pod("third", "1", "1Gi"));
        slow.apply(Manifests.pod("fourth", "1m", "1Gi"));
        assertThat(pod(slow, "third").nodeName()).isEqualTo("n");
        assertThat(pod(slow, "fourth").nodeName()).isNull();
    }

    @Test
    void a_bound_pod_that_asks_for_more_leaves_less_to_others() {
        World slow = new World(WorldOptions.of(1, Manifests.START).withStages(NO_PODS));
        slow.apply(Manifests.node("n", "2", "4Gi"));
        slow.apply(Manifests.pod("first", "1", "1Gi"));
        resize(slow, "first", "requests", "cpu", "2");
        slow.apply(Manifests.pod("second", "1", "1Gi"));
        assertThat(pod(slow, "second").unschedulable()).contains("1 Insufficient cpu");
    }

    @Test
    void the_containers_of_kwok_cannot_be_resized() {
        world.apply(Manifests.node("n", "2", "4Gi"));
        world.apply(Manifests.pod("p", "1", "1Gi"));
        refused(
                "{\"containers\": [{\"name\": \"c\", \"resources\": {\"requests\": {\"cpu\": \"150m\"}}}]}",
                "spec: Forbidden: Pod running on node without support for resize");
    }

    @Test
    void only_cpu_and_memory_change_and_nothing_goes() {
        world.apply(Manifests.pod("p", "1", "1Gi"));
        refused(
                "{\"containers\": [{\"name\": \"c\", \"resources\": {\"requests\": {\"ephemeral-storage\": \"1Gi\"}}}]}",
                "spec: Forbidden: only cpu and memory resources are mutable");
        refused(
                "{\"containers\": [{\"name\": \"c\", \"resources\": {\"requests\": {\"cpu\": null}}}]}",
                "spec.containers[0].resources.requests: Forbidden: resource requests cannot be removed");
        refused(
                "{\"containers\": [{\"name\": \"c\", \"resources\": {\"limits\": {\"cpu\": \"1\", \"memory\": \"1Gi\"}}}]}",
                "spec: Invalid value: \"Burstable\": Pod QOS Class may not change as a result of resizing");
        refused(
                "{\"containers\": [{\"name\": \"c\", \"resources\": {\"limits\": {\"cpu\": \"100m\"}}}]}",
                "spec.containers[0].resources.requests: Invalid value: \"1\": must be less than or equal to cpu limit of"
                        + " 100m");
    }

    @Test
    void other_changes_are_dropped() {
        world.apply(Manifests.pod("p", "1", "1Gi"));
        ObjectNode pod = Objects.requireNonNull(world.get(Gvk.POD, "default", "p"));
        pod.withObject("/spec").put("activeDeadlineSeconds", 5);
        ((ObjectNode) pod.at("/spec/containers/0")).put("image", "other:2");
        ObjectNode resized = world.requests().replace(Gvk.POD, "default", "p", pod, Subresource.RESIZE);
        assertThat(resized.at("/spec/containers/0/image").asText()).isEqualTo("i:1");
        assertThat(resized.path("spec").has("activeDeadlineSeconds")).isFalse();
    }

    private void refused(String spec, String message) {
        assertThatThrownBy(() -> world.requests()
                        .patch(
                                Gvk.POD,
                                "default",
                                "p",
                                PatchType.STRATEGIC,
                                Manifests.json("{\"spec\": " + spec + "}"),
                                Subresource.RESIZE))
                .isInstanceOf(ApiException.class)
                .hasMessage("Pod \"p\" is invalid: " + message);
    }

    private static ObjectNode resize(World world, String name, String list, String resource, String amount) {
        return world.requests()
                .patch(
                        Gvk.POD,
                        "default",
                        name,
                        PatchType.STRATEGIC,
                        Manifests.json(
                                "{\"spec\": {\"containers\": [{\"name\": \"c\", \"resources\": {\"%s\": {\"%s\": \"%s\"}}}]}}"
                                        .formatted(list, resource, amount)),
                        Subresource.RESIZE);
    }

    private static Pod pod(World world, String name) {
        return world.pods().stream()
                .filter(pod -> pod.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
