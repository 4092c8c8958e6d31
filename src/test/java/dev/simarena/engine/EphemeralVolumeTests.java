package dev.simarena.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.Event;
import dev.simarena.engine.model.PersistentVolumeClaim;
import dev.simarena.trace.Gvk;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Claims that are made for pods; expected values follow from {@code pkg/controller/volume/ephemeral} of Kubernetes 1.36.2. */
class EphemeralVolumeTests {

    private final World world = Manifests.world(1);

    @Test
    void pod_gets_a_claim_of_its_own_and_runs_once_that_is_bound() {
        world.submit(volume("disk"));
        world.submit(pod("p"));
        ObjectNode claim = claim("p-scratch");
        assertThat(claim.at("/metadata/labels/kind").asText()).isEqualTo("scratch");
        assertThat(claim.at("/metadata/ownerReferences/0/name").asText()).isEqualTo("p");
        assertThat(claim.at("/metadata/ownerReferences/0/controller").asBoolean())
                .isTrue();
        assertThat(claim.at("/metadata/ownerReferences/0/blockOwnerDeletion").asBoolean())
                .isTrue();
        assertThat(claim.at("/spec/resources/requests/storage").asText()).isEqualTo("1Gi");
        assertThat(claim.at("/spec/volumeMode").asText()).isEqualTo("Filesystem");
        assertThat(claim.at("/status/phase").asText()).isEqualTo("Bound");
        assertThat(pod().at("/status/phase").asText()).isEqualTo("Running");
    }

    @Test
    void claim_goes_with_its_pod() {
        world.submit(volume("disk"));
        world.submit(pod("p"));
        world.delete(Gvk.POD, "default", "p", Propagation.BACKGROUND);
        world.advance(Duration.ofMinutes(1));
        assertThat(world.get(PersistentVolumeClaim.GVK, "default", "p-scratch")).isNull();
    }

    @Test
    void claim_of_somebody_else_is_in_the_way() {
        world.submit(volume("disk"));
        ObjectNode other =
                pod("p").at("/spec/volumes/0/ephemeral/volumeClaimTemplate").deepCopy();
        other.put("apiVersion", "v1").put("kind", "PersistentVolumeClaim");
        other.withObject("/metadata").put("name", "p-scratch").put("namespace", "default");
        world.submit(other);
        world.submit(pod("p"));
        String fault = "PVC default/p-scratch was not created for pod default/p (pod is not owner)";
        assertThat(world.events())
                .filteredOn(event -> event.reason().equals("FailedBinding"))
                .extracting(Event::message)
                .contains("ephemeral volume scratch: " + fault);
        assertThat(pod().at("/status/conditions/0/message").asText()).contains(fault);
        world.delete(PersistentVolumeClaim.GVK, "default", "p-scratch", Propagation.BACKGROUND);
        world.advance(Duration.ofMinutes(20));
        assertThat(claim("p-scratch").at("/metadata/ownerReferences/0/name").asText())
                .isEqualTo("p");
    }

    private ObjectNode pod() {
        return Objects.requireNonNull(world.get(Gvk.POD, "default", "p"));
    }

    private ObjectNode claim(String name) {
        return Objects.requireNonNull(world.get(PersistentVolumeClaim.GVK, "default", name));
    }

    private static ObjectNode pod(String name) {
        return Manifests.pod(name, """
                {"containers": [{"name": "c", "image": "i:1"}], "volumes": [{"name": "scratch", "ephemeral":
                 {"volumeClaimTemplate": {"metadata": {"labels": {"kind": "scratch"}}, "spec": {"accessModes":
                  ["ReadWriteOnce"], "resources": {"requests": {"storage": "1024Mi"}}}}}}]}
                """);
    }

    private static ObjectNode volume(String name) {
        return Manifests.json("""
                {"apiVersion": "v1", "kind": "PersistentVolume", "metadata": {"name": "%s"},
                 "spec": {"capacity": {"storage": "2Gi"}, "accessModes": ["ReadWriteOnce"], "hostPath": {"path": "/x"}}}
                """.formatted(name));
    }
}
