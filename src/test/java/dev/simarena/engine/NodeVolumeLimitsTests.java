package dev.simarena.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.Pod;
import dev.simarena.trace.Gvk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * How many volumes a CSI driver attaches to a node. Source: {@code plugins/nodevolumelimits/csi.go} and the cases of its
 * test.
 */
class NodeVolumeLimitsTests {

    private static final String FULL = "1 node(s) exceed max volume count";
    private static final Gvk ATTACHMENT = new Gvk("storage.k8s.io", "v1", "VolumeAttachment");

    private final World world = new World(WorldOptions.of(1, Manifests.START));

    @BeforeEach
    void addNode() {
        world.apply(Manifests.node("n", "16", "32Gi"));
    }

    @Test
    void a_node_of_which_nothing_is_told_takes_all() {
        for (int i = 0; i < 3; i++) {
            mount("p" + i, claim("v" + i, "ebs", "h" + i));
            assertThat(pod("p" + i).nodeName()).isEqualTo("n");
        }
    }

    @Test
    void volumes_of_a_driver_are_counted_up_to_its_limit() {
        csiNode("ebs", 2);
        for (int i = 0; i < 3; i++) {
            mount("p" + i, claim("v" + i, "ebs", "h" + i));
        }
        assertThat(pod("p1").nodeName()).isEqualTo("n");
        assertThat(pod("p2").unschedulable()).startsWith("0/1 nodes are available: " + FULL + ".");
    }

    @Test
    void a_volume_counts_once_and_drivers_for_themselves() {
        csiNode("ebs", 1);
        mount("p0", claim("v0", "ebs", "same"));
        mount("p1", claim("v1", "ebs", "same"));
        mount("p2", claim("v2", "other", "h"));
        assertThat(pod("p1").nodeName()).isEqualTo("n");
        assertThat(pod("p2").nodeName()).isEqualTo("n");
    }

    @Test
    void attachments_count_that_no_pod_uses() {
        csiNode("ebs", 1);
        claim("left", "ebs", "left");
        world.apply(Manifests.json("""
                {"apiVersion": "storage.k8s.io/v1", "kind": "VolumeAttachment", "metadata": {"name": "a"},
                 "spec": {"attacher": "ebs", "nodeName": "n", "source": {"persistentVolumeName": "left"}}}
                """));
        mount("p", claim("v", "ebs", "h"));
        assertThat(pod("p").unschedulable()).contains(FULL);

        world.delete(ATTACHMENT, null, "a", Propagation.BACKGROUND);

        assertThat(pod("p").nodeName()).isEqualTo("n");
    }

    @Test
    void the_end_of_a_pod_with_volumes_and_a_higher_limit_help() {
        csiNode("ebs", 1);
        mount("p0", claim("v0", "ebs", "h0"));
        mount("p1", claim("v1", "ebs", "h1"));
        mount("p2", claim("v2", "ebs", "h2"));
        world.delete(Gvk.POD, "default", "p0", Propagation.BACKGROUND);
        assertThat(pod("p1").nodeName()).isEqualTo("n");
        assertThat(pod("p2").nodeName()).isNull();

        csiNode("ebs", 2);

        assertThat(pod("p2").nodeName()).isEqualTo("n");
    }

    @Test
    void a_fork_counts_on() {
        csiNode("ebs", 1);
        mount("p0", claim("v0", "ebs", "h0"));
        claim("v1", "ebs", "h1");
        World fork = world.fork();
        fork.apply(podWith("p1", "v1"));
        assertThat(fork.pods().get(1).unschedulable()).contains(FULL);
    }

    private void csiNode(String driver, int most) {
        world.apply(Manifests.json("""
                {"apiVersion": "storage.k8s.io/v1", "kind": "CSINode", "metadata": {"name": "n"},
                 "spec": {"drivers": [{"name": "%s", "nodeID": "n", "allocatable": {"count": %d}}]}}
                """.formatted(driver, most)));
    }

    /** Make a volume and a claim bound to it, both of this name. */
    private String claim(String name, String driver, String handle) {
        world.apply(Manifests.json("""
                {"apiVersion": "v1", "kind": "PersistentVolume", "metadata": {"name": "%1$s"},
                 "spec": {"capacity": {"storage": "1Gi"}, "accessModes": ["ReadWriteMany"], "storageClassName": "s",
                  "claimRef": {"namespace": "default", "name": "%1$s"},
                  "csi": {"driver": "%2$s", "volumeHandle": "%3$s"}}}
                """.formatted(name, driver, handle)));
        world.apply(Manifests.json("""
                {"apiVersion": "v1", "kind": "PersistentVolumeClaim", "metadata": {"name": "%1$s", "namespace": "default"},
                 "spec": {"volumeName": "%1$s", "storageClassName": "s", "accessModes": ["ReadWriteMany"],
                  "resources": {"requests": {"storage": "1Gi"}}}}
                """.formatted(name)));
        return name;
    }

    private void mount(String pod, String claim) {
        world.apply(podWith(pod, claim));
    }

    private static ObjectNode podWith(String pod, String claim) {
        return Manifests.pod(pod, """
                {"containers": [{"name": "c", "image": "i:1"}],
                 "volumes": [{"name": "data", "persistentVolumeClaim": {"claimName": "%s"}}]}
                """.formatted(claim));
    }

    private Pod pod(String name) {
        return world.pods().stream()
                .filter(pod -> pod.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
