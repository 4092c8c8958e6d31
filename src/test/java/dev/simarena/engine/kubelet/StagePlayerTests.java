package dev.simarena.engine.kubelet;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.Manifests;
import dev.simarena.engine.Propagation;
import dev.simarena.engine.World;
import dev.simarena.engine.WorldOptions;
import dev.simarena.engine.kwok.BuiltInStages;
import dev.simarena.engine.kwok.StageException;
import dev.simarena.engine.kwok.Stages;
import dev.simarena.engine.model.Event;
import dev.simarena.trace.Gvk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StagePlayerTests {

    private static final String POD = """
            {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p", "namespace": "default"%s},
             "spec": {"nodeName": "n0", "containers": [{"name": "c", "image": "i:1"}]%s}}
            """;

    @Test
    void fast_stages_in_yaml_give_the_same_pods_as_the_fast_path() {
        String pod = POD.formatted(
                ", \"ownerReferences\": [{\"apiVersion\": \"example.com/v1\", \"kind\": \"Job\", \"name\": \"j\", \"uid\": \"UID\"}]",
                ", \"readinessGates\": [{\"conditionType\": \"a/b\"}], \"initContainers\": [{\"name\": \"x\", \"image\": \"y\"}, {\"name\": \"s\", \"image\": \"t\", \"restartPolicy\": \"Always\"}]");
        for (String manifest : List.of(pod, POD.formatted("", ""))) {
            assertThat(status(manifest, Stages.of(BuiltInStages.FAST.yaml()))).isEqualTo(status(manifest, Stages.FAST));
        }
    }

    private static JsonNode status(String manifest, Stages stages) {
        World world = world(stages);
        submitOwned(world, manifest);
        ObjectNode status = (ObjectNode) pod(world).path("status");
        // Only the fast path knows which generation the kubelet has seen.
        status.remove("observedGeneration");
        return status;
    }

    @Test
    void general_stages_take_one_to_five_seconds_each() {
        World world = world(Stages.general());
        world.submit(Manifests.json(POD.formatted("", "")));
        List<String> phases = new ArrayList<>();
        for (int tenth = 0; tenth < 110; tenth++) {
            String reason = pod(world)
                    .at("/status/containerStatuses/0/state/waiting/reason")
                    .asText(pod(world).at("/status/phase").asText());
            if (phases.isEmpty() || !phases.get(phases.size() - 1).endsWith(reason)) {
                phases.add(tenth / 10 + " " + reason);
            }
            world.advance(Duration.ofMillis(100));
        }
        assertThat(phases).hasSize(3);
        assertThat(phases.get(0)).isEqualTo("0 Pending");
        assertThat(phases.get(1)).matches("[1-4] ContainerCreating");
        assertThat(phases.get(2)).matches("[2-9] Running");
        assertThat(world.events()).extracting(Event::reason).contains("Created");

        world.delete(Gvk.POD, "default", "p", Propagation.BACKGROUND);
        assertThat(pod(world).at("/metadata/deletionGracePeriodSeconds").asInt())
                .isEqualTo(30);
        world.advance(Duration.ofMillis(999));
        assertThat(world.exists(Gvk.POD, "default", "p")).isTrue();
        world.advance(Duration.ofSeconds(30));
        assertThat(world.exists(Gvk.POD, "default", "p")).isFalse();
    }

    @Test
    void delays_and_weights_follow_from_the_seed() {
        assertThat(readySecond(7)).isEqualTo(readySecond(7));
        assertThat(List.of(readySecond(1), readySecond(2), readySecond(3), readySecond(4)))
                .doesNotHaveDuplicates();
    }

    private static long readySecond(long seed) {
        World world = new World(WorldOptions.of(seed, Manifests.START).withStages(Stages.general()));
        world.submit(Manifests.node("n0", "16", "32Gi"));
        world.submit(Manifests.json(POD.formatted("", "")));
        world.await(() -> world.pods().get(0).isReady(), Duration.ofSeconds(20));
        return Duration.between(Manifests.START, world.now()).toNanos();
    }

    @Test
    void fork_goes_on_with_the_same_delays() {
        World world = world(Stages.general());
        world.submit(Manifests.json(POD.formatted("", "")));
        world.advance(Duration.ofMillis(1500));
        World fork = world.fork();
        world.await(() -> world.pods().get(0).isReady(), Duration.ofSeconds(20));
        fork.await(() -> fork.pods().get(0).isReady(), Duration.ofSeconds(20));
        assertThat(fork.now()).isEqualTo(world.now());
        assertThat(pod(fork)).isEqualTo(pod(world));
    }

    @Test
    void simkube_delays_need_a_jitter_that_is_longer() {
        String delays = ", \"annotations\": {\"simkube.io/kwok-stage-create-delay\": \"2000ms\","
                + "\"simkube.io/kwok-stage-create-delay-jitter\": \"%1$s\","
                + "\"simkube.io/kwok-stage-ready-delay\": \"2000ms\","
                + "\"simkube.io/kwok-stage-ready-delay-jitter\": \"%1$s\"}";
        World none = world(Stages.SIMKUBE);
        none.submit(Manifests.json(POD.formatted(delays.formatted("0ms"), "")));
        assertThat(none.pods().get(0).isReady()).isTrue();

        World longer = world(Stages.SIMKUBE);
        longer.submit(Manifests.json(POD.formatted(delays.formatted("2001ms"), "")));
        longer.advance(Duration.ofMillis(1999));
        assertThat(pod(longer).at("/status").has("podIP")).isFalse();
        longer.advance(Duration.ofMillis(2));
        String first = pod(longer).at("/status/podIP").asText();
        longer.advance(Duration.ofMillis(2001));
        assertThat(longer.pods().get(0).isReady()).isTrue();
        assertThat(pod(longer).at("/status/podIP").asText()).isNotEqualTo(first);
    }

    @Test
    void simkube_does_not_end_pods_of_jobs_and_empties_finalizers() {
        World world = world(Stages.SIMKUBE);
        String pod = POD.formatted(
                ", \"ownerReferences\": [{\"apiVersion\": \"example.com/v1\", \"kind\": \"Job\", \"name\": \"j\", \"uid\": \"UID\"}],"
                        + " \"finalizers\": [\"batch.kubernetes.io/job-tracking\"]",
                "");
        submitOwned(world, pod);
        assertThat(pod(world).at("/status/phase").asText()).isEqualTo("Running");
        world.delete(Gvk.POD, "default", "p", Propagation.BACKGROUND);
        assertThat(world.exists(Gvk.POD, "default", "p")).isFalse();

        World fast = world(Stages.FAST);
        submitOwned(fast, pod);
        assertThat(pod(fast).at("/status/phase").asText()).isEqualTo("Succeeded");
        assertThat(pod(fast).at("/status/containerStatuses/0/ready").asBoolean())
                .isFalse();
        assertThat(fast.pods().get(0).isReady()).isTrue();
    }

    @Test
    void user_stages_for_nodes_decide_when_they_are_ready_and_leave_pods_to_the_fast_ones() {
        World world = new World(WorldOptions.of(1, Manifests.START).withStages(Stages.of("""
                apiVersion: kwok.x-k8s.io/v1alpha1
                kind: Stage
                metadata: {name: node-slow}
                spec:
                  resourceRef: {apiGroup: v1, kind: Node}
                  selector:
                    matchExpressions:
                      - {key: .status.phase, operator: NotIn, values: [Running]}
                  delay: {durationMilliseconds: 5000}
                  next:
                    statusTemplate: |
                      phase: Running
                      conditions:
                      {{ range NodeConditions }}
                      - {type: {{ .type }}, status: {{ .status | Quote }}, reason: {{ .reason }}, message: {{ .message | Quote }}}
                      {{ end }}
                """)));
        world.submit(Manifests.node("n0", "16", "32Gi"));
        world.submit(Manifests.json(POD.formatted("", "")));
        assertThat(world.pods().get(0).isReady()).isTrue();
        world.advance(Duration.ofSeconds(5));
        ObjectNode node = requireNonNull(world.get(Gvk.NODE, null, "n0"));
        assertThat(node.at("/status/conditions/0/type").asText()).isEqualTo("Ready");
        assertThat(node.at("/status/conditions/0/status").asText()).isEqualTo("True");
        assertThat(node.at("/status/allocatable/cpu").asText()).isEqualTo("16");
    }

    @Test
    void user_stages_for_other_kinds_patch_and_delete_them() {
        World world = world(Stages.of("""
                apiVersion: kwok.x-k8s.io/v1alpha1
                kind: Stage
                metadata: {name: bake}
                spec:
                  resourceRef: {apiGroup: example.com/v1, kind: Cake}
                  selector:
                    matchExpressions: [{key: .status.phase, operator: DoesNotExist}]
                  delay: {durationMilliseconds: 1000}
                  next:
                    event: {type: Warning, reason: Hot, message: Mind the oven}
                    patches:
                      - {root: status, subresource: status, template: 'phase: {{ .spec.wish | Quote }}'}
                      - {root: metadata, template: 'labels: {baked: "yes"}'}
                ---
                apiVersion: kwok.x-k8s.io/v1alpha1
                kind: Stage
                metadata: {name: eat}
                spec:
                  resourceRef: {apiGroup: example.com/v1, kind: Cake}
                  selector:
                    matchLabels: {baked: "yes"}
                  delay: {durationMilliseconds: 2000}
                  next: {delete: true}
                """));
        Gvk cake = new Gvk("example.com", "v1", "Cake");
        world.submit(Manifests.json("""
                {"apiVersion": "example.com/v1", "kind": "Cake", "metadata": {"name": "c", "namespace": "default"},
                 "spec": {"wish": "Done"}}
                """));
        world.advance(Duration.ofSeconds(1));
        ObjectNode baked = requireNonNull(world.get(cake, "default", "c"));
        assertThat(baked.at("/status/phase").asText()).isEqualTo("Done");
        assertThat(baked.at("/metadata/labels/baked").asText()).isEqualTo("yes");
        assertThat(world.events()).extracting(Event::message).contains("Mind the oven");
        world.advance(Duration.ofSeconds(2));
        assertThat(world.exists(cake, "default", "c")).isFalse();
    }

    @Test
    void patches_of_what_is_declared_count_as_those_of_any_client() {
        World world = world(Stages.of("""
                apiVersion: kwok.x-k8s.io/v1alpha1
                kind: Stage
                metadata: {name: grow}
                spec:
                  resourceRef: {apiGroup: apps/v1, kind: Deployment}
                  selector:
                    matchExpressions: [{key: .spec.replicas, operator: In, values: ["1"]}]
                  next:
                    patches:
                      - {root: spec, type: merge, template: '{"replicas": 3}'}
                ---
                apiVersion: kwok.x-k8s.io/v1alpha1
                kind: Stage
                metadata: {name: cordon}
                spec:
                  resourceRef: {apiGroup: v1, kind: Node}
                  selector:
                    matchExpressions: [{key: .spec.unschedulable, operator: DoesNotExist}]
                  delay: {durationMilliseconds: 1000}
                  next:
                    patches:
                      - {type: json, template: '[{"op": "add", "path": "/spec/unschedulable", "value": true}]'}
                ---
                apiVersion: kwok.x-k8s.io/v1alpha1
                kind: Stage
                metadata: {name: renew}
                spec:
                  resourceRef: {apiGroup: v1, kind: Pod}
                  selector:
                    matchExpressions: [{key: .metadata.deletionTimestamp, operator: DoesNotExist}]
                  next:
                    patches:
                      - {root: spec, template: '{"containers": [{"name": "c", "image": "new:2"}]}'}
                """));
        world.submit(Manifests.deployment("web", 1, "100m", "64Mi"));
        assertThat(world.deployments().get(0).replicas()).isEqualTo(3);
        assertThat(world.deployments().get(0).generation()).isEqualTo(2);
        assertThat(world.pods()).hasSize(3);
        world.submit(Manifests.json(POD.formatted("", "")));
        assertThat(pod(world).at("/spec/containers/0/image").asText()).isEqualTo("new:2");
        world.advance(Duration.ofSeconds(1));
        assertThat(requireNonNull(world.get(Gvk.NODE, null, "n0"))
                        .at("/spec/unschedulable")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void what_cannot_change_stops_the_stage_by_name() {
        World world = world(Stages.of("""
                apiVersion: kwok.x-k8s.io/v1alpha1
                kind: Stage
                metadata: {name: rename}
                spec:
                  resourceRef: {apiGroup: v1, kind: Pod}
                  selector: {}
                  next: {patches: [{root: spec, type: merge, template: '{"hostname": "other"}'}]}
                """));
        assertThatExceptionOfType(StageException.class)
                .isThrownBy(() -> world.submit(Manifests.json(POD.formatted("", ""))))
                .withMessageStartingWith(
                        "Stage [rename] cannot be played for [Pod default/p]: the API server answered 422: Pod \"p\" is"
                                + " invalid: spec: Forbidden: pod updates may not change fields other than");
    }

    @Test
    void stage_without_end_is_told_from_a_slow_one() {
        World world = world(Stages.of("""
                apiVersion: kwok.x-k8s.io/v1alpha1
                kind: Stage
                metadata: {name: spin}
                spec:
                  resourceRef: {apiGroup: v1, kind: Pod}
                  selector: {}
                  next: {statusTemplate: 'message: "x{{ .status.message }}"'}
                """));
        assertThatExceptionOfType(StageException.class)
                .isThrownBy(() -> world.submit(Manifests.json(POD.formatted("", ""))))
                .withMessage(
                        "Stage [spin] is played for [Pod default/p] again and again at one instant. Give it a delay.");
    }

    private static World world(Stages stages) {
        World world = new World(WorldOptions.of(5, Manifests.START).withStages(stages));
        world.submit(Manifests.node("n0", "16", "32Gi"));
        return world;
    }

    /** Stages look at the kind of an owner only. */
    private static void submitOwned(World world, String pod) {
        ObjectNode owner = world.apply(Manifests.json("""
                {"apiVersion": "example.com/v1", "kind": "Job", "metadata": {"name": "j", "namespace": "default"}}
                """));
        world.submit(Manifests.json(pod.replace("UID", owner.at("/metadata/uid").asText())));
    }

    private static ObjectNode pod(World world) {
        return requireNonNull(world.get(Gvk.POD, "default", "p"));
    }

    @Test
    void stage_whose_patch_is_refused_is_named() {
        World world = world(Stages.of("""
                apiVersion: kwok.x-k8s.io/v1alpha1
                kind: Stage
                metadata: {name: wrong}
                spec:
                  resourceRef: {apiGroup: v1, kind: Pod}
                  selector: {}
                  next: {patches: [{type: json, template: '[{"op": "remove", "path": "/containers/99999999999"}]', root: spec}]}
                """));
        assertThatExceptionOfType(StageException.class)
                .isThrownBy(() -> world.submit(Manifests.json(POD.formatted("", ""))))
                .withMessage(
                        "Stage [wrong] cannot be played for [Pod default/p]: the API server answered 422: the server"
                                + " rejected our request due to an error in our request. Correct its patch.");
    }
}
