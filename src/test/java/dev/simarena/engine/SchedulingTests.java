package dev.simarena.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.Pod;
import dev.simarena.trace.Gvk;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchedulingTests {

    private static final String CONTAINERS =
            "\"containers\": [{\"name\": \"c\", \"image\": \"i:1\", \"resources\": {\"requests\": {\"cpu\": \"1\"}}}]";

    @Test
    void pod_without_any_node_is_tried_again_when_its_back_off_is_over() {
        World world = Manifests.world(0);
        world.submit(Manifests.pod("p", "1", "1Gi"));
        assertThat(pod(world, "p").unschedulable()).isEqualTo("no nodes available to schedule pods");
        world.submit(Manifests.node("late", "2", "2Gi"));
        world.advance(Duration.ofMillis(1999));
        assertThat(pod(world, "p").nodeName()).isNull();
        world.advance(Duration.ofMillis(1));
        assertThat(pod(world, "p").nodeName()).isEqualTo("late");
        assertThat(pod(world, "p").unschedulable()).isNull();
    }

    @Test
    void reasons_of_several_plugins_are_counted_and_sorted() {
        World world = new World(WorldOptions.of(1, Manifests.START));
        ObjectNode cordoned = Manifests.node("cordoned", "16", "32Gi");
        cordoned.putObject("spec").put("unschedulable", true);
        ObjectNode tainted = Manifests.node("tainted", "16", "32Gi");
        tainted.putObject("spec").putArray("taints").addObject().put("key", "k").put("effect", "NoSchedule");
        ObjectNode other = Manifests.node("other", "16", "32Gi");
        ((ObjectNode) other.at("/metadata/labels")).put("type", "real");
        world.submit(cordoned);
        world.submit(tainted);
        world.submit(other);
        world.submit(Manifests.node("small", "500m", "32Gi"));
        world.submit(Manifests.node("full", "16", "32Gi", 0));
        world.submit(Manifests.pod("p", "{\"nodeSelector\": {\"type\": \"virtual\"}, " + CONTAINERS + "}"));
        assertThat(pod(world, "p").unschedulable())
                .isEqualTo("0/5 nodes are available: 1 Insufficient cpu, 1 Too many pods, 1 node(s) didn't match Pod's"
                        + " node affinity/selector, 1 node(s) had untolerated taint(s), 1 node(s) were unschedulable."
                        + " no new claims to deallocate, preemption: 0/5 nodes are available: 1 No preemption victims"
                        + " found for incoming pod, 4 Preemption is not helpful for scheduling.");
    }

    @Test
    void pod_that_never_preempts_says_so() {
        World world = Manifests.world(1);
        world.submit(Manifests.json("""
                {"apiVersion": "scheduling.k8s.io/v1", "kind": "PriorityClass", "metadata": {"name": "patient"},
                 "value": 5, "preemptionPolicy": "Never"}
                """));
        world.submit(Manifests.pod("p", """
                {"priorityClassName": "patient", "containers": [{"name": "c", "image": "i:1",
                  "resources": {"requests": {"cpu": "17"}}}]}
                """));
        assertThat(pod(world, "p").unschedulable())
                .isEqualTo("0/1 nodes are available: 1 Insufficient cpu. no new claims to deallocate, preemption: "
                        + "not eligible due to preemptionPolicy=Never.");
    }

    @Test
    void pod_is_scheduled_when_its_last_gate_is_gone() {
        World world = Manifests.world(1);
        ObjectNode pod = Manifests.pod("p", "1", "1Gi");
        pod.withArray("/spec/schedulingGates").addObject().put("name", "wait");
        world.submit(pod);
        assertThat(pod(world, "p").node()).isNull();
        pod.withObject("/spec").remove("schedulingGates");
        world.submit(pod);
        assertThat(pod(world, "p").isReady()).isTrue();
    }

    @Test
    void pod_is_tried_again_when_it_tolerates_more() {
        World world = new World(WorldOptions.of(1, Manifests.START));
        ObjectNode tainted = Manifests.node("tainted", "16", "32Gi");
        tainted.putObject("spec").putArray("taints").addObject().put("key", "k").put("effect", "NoSchedule");
        world.submit(tainted);
        world.submit(Manifests.pod("p", "1", "1Gi"));
        assertThat(pod(world, "p").node()).isNull();
        ObjectNode tolerant = Manifests.pod("p", "1", "1Gi");
        tolerant.withArray("/spec/tolerations").addObject().put("key", "k").put("operator", "Exists");
        world.submit(tolerant);
        assertThat(pod(world, "p").isReady()).isTrue();
    }

    @Test
    void equal_room_still_fits_and_one_unit_more_does_not() {
        World world = Manifests.world(1);
        world.submit(Manifests.pod("exact", "16", "32Gi"));
        assertThat(pod(world, "exact").isReady()).isTrue();
        world.delete(Gvk.POD, "default", "exact", Propagation.BACKGROUND);
        world.submit(Manifests.pod("more", "16001m", "32Gi"));
        assertThat(pod(world, "more").unschedulable()).contains("1 Insufficient cpu");
    }

    @Test
    void freed_room_goes_to_the_higher_priority_and_then_to_the_longer_waiting() {
        World world = Manifests.world(1);
        world.submit(Manifests.json("""
                {"apiVersion": "scheduling.k8s.io/v1", "kind": "PriorityClass", "metadata": {"name": "gold"}, "value": 9,
                 "preemptionPolicy": "Never"}
                """));
        world.submit(Manifests.pod("running", "16", "1Gi"));
        world.submit(Manifests.pod("early", "16", "1Gi"));
        world.submit(Manifests.pod("late", "16", "1Gi"));
        ObjectNode gold = Manifests.pod("gold", "16", "1Gi");
        ((ObjectNode) gold.path("spec")).put("priorityClassName", "gold");
        world.submit(gold);
        for (String next : List.of("gold", "early", "late")) {
            Pod present = world.pods().stream().filter(Pod::isReady).findFirst().orElseThrow();
            world.delete(Gvk.POD, "default", present.name(), Propagation.BACKGROUND);
            assertThat(world.pods().stream().filter(Pod::isReady))
                    .singleElement()
                    .matches(pod -> pod.name().equals(next));
        }
    }

    @Test
    void replica_set_gets_no_pods_until_their_priority_class_exists() {
        World world = Manifests.world(1);
        ObjectNode web = Manifests.deployment("web", 2, "1", "1Gi");
        ((ObjectNode) web.at("/spec/template/spec")).put("priorityClassName", "gold");
        world.submit(web);
        assertThat(world.pods()).isEmpty();
        assertThat(world.events())
                .filteredOn(event -> event.reason().equals("FailedCreate"))
                .isNotEmpty()
                .allMatch(event -> event.message().startsWith("Error creating: pods \"web-"))
                .allMatch(event -> event.message().endsWith("is forbidden: no PriorityClass with name gold was found"));
        world.submit(Manifests.json("""
                {"apiVersion": "scheduling.k8s.io/v1", "kind": "PriorityClass", "metadata": {"name": "gold"}, "value": 9}
                """));
        world.advance(Duration.ofSeconds(1));
        assertThat(world.pods()).hasSize(2).allMatch(pod -> pod.isReady() && pod.priority() == 9);
    }

    @Test
    void uncordoned_node_takes_waiting_pods() {
        World world = new World(WorldOptions.of(1, Manifests.START));
        ObjectNode node = Manifests.node("n", "16", "32Gi");
        node.putObject("spec").put("unschedulable", true);
        world.submit(node);
        world.submit(Manifests.pod("p", "1", "1Gi"));
        assertThat(pod(world, "p").nodeName()).isNull();
        ((ObjectNode) node.path("spec")).put("unschedulable", false);
        world.submit(node);
        assertThat(pod(world, "p").nodeName()).isEqualTo("n");
    }

    @Test
    void host_port_admits_one_pod_a_node() {
        World world = Manifests.world(2);
        for (int i = 0; i < 3; i++) {
            world.submit(
                    Manifests.pod(
                            "p" + i,
                            "{\"containers\": [{\"name\": \"c\", \"image\": \"i:1\", \"ports\": [{\"containerPort\": 80, \"hostPort\": 80}]}]}"));
        }
        assertThat(world.pods().stream().map(Pod::nodeName)).containsExactly("node-0", "node-1", null);
        assertThat(pod(world, "p2").unschedulable())
                .startsWith("0/2 nodes are available: 2 node(s) didn't have free ports for the requested pod ports.");
    }

    @ParameterizedTest
    @CsvSource({"In,a,true", "NotIn,a,false", "Exists,,true", "DoesNotExist,,false", "Gt,1,false"})
    void required_affinity_terms_decide(String operator, String value, boolean fits) {
        World world = new World(WorldOptions.of(1, Manifests.START));
        ObjectNode node = Manifests.node("n", "16", "32Gi");
        ((ObjectNode) node.at("/metadata/labels")).put("disk", "a");
        world.submit(node);
        String values = value == null ? "" : ", \"values\": [\"" + value + "\"]";
        world.submit(Manifests.pod("p", """
                {"affinity": {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": [
                  {"matchExpressions": [{"key": "disk", "operator": "%s"%s}]}]}}}, %s}
                """.formatted(operator, values, CONTAINERS)));
        assertThat(pod(world, "p").nodeName() != null).isEqualTo(fits);
    }

    @Test
    void preferred_affinity_outweighs_free_room() {
        World world = Manifests.world(2);
        ObjectNode preferred = Manifests.node("preferred", "4", "8Gi");
        ((ObjectNode) preferred.at("/metadata/labels")).put("disk", "ssd");
        world.submit(preferred);
        world.submit(Manifests.pod("p", """
                {"affinity": {"nodeAffinity": {"preferredDuringSchedulingIgnoredDuringExecution": [{"weight": 1,
                  "preference": {"matchExpressions": [{"key": "disk", "operator": "In", "values": ["ssd"]}]}}]}}, %s}
                """.formatted(CONTAINERS)));
        assertThat(pod(world, "p").nodeName()).isEqualTo("preferred");
    }

    @Test
    void pod_written_for_a_node_bypasses_the_scheduler_and_may_overcommit() {
        World world = Manifests.world(1);
        ObjectNode written = Manifests.pod("p", "99", "1Gi");
        ((ObjectNode) written.path("spec")).put("nodeName", "node-0");
        world.submit(written);
        assertThat(pod(world, "p").isReady()).isTrue();
        assertThat(world.nodes().get(0).requestedCpuMilli()).isEqualTo(99_000);
    }

    @Test
    void pod_written_for_a_node_waits_until_that_node_comes() {
        World world = Manifests.world(1);
        ObjectNode written = Manifests.pod("p", "1", "1Gi");
        ((ObjectNode) written.path("spec")).put("nodeName", "late");
        world.submit(written);
        assertThat(pod(world, "p").isReady()).isFalse();
        world.submit(Manifests.node("late", "16", "32Gi"));
        assertThat(pod(world, "p").isReady()).isTrue();
    }

    @Test
    void gated_pods_and_those_of_other_schedulers_are_left_alone() {
        World world = Manifests.world(1);
        world.submit(Manifests.pod("gated", "{\"schedulingGates\": [{\"name\": \"g\"}], " + CONTAINERS + "}"));
        world.submit(Manifests.pod("foreign", "{\"schedulerName\": \"mine\", " + CONTAINERS + "}"));
        assertThat(world.pods()).allMatch(pod -> pod.nodeName() == null && pod.unschedulable() == null);
    }

    @Test
    void events_word_what_happened() {
        World world = Manifests.world(1);
        world.submit(Manifests.deployment("web", 1, "1", "1Gi"));
        String set = world.list(Gvk.REPLICA_SET, "default")
                .get(0)
                .at("/metadata/name")
                .asText();
        String pod = world.pods().get(0).name();
        assertThat(world.events().stream().map(event -> event.reason() + " " + event.kind() + ": " + event.message()))
                .containsExactly(
                        "ScalingReplicaSet Deployment: Scaled up replica set " + set + " from 0 to 1",
                        "SuccessfulCreate ReplicaSet: Created pod: " + pod,
                        "Scheduled Pod: Successfully assigned default/" + pod + " to node-0");
    }

    private static Pod pod(World world, String name) {
        return world.pods().stream()
                .filter(pod -> pod.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
