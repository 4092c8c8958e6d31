package dev.simarena.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.kwok.Stages;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Deployment;
import dev.simarena.engine.model.Job;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.ReplicaSet;
import dev.simarena.trace.Gvk;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Which workloads take, keep and let go what, as seen from outside. */
class OwnershipTests {

    private static final Map<String, String> WEB = Map.of("app", "web");

    private World world = new World(WorldOptions.of(1, Manifests.START).withStages(Stages.SIMKUBE));

    OwnershipTests() {
        world.submit(Manifests.node("node", "64", "64Gi"));
    }

    @Test
    void new_replica_set_takes_the_pods_it_finds() {
        world.submit(pod("first", WEB));
        world.submit(pod("stranger", Map.of("app", "other")));
        world.submit(set(2));
        assertThat(owned("ReplicaSet")).hasSize(2).contains("first").doesNotContain("stranger");
        assertThat(world.pods()).hasSize(3);
    }

    @Test
    void replica_set_takes_a_new_pod_and_deletes_one_too_many() {
        world.submit(set(1));
        world.advance(Duration.ofMinutes(1));
        world.submit(pod("late", WEB));
        assertThat(world.pods()).singleElement().matches(pod -> !pod.name().equals("late"));
    }

    @Test
    void pod_that_is_relabeled_is_let_go_and_replaced() {
        world.submit(set(2));
        Pod pod = world.pods().get(0);
        relabel(pod, "other");
        assertThat(pod.owners()).isEmpty();
        assertThat(owned("ReplicaSet")).hasSize(2).doesNotContain(pod.name());
        relabel(pod, "web");
        assertThat(world.pods()).hasSize(2);
    }

    @Test
    void pod_that_loses_its_owner_reference_is_taken_again() {
        world.submit(set(2));
        Pod pod = world.pods().get(0);
        ObjectNode json = Objects.requireNonNull(world.get(Gvk.POD, "default", pod.name()));
        json.withObject("/metadata").remove("ownerReferences");
        world.requests().replace(Gvk.POD, "default", pod.name(), json, Subresource.NONE);
        assertThat(world.pods()).hasSize(2).allMatch(each -> each.controller() instanceof ReplicaSet);
    }

    @Test
    void ended_pods_are_neither_taken_nor_let_go() {
        world.submit(pod("ended", WEB));
        Pod ended = world.pods().get(0);
        world.endAt(ended, world.now(), 0);
        world.advance(Duration.ofSeconds(1));
        world.submit(set(1));
        assertThat(ended.owners()).isEmpty();
        Pod mine = world.pods().get(1);
        world.endAt(mine, world.now(), 1);
        world.advance(Duration.ofSeconds(1));
        relabel(mine, "other");
        assertThat(mine.controller()).isInstanceOf(ReplicaSet.class);
    }

    @Test
    void replica_set_that_is_being_deleted_takes_nothing() {
        ObjectNode set = set(1);
        set.withObject("/metadata").putArray("finalizers").add("example.com/keep");
        world.submit(set);
        world.delete(Gvk.REPLICA_SET, "default", "set", Propagation.BACKGROUND);
        world.submit(pod("late", WEB));
        assertThat(world.pods()).hasSize(2);
        assertThat(world.pods().get(1).owners()).isEmpty();
    }

    @Test
    void deployment_goes_on_with_the_replica_sets_of_its_predecessor() {
        world.submit(Manifests.deployment("web", 3, "1", "1Gi"));
        List<String> before = world.pods().stream().map(Pod::uid).toList();
        world.delete(Gvk.DEPLOYMENT, "default", "web", Propagation.ORPHAN);
        assertThat(only(Gvk.REPLICA_SET).controller()).isNull();
        world.submit(Manifests.deployment("web", 3, "1", "1Gi"));
        assertThat(only(Gvk.REPLICA_SET).controller()).isInstanceOf(Deployment.class);
        assertThat(world.pods()).extracting(Pod::uid).isEqualTo(before);
    }

    @Test
    void deployment_rolls_over_a_replica_set_it_has_taken() {
        ObjectNode set = set(2);
        set.withObject("/metadata/labels").put("app", "web");
        world.submit(set);
        world.submit(Manifests.deployment("web", 2, "2", "1Gi"));
        assertThat(world.objects().stream().filter(ReplicaSet.class::isInstance).map(ReplicaSet.class::cast))
                .hasSize(2)
                .allMatch(each -> each.controller() instanceof Deployment)
                .extracting(ReplicaSet::replicas)
                .containsExactlyInAnyOrder(0, 2);
    }

    @Test
    void deployment_lets_a_replica_set_go_and_makes_another_one() {
        world.submit(Manifests.deployment("web", 1, "1", "1Gi"));
        ReplicaSet first = (ReplicaSet) only(Gvk.REPLICA_SET);
        ObjectNode json = Objects.requireNonNull(world.get(Gvk.REPLICA_SET, "default", first.name()));
        json.withObject("/metadata/labels").put("app", "other");
        world.requests().replace(Gvk.REPLICA_SET, "default", first.name(), json, Subresource.NONE);
        assertThat(first.owners()).isEmpty();
        assertThat(world.list(Gvk.REPLICA_SET, "default")).hasSize(2);
        assertThat(world.pods()).hasSize(2);
    }

    @Test
    void job_with_a_selector_of_its_own_takes_a_pod_and_tracks_it() {
        world.submit(job(2));
        world.submit(pod("late", Map.of("app", "batch")));
        world.advance(Duration.ofSeconds(2));
        Pod late = world.pods().stream()
                .filter(pod -> pod.name().equals("late"))
                .findFirst()
                .orElseThrow();
        assertThat(late.controller()).isInstanceOf(Job.class);
        assertThat(late.finalizers()).containsExactly(Job.TRACKING);
        relabel(late, "other");
        world.advance(Duration.ofSeconds(2));
        assertThat(late.owners()).isEmpty();
        assertThat(late.finalizers()).isEmpty();
    }

    @Test
    void fork_takes_what_the_original_takes() {
        world = new World(WorldOptions.of(1, Manifests.START).withLatency(Latency.KIND_LIKE));
        world.submit(Manifests.node("node", "64", "64Gi"));
        for (int i = 0; i < 60; i++) {
            world.submit(pod("pod-" + i, WEB));
        }
        world.submit(set(60));
        world.advance(Duration.ofMillis(500));
        World fork = world.fork();
        for (World each : List.of(world, fork)) {
            assertThat(each.pods()).anyMatch(pod -> pod.owners().isEmpty());
            each.advance(Duration.ofSeconds(10));
            assertThat(each.pods()).hasSize(60).allMatch(pod -> pod.controller() instanceof ReplicaSet);
        }
    }

    private ApiObject only(Gvk gvk) {
        List<ApiObject> objects = world.objects().stream()
                .filter(object -> object.gvk().equals(gvk))
                .toList();
        assertThat(objects).hasSize(1);
        return objects.get(0);
    }

    private List<String> owned(String kind) {
        return world.pods().stream()
                .filter(pod ->
                        pod.owners().stream().anyMatch(owner -> owner.kind().equals(kind)))
                .map(Pod::name)
                .toList();
    }

    private void relabel(Pod pod, String app) {
        ObjectNode json = Objects.requireNonNull(world.get(Gvk.POD, "default", pod.name()));
        json.withObject("/metadata/labels").put("app", app);
        world.requests().replace(Gvk.POD, "default", pod.name(), json, Subresource.NONE);
    }

    private static ObjectNode pod(String name, Map<String, String> labels) {
        ObjectNode pod = Manifests.pod(name, "1", "1Gi");
        labels.forEach(pod.withObject("/metadata").putObject("labels")::put);
        return pod;
    }

    private static ObjectNode set(int replicas) {
        ObjectNode set = Manifests.deployment("web", replicas, "1", "1Gi").put("kind", "ReplicaSet");
        set.withObject("/metadata").put("name", "set");
        return set;
    }

    private static ObjectNode job(int parallelism) {
        return Manifests.json("""
                {"apiVersion": "batch/v1", "kind": "Job", "metadata": {"name": "batch", "namespace": "default"},
                 "spec": {"parallelism": %d, "completions": 9, "manualSelector": true,
                  "selector": {"matchLabels": {"app": "batch"}},
                  "template": {"metadata": {"labels": {"app": "batch"}},
                   "spec": {"restartPolicy": "Never", "containers": [{"name": "c", "image": "i:1"}]}}}}
                """.formatted(parallelism));
    }
}
