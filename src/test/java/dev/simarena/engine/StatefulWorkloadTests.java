package dev.simarena.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.ControllerRevision;
import dev.simarena.engine.model.DaemonSet;
import dev.simarena.engine.model.PersistentVolumeClaim;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.StatefulSet;
import dev.simarena.trace.Gvk;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What StatefulSets and DaemonSets do over time; expected values follow from their controllers in Kubernetes 1.36.2. */
class StatefulWorkloadTests {

    private final World world = new World(WorldOptions.of(7, Manifests.START));

    StatefulWorkloadTests() {
        world.submit(Manifests.node("node-0", "8", "16Gi"));
        world.submit(Manifests.node("node-1", "8", "16Gi"));
    }

    @Test
    void pods_have_number_name_host_name_and_claim() {
        ObjectNode set = set(1, "i:1");
        set.withObject("/spec").set("volumeClaimTemplates", Manifests.json("""
                {"list": [{"metadata": {"name": "data"},
                           "spec": {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "1Gi"}}}}]}
                """).path("list"));
        world.submit(set);
        ObjectNode pod = Objects.requireNonNull(world.get(Gvk.POD, "default", "db-0"));
        assertThat(pod.at("/metadata/labels/apps.kubernetes.io~1pod-index").asText())
                .isEqualTo("0");
        assertThat(pod.at("/metadata/labels/statefulset.kubernetes.io~1pod-name")
                        .asText())
                .isEqualTo("db-0");
        assertThat(pod.at("/spec/hostname").asText()).isEqualTo("db-0");
        assertThat(pod.at("/spec/subdomain").asText()).isEqualTo("db");
        assertThat(pod.at("/spec/volumes/0/persistentVolumeClaim/claimName").asText())
                .isEqualTo("data-db-0");
        ObjectNode claim = Objects.requireNonNull(world.get(PersistentVolumeClaim.GVK, "default", "data-db-0"));
        assertThat(claim.at("/metadata/labels/app").asText()).isEqualTo("db");
    }

    @Test
    void each_pod_comes_when_the_one_before_is_available() {
        ObjectNode set = set(3, "i:1");
        set.withObject("/spec").put("minReadySeconds", 10);
        world.submit(set);
        assertThat(names()).containsExactly("db-0");
        world.advance(Duration.ofSeconds(9));
        assertThat(names()).containsExactly("db-0");
        world.advance(Duration.ofSeconds(1));
        assertThat(names()).containsExactly("db-0", "db-1");
        world.advance(Duration.ofSeconds(10));
        assertThat(status("availableReplicas")).isEqualTo(2);
        world.advance(Duration.ofSeconds(10));
        assertThat(status("availableReplicas")).isEqualTo(3);
    }

    @Test
    void a_fork_rolls_on_as_the_original_does() {
        ObjectNode before = set(3, "i:1");
        before.withObject("/spec").put("minReadySeconds", 10);
        world.submit(before);
        world.submit(daemon("i:1"));
        world.advance(Duration.ofMinutes(1));
        ObjectNode after = set(3, "i:2");
        after.withObject("/spec").put("minReadySeconds", 10);
        world.submit(after);
        world.submit(daemon("i:2"));
        world.advance(Duration.ofSeconds(15));
        World fork = world.fork();
        for (World each : List.of(world, fork)) {
            each.submit(Manifests.node("node-2", "8", "16Gi"));
            each.advance(Duration.ofSeconds(20));
        }
        assertThat(fork.list(Gvk.POD, null)).isEqualTo(world.list(Gvk.POD, null));
        assertThat(fork.list(StatefulSet.GVK, null)).isEqualTo(world.list(StatefulSet.GVK, null));
        assertThat(fork.list(DaemonSet.GVK, null)).isEqualTo(world.list(DaemonSet.GVK, null));
        assertThat(status("updatedReplicas")).isEqualTo(3);
    }

    @Test
    void pods_and_revisions_left_behind_are_taken_by_a_new_set() {
        world.submit(set(2, "i:1"));
        String uid = pod("db-0").uid();
        world.delete(StatefulSet.GVK, "default", "db", Propagation.ORPHAN);
        assertThat(pod("db-0").controller()).isNull();
        world.submit(set(2, "i:1"));
        assertThat(pod("db-0").uid()).isEqualTo(uid);
        assertThat(pod("db-0").controller()).isInstanceOf(StatefulSet.class);
        assertThat(world.list(ControllerRevision.GVK, "default")).hasSize(1);
        assertThat(status("updatedReplicas")).isEqualTo(2);
    }

    @Test
    void pod_that_is_relabelled_is_let_go() {
        world.submit(daemon("i:1"));
        Pod pod = world.pods().get(0);
        ObjectNode relabelled = Objects.requireNonNull(world.get(Gvk.POD, "default", pod.name()));
        relabelled.withObject("/metadata/labels").put("app", "other");
        world.submit(relabelled);
        assertThat(pod.controller()).isNull();
        assertThat(world.pods()).hasSize(3);
        assertThat(world.list(DaemonSet.GVK, "default")
                        .get(0)
                        .at("/status/numberReady")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void going_back_to_an_old_template_makes_its_revision_the_newest() {
        world.submit(set(1, "i:1"));
        world.submit(set(1, "i:2"));
        world.submit(set(1, "i:1"));
        assertThat(world.list(ControllerRevision.GVK, "default"))
                .extracting(revision -> revision.path("revision").asInt())
                .containsExactly(3, 2);
        assertThat(pod("db-0").template().podSpec().at("/containers/0/image").asText())
                .isEqualTo("i:1");
    }

    @Test
    void old_revisions_beyond_the_limit_go() {
        for (int i = 1; i <= 6; i++) {
            ObjectNode set = set(1, "i:" + i);
            set.withObject("/spec").put("revisionHistoryLimit", 2);
            world.submit(set);
        }
        assertThat(world.list(ControllerRevision.GVK, "default"))
                .extracting(revision -> revision.path("revision").asInt())
                .containsExactly(4, 5, 6);
    }

    @Test
    void claims_go_with_the_pods_that_scaling_down_removes() {
        for (String name : List.of("volume-0", "volume-1")) {
            world.submit(Manifests.json("""
                    {"apiVersion": "v1", "kind": "PersistentVolume", "metadata": {"name": "%s"},
                     "spec": {"accessModes": ["ReadWriteOnce"], "capacity": {"storage": "1Gi"}, "hostPath": {"path": "/x"}}}
                    """.formatted(name)));
        }
        world.submit(withClaims(2));
        assertThat(world.pods()).hasSize(2).allMatch(Pod::isReady);
        world.submit(withClaims(1));
        assertThat(world.list(PersistentVolumeClaim.GVK, "default"))
                .extracting(claim -> claim.at("/metadata/name").asText())
                .containsExactly("data-db-0");
        world.delete(StatefulSet.GVK, "default", "db", Propagation.BACKGROUND);
        assertThat(world.list(PersistentVolumeClaim.GVK, "default")).hasSize(1);
    }

    @Test
    void refused_pods_are_tried_again_ever_more_rarely() {
        ObjectNode set = set(2, "i:1");
        set.withObject("/spec/template/spec").put("priorityClassName", "later");
        world.submit(set);
        String refusal = "Create Pod db-0 in StatefulSet db failed error: pods \"db-0\" is forbidden: "
                + "no PriorityClass with name later was found";
        // The status written after the first look makes the controller look again at once.
        assertThat(refusals()).containsExactly(refusal, refusal);
        world.advance(Duration.ofMillis(40));
        // The second failure's 10 ms do not undo the first one's 5 ms; then 20 and 40 ms pass.
        assertThat(refusals()).hasSize(4).containsOnly(refusal);
        world.submit(Manifests.json("""
                {"apiVersion": "scheduling.k8s.io/v1", "kind": "PriorityClass", "metadata": {"name": "later"}, "value": 1}
                """));
        world.advance(Duration.ofSeconds(1));
        assertThat(names()).containsExactly("db-0", "db-1");
    }

    private List<String> refusals() {
        return world.events().stream()
                .filter(event -> event.reason().equals("FailedCreate"))
                .map(event -> event.message())
                .toList();
    }

    private List<String> names() {
        return world.pods().stream().map(ApiObject::name).toList();
    }

    private Pod pod(String name) {
        return world.pods().stream()
                .filter(pod -> pod.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private int status(String field) {
        return world.list(StatefulSet.GVK, "default")
                .get(0)
                .path("status")
                .path(field)
                .asInt();
    }

    private static ObjectNode withClaims(int replicas) {
        ObjectNode set = set(replicas, "i:1");
        set.withObject("/spec/persistentVolumeClaimRetentionPolicy").put("whenScaled", "Delete");
        set.withObject("/spec").set("volumeClaimTemplates", Manifests.json("""
                {"list": [{"metadata": {"name": "data"},
                           "spec": {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "1Gi"}}}}]}
                """).path("list"));
        return set;
    }

    private static ObjectNode set(int replicas, String image) {
        return Manifests.json("""
                {"apiVersion": "apps/v1", "kind": "StatefulSet", "metadata": {"name": "db", "namespace": "default"},
                 "spec": {"replicas": %d, "serviceName": "db", "selector": {"matchLabels": {"app": "db"}},
                          "template": {"metadata": {"labels": {"app": "db"}},
                                       "spec": {"containers": [{"name": "c", "image": "%s"}]}}}}
                """.formatted(replicas, image));
    }

    private static ObjectNode daemon(String image) {
        return Manifests.json("""
                {"apiVersion": "apps/v1", "kind": "DaemonSet", "metadata": {"name": "agent", "namespace": "default"},
                 "spec": {"minReadySeconds": 3, "selector": {"matchLabels": {"app": "agent"}},
                          "template": {"metadata": {"labels": {"app": "agent"}},
                                       "spec": {"containers": [{"name": "c", "image": "%s"}]}}}}
                """.formatted(image));
    }
}
