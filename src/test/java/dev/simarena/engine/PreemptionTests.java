package dev.simarena.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.Event;
import dev.simarena.engine.model.Pod;
import dev.simarena.trace.Gvk;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PreemptionTests {

    private final World world = new World(WorldOptions.of(1, Manifests.START));

    @Test
    void victim_goes_and_the_pod_takes_its_place() {
        world.submit(Manifests.node("n", "4", "8Gi"));
        world.submit(pod("low", 0, "3"));
        world.submit(pod("high", 5, "2"));
        assertThat(world.pods()).singleElement().matches(pod -> pod.name().equals("high") && pod.isReady());
        String uid = world.pods().get(0).uid();
        assertThat(world.events().stream()
                        .filter(event -> event.reason().equals("Preempted"))
                        .map(Event::message))
                .containsExactly("Preempted by pod " + uid + " on node n");
        assertThat(world.events().stream()
                        .filter(event -> event.reason().equals("FailedScheduling"))
                        .map(Event::message))
                .containsExactly("0/1 nodes are available: 1 Insufficient cpu.");
        assertThat(shown("high").at("/status/nominatedNodeName").isMissingNode())
                .isTrue();
    }

    /** On a cluster each of three replicas took a place of its own; none waited for what another had made room for. */
    @Test
    void replicas_that_preempt_at_once_all_find_their_places() {
        world.submit(Manifests.node("n0", "16", "32Gi"));
        world.submit(Manifests.node("n1", "16", "32Gi"));
        for (int i = 0; i < 4; i++) {
            world.submit(pod("low" + i, 0, "7"));
        }
        world.submit(Manifests.json("""
                {"apiVersion": "scheduling.k8s.io/v1", "kind": "PriorityClass", "metadata": {"name": "first"}, "value": 5}
                """));
        ObjectNode high = Manifests.deployment("high", 3, "7", "1Gi");
        high.withObject("/spec/template/spec").put("priorityClassName", "first");
        world.submit(high);
        assertThat(world.pods().stream()
                        .filter(pod -> pod.name().startsWith("high"))
                        .allMatch(Pod::isReady))
                .isTrue();
        assertThat(world.pods()).hasSize(4);
    }

    @Test
    void only_as_many_pods_go_as_must_and_the_longest_running_stay() {
        world.submit(Manifests.node("n", "4", "8Gi"));
        for (String name : List.of("first", "second", "third", "fourth")) {
            world.submit(pod(name, 0, "1"));
            world.advance(Duration.ofSeconds(1));
        }
        world.submit(pod("high", 5, "2"));
        assertThat(world.pods().stream().map(Pod::name)).containsExactly("first", "second", "high");
    }

    @Test
    void node_is_chosen_whose_budget_stays_whole() {
        world.submit(Manifests.node("guarded", "4", "8Gi"));
        world.submit(Manifests.node("free", "4", "8Gi"));
        world.submit(Manifests.json("""
                {"apiVersion": "policy/v1", "kind": "PodDisruptionBudget",
                 "metadata": {"name": "guard", "namespace": "default"},
                 "spec": {"minAvailable": 1, "selector": {"matchLabels": {"guard": "1"}}}}
                """));
        ObjectNode guarded = pod("guarded", 0, "3");
        guarded.withObject("/metadata/labels").put("guard", "1");
        world.submit(guarded);
        world.submit(pod("bare", 3, "3"));
        world.submit(pod("high", 5, "3"));
        assertThat(world.pods().stream().map(Pod::name)).containsExactly("guarded", "high");
    }

    @Test
    void pod_of_a_class_that_never_preempts_waits() {
        world.submit(Manifests.json("""
                {"apiVersion": "scheduling.k8s.io/v1", "kind": "PriorityClass", "metadata": {"name": "polite"},
                 "value": 9, "preemptionPolicy": "Never"}
                """));
        world.submit(Manifests.node("n", "4", "8Gi"));
        world.submit(pod("low", 0, "3"));
        ObjectNode polite = Manifests.pod("polite", "3", "1Gi");
        polite.withObject("/spec").put("priorityClassName", "polite");
        world.submit(polite);
        assertThat(world.pods()).hasSize(2);
        assertThat(world.pods().get(1).unschedulable())
                .isEqualTo("0/1 nodes are available: 1 Insufficient cpu. no new claims to deallocate, preemption: "
                        + "not eligible due to preemptionPolicy=Never.");
    }

    /**
     * The plugin that rejected the pod hears of the port holder's end while room is still being made, and the end of the
     * other victim means nothing to it; so a real scheduler leaves the pod alone too.
     */
    @Test
    void pod_that_missed_the_end_of_the_victim_that_mattered_waits_for_another_event() {
        world.submit(node("n", "4"));
        ObjectNode holder = pod("holder", 0, "1");
        port(holder);
        world.submit(holder);
        world.advance(Duration.ofSeconds(1));
        ObjectNode peer = pod("peer", 0, "1");
        peer.withObject("/metadata/labels").put("app", "peer");
        world.submit(peer);
        ObjectNode high = pod("high", 5, "1");
        port(high);
        high.withArray("/spec/affinity/podAntiAffinity/requiredDuringSchedulingIgnoredDuringExecution")
                .addObject()
                .put("topologyKey", "kubernetes.io/hostname")
                .putObject("labelSelector")
                .putObject("matchLabels")
                .put("app", "peer");
        world.submit(high);
        world.advance(Duration.ofSeconds(5));
        assertThat(world.pods()).singleElement().matches(pod -> pod.node() == null);
        assertThat(shown("high").at("/status/nominatedNodeName").asText()).isEqualTo("n");
        // Looking for pods left over for 5 min does not help: the pod is still kept back, and only the end of a pod
        // counts.
        world.advance(Duration.ofMinutes(6));
        assertThat(world.pods()).singleElement().matches(pod -> pod.node() == null);
        world.submit(node("larger", "16"));
        assertThat(world.pods()).singleElement().matches(pod -> pod.node() == null);
        ObjectNode another = pod("another", 0, "1");
        port(another);
        another.withObject("/spec").put("nodeName", "larger");
        world.submit(another);
        world.delete(Gvk.POD, "default", "another", Propagation.BACKGROUND);
        assertThat(world.pods()).singleElement().matches(pod -> "n".equals(pod.nodeName()));
    }

    @Test
    void room_being_made_is_not_given_to_pods_of_lower_priority() {
        world.submit(node("n", "2"));
        world.submit(pod("low-1", 0, "1"));
        world.submit(pod("low-2", 0, "1"));
        world.submit(Manifests.deployment("web", 3, "1", "1Gi"));
        world.submit(pod("high", 5, "2"));
        assertThat(world.pods().stream().filter(Pod::isReady).map(Pod::name)).containsExactly("high");
    }

    private JsonNode shown(String name) {
        return Objects.requireNonNull(world.get(Gvk.POD, "default", name));
    }

    private static ObjectNode node(String name, String cpu) {
        return Manifests.node(name, cpu, "8Gi");
    }

    private static void port(ObjectNode pod) {
        ((ObjectNode) pod.at("/spec/containers/0"))
                .withArray("/ports")
                .addObject()
                .put("containerPort", 80)
                .put("hostPort", 8080);
    }

    private ObjectNode pod(String name, int priority, String cpu) {
        ObjectNode pod = Manifests.pod(name, cpu, "1Gi");
        if (priority > 0) {
            String className = "priority-" + priority;
            world.submit(Manifests.json("""
                    {"apiVersion": "scheduling.k8s.io/v1", "kind": "PriorityClass", "metadata": {"name": "%s"},
                     "value": %d}
                    """.formatted(className, priority)));
            pod.withObject("/spec").put("priorityClassName", className);
        }
        return pod;
    }
}
