package dev.simarena.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.Event;
import dev.simarena.engine.model.PersistentVolume;
import dev.simarena.engine.model.PersistentVolumeClaim;
import dev.simarena.trace.Gvk;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** How claims and volumes find each other; expected values follow from {@code pv_controller.go} of Kubernetes 1.36.2. */
class VolumeBindingTests {

    private final World world = new World(WorldOptions.of(1, Manifests.START));

    @Test
    void claim_gets_the_smallest_volume_that_is_big_enough() {
        world.submit(volume("small", "1Gi"));
        world.submit(volume("large", "10Gi"));
        world.submit(volume("fitting", "5Gi"));
        world.submit(claim("data", "2Gi"));
        ObjectNode claim = claim("data");
        assertThat(claim.at("/status/phase").asText()).isEqualTo("Bound");
        assertThat(claim.at("/spec/volumeName").asText()).isEqualTo("fitting");
        assertThat(claim.at("/status/capacity/storage").asText()).isEqualTo("5Gi");
        assertThat(claim.at("/metadata/annotations/pv.kubernetes.io~1bind-completed")
                        .asText())
                .isEqualTo("yes");
        assertThat(claim.at("/metadata/finalizers/0").asText()).isEqualTo("kubernetes.io/pvc-protection");
        ObjectNode volume = volume("fitting");
        assertThat(volume.at("/status/phase").asText()).isEqualTo("Bound");
        assertThat(volume.at("/spec/claimRef/uid").asText())
                .isEqualTo(claim.at("/metadata/uid").asText());
        assertThat(volume("small").at("/status/phase").asText()).isEqualTo("Available");
    }

    @Test
    void claim_that_finds_nothing_says_so_and_is_bound_when_a_volume_comes() {
        world.submit(claim("data", "2Gi"));
        assertThat(claim("data").at("/status/phase").asText()).isEqualTo("Pending");
        assertThat(events("FailedBinding"))
                .containsExactly("no persistent volumes available for this claim and no storage class is set");
        world.submit(volume("late", "2Gi"));
        assertThat(claim("data").at("/status/phase").asText()).isEqualTo("Bound");
    }

    @Test
    void modes_class_and_selector_must_match() {
        ObjectNode other = volume("class", "2Gi");
        other.withObject("/spec").put("storageClassName", "fast");
        ObjectNode readOnly = volume("mode", "2Gi");
        readOnly.withObject("/spec").putArray("accessModes").add("ReadOnlyMany");
        world.submit(other);
        world.submit(readOnly);
        ObjectNode claim = claim("data", "1Gi");
        claim.withObject("/spec/selector/matchLabels").put("disk", "ssd");
        world.submit(volume("unlabelled", "2Gi"));
        world.submit(claim);
        assertThat(claim("data").at("/status/phase").asText()).isEqualTo("Pending");
        ObjectNode labelled = volume("labelled", "2Gi");
        labelled.withObject("/metadata/labels").put("disk", "ssd");
        world.submit(labelled);
        assertThat(claim("data").at("/spec/volumeName").asText()).isEqualTo("labelled");
    }

    @Test
    void volume_kept_for_a_claim_goes_to_no_other() {
        ObjectNode kept = volume("kept", "5Gi");
        kept.withObject("/spec/claimRef").put("namespace", "default").put("name", "mine");
        world.submit(kept);
        world.submit(claim("other", "1Gi"));
        world.submit(volume("small", "1Gi"));
        world.submit(claim("mine", "1Gi"));
        assertThat(claim("mine").at("/spec/volumeName").asText()).isEqualTo("kept");
        assertThat(claim("other").at("/spec/volumeName").asText()).isEqualTo("small");
    }

    @Test
    void claim_that_names_a_volume_that_does_not_fit_says_why() {
        world.submit(volume("small", "1Gi"));
        ObjectNode claim = claim("data", "2Gi");
        claim.withObject("/spec").put("volumeName", "small");
        world.submit(claim);
        assertThat(claim("data").at("/status/phase").asText()).isEqualTo("Pending");
        assertThat(events("VolumeMismatch"))
                .containsExactly("Cannot bind to requested volume \"small\": requested PV is too small");
    }

    @Test
    void claim_of_a_class_that_waits_is_not_bound_before_a_pod_is_placed() {
        world.submit(Manifests.json("""
                {"apiVersion": "storage.k8s.io/v1", "kind": "StorageClass", "metadata": {"name": "wait"},
                 "provisioner": "kubernetes.io/no-provisioner", "volumeBindingMode": "WaitForFirstConsumer"}
                """));
        ObjectNode volume = volume("local", "2Gi");
        volume.withObject("/spec").put("storageClassName", "wait");
        world.submit(volume);
        ObjectNode claim = claim("data", "1Gi");
        claim.withObject("/spec").put("storageClassName", "wait");
        world.submit(claim);
        assertThat(claim("data").at("/status/phase").asText()).isEqualTo("Pending");
        assertThat(events("WaitForFirstConsumer"))
                .containsExactly("waiting for first consumer to be created before binding");
        world.submit(pod());
        assertThat(events("WaitForPodScheduled")).containsExactly("waiting for pod user to be scheduled");
    }

    @Test
    void claim_of_a_provisioner_waits_for_it() {
        world.submit(Manifests.json("""
                {"apiVersion": "storage.k8s.io/v1", "kind": "StorageClass",
                 "metadata": {"name": "disks", "annotations": {"storageclass.kubernetes.io/is-default-class": "true"}},
                 "provisioner": "example.com/disk"}
                """));
        world.submit(claim("data", "1Gi"));
        assertThat(claim("data").at("/spec/storageClassName").asText()).isEqualTo("disks");
        assertThat(claim("data")
                        .at("/metadata/annotations/volume.kubernetes.io~1storage-provisioner")
                        .asText())
                .isEqualTo("example.com/disk");
        assertThat(events("ExternalProvisioning")).singleElement().asString().contains("'example.com/disk'");
    }

    @Test
    void claim_in_use_goes_after_its_pod_and_leaves_its_volume_behind() {
        world.submit(Manifests.node("node", "4", "8Gi"));
        world.submit(volume("disk", "1Gi"));
        world.submit(claim("data", "1Gi"));
        world.submit(pod());
        world.delete(PersistentVolumeClaim.GVK, "default", "data", Propagation.BACKGROUND);
        assertThat(claim("data").at("/metadata/deletionTimestamp").isMissingNode())
                .isFalse();
        world.delete(Gvk.POD, "default", "user", Propagation.BACKGROUND);
        world.advance(Duration.ofSeconds(1));
        assertThat(world.exists(PersistentVolumeClaim.GVK, "default", "data")).isFalse();
        assertThat(volume("disk").at("/status/phase").asText()).isEqualTo("Released");
    }

    @Test
    void claim_whose_volume_is_gone_is_lost() {
        world.submit(volume("disk", "1Gi"));
        world.submit(claim("data", "1Gi"));
        world.objects().stream()
                .filter(PersistentVolume.class::isInstance)
                .forEach(volume -> volume.setFinalizers(List.of()));
        world.delete(PersistentVolume.GVK, null, "disk", Propagation.BACKGROUND);
        assertThat(claim("data").at("/status/phase").asText()).isEqualTo("Lost");
        assertThat(events("ClaimLost"))
                .containsExactly("Bound claim has lost its PersistentVolume. Data on the volume is lost!");
    }

    @Test
    void bound_volume_waits_for_its_claim_to_go() {
        world.submit(volume("disk", "1Gi"));
        world.submit(claim("data", "1Gi"));
        world.delete(PersistentVolume.GVK, null, "disk", Propagation.BACKGROUND);
        assertThat(volume("disk").at("/status/phase").asText()).isEqualTo("Bound");
        world.delete(PersistentVolumeClaim.GVK, "default", "data", Propagation.BACKGROUND);
        assertThat(world.exists(PersistentVolume.GVK, null, "disk")).isFalse();
    }

    private List<String> events(String reason) {
        return world.events().stream()
                .filter(event -> event.reason().equals(reason))
                .map(Event::message)
                .toList();
    }

    private ObjectNode claim(String name) {
        return Objects.requireNonNull(world.get(PersistentVolumeClaim.GVK, "default", name));
    }

    private ObjectNode volume(String name) {
        return Objects.requireNonNull(world.get(PersistentVolume.GVK, null, name));
    }

    private static ObjectNode claim(String name, String size) {
        return Manifests.json("""
                {"apiVersion": "v1", "kind": "PersistentVolumeClaim", "metadata": {"name": "%s", "namespace": "default"},
                 "spec": {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "%s"}}}}
                """.formatted(name, size));
    }

    private static ObjectNode volume(String name, String size) {
        return Manifests.json("""
                {"apiVersion": "v1", "kind": "PersistentVolume", "metadata": {"name": "%s"},
                 "spec": {"accessModes": ["ReadWriteOnce"], "capacity": {"storage": "%s"}, "hostPath": {"path": "/x"}}}
                """.formatted(name, size));
    }

    private static ObjectNode pod() {
        return Manifests.json("""
                {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "user", "namespace": "default"},
                 "spec": {"containers": [{"name": "c", "image": "i:1"}],
                          "volumes": [{"name": "v", "persistentVolumeClaim": {"claimName": "data"}}]}}
                """);
    }
}
