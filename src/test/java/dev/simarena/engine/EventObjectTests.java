package dev.simarena.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.api.EventVersions;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.EventObject;
import dev.simarena.engine.model.Pod;
import dev.simarena.trace.Gvk;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Events as objects of the API. Expected shapes: {@code client-go/tools/record} and {@code tools/events}, v1.36. */
class EventObjectTests {

    private static final WorldOptions OPTIONS = WorldOptions.of(5, Manifests.START);

    private final World world = new World(OPTIONS.withEventObjects(true));

    @Test
    void a_controller_reports_by_the_core_api() {
        world.apply(Manifests.node("n0", "16", "32Gi"));
        ObjectNode deployment = world.apply(Manifests.deployment("web", 2, "1", "1Gi"));

        JsonNode event = only("ScalingReplicaSet");
        assertThat(event.at("/metadata/name").asText()).matches("web\\.[0-9a-f]{16}");
        assertThat(event.at("/metadata/namespace").asText()).isEqualTo("default");
        assertThat(event.at("/metadata/creationTimestamp").asText()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(event.path("involvedObject")).isEqualTo(Manifests.json("""
                {"kind": "Deployment", "namespace": "default", "name": "web", "uid": "%s", "apiVersion": "apps/v1",
                 "resourceVersion": "%s"}
                """.formatted(
                        deployment.at("/metadata/uid").asText(),
                        event.at("/involvedObject/resourceVersion").asText())));
        assertThat(event.path("source")).isEqualTo(Manifests.json("{\"component\": \"deployment-controller\"}"));
        assertThat(event.path("firstTimestamp").asText()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(event.path("lastTimestamp").asText()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(event.path("count").asInt()).isEqualTo(1);
        assertThat(event.path("type").asText()).isEqualTo("Normal");
        assertThat(event.path("eventTime").isNull()).isTrue();
        assertThat(event.path("reportingComponent").asText()).isEqualTo("deployment-controller");
        assertThat(event.path("reportingInstance").asText()).isEmpty();
        assertThat(event.has("action")).isFalse();
    }

    @Test
    void the_scheduler_reports_by_the_newer_api() {
        world.apply(Manifests.node("n0", "16", "32Gi"));
        ObjectNode pod = world.apply(Manifests.pod("p", "1", "1Gi"));

        JsonNode event = only("Scheduled");
        assertThat(event.at("/involvedObject/uid").asText())
                .isEqualTo(pod.at("/metadata/uid").asText());
        assertThat(event.path("message").asText()).isEqualTo("Successfully assigned default/p to n0");
        assertThat(event.path("source")).isEmpty();
        assertThat(event.path("firstTimestamp").isNull()).isTrue();
        assertThat(event.path("lastTimestamp").isNull()).isTrue();
        assertThat(event.has("count")).isFalse();
        assertThat(event.path("eventTime").asText()).isEqualTo("2026-01-01T00:00:00.000000Z");
        assertThat(event.path("action").asText()).isEqualTo("Binding");
        assertThat(event.path("reportingComponent").asText()).isEqualTo("default-scheduler");
        assertThat(event.path("reportingInstance").asText()).startsWith("default-scheduler-");
    }

    @Test
    void preemption_names_both_pods() {
        world.apply(Manifests.json("""
                {"apiVersion": "scheduling.k8s.io/v1", "kind": "PriorityClass", "metadata": {"name": "high"}, "value": 9}
                """));
        world.apply(Manifests.node("n0", "1", "32Gi"));
        world.apply(Manifests.pod("low", "1", "1Gi"));
        ObjectNode high = world.apply(Manifests.pod("high", """
                {"priorityClassName": "high", "containers": [{"name": "c", "image": "i:1",
                 "resources": {"requests": {"cpu": "1"}}}]}
                """));

        JsonNode event = only("Preempted");
        assertThat(event.at("/involvedObject/name").asText()).isEqualTo("low");
        assertThat(event.at("/related/uid").asText())
                .isEqualTo(high.at("/metadata/uid").asText());
        assertThat(event.path("action").asText()).isEqualTo("Preempting");
    }

    @Test
    void a_series_is_told_at_its_second_event_and_at_its_end() {
        world.apply(Manifests.pod("p", "1", "1Gi"));
        // Without nodes the pod is tried every 1, 2, 4, 8 and then 10 s; its status stays the same after the first
        // time.
        world.advance(Duration.ofSeconds(30));

        List<ObjectNode> events = about("p", "FailedScheduling");
        assertThat(events).hasSize(2);
        assertThat(events.get(0).has("series")).isFalse();
        assertThat(events.get(1).at("/series/count").asInt()).isEqualTo(2);

        world.apply(Manifests.node("n0", "16", "32Gi"));
        world.advance(Duration.ofMinutes(13));
        assertThat(about("p", "FailedScheduling").get(1).at("/series/count").asInt())
                .isGreaterThan(3);
    }

    @Test
    void an_hour_after_it_was_last_written_an_event_is_gone() {
        world.apply(Manifests.node("n0", "16", "32Gi"));
        world.apply(Manifests.pod("p", "1", "1Gi"));

        world.advance(Duration.ofMinutes(59));
        assertThat(about("p", "Scheduled")).hasSize(1);
        world.advance(Duration.ofMinutes(1));
        assertThat(about("p", "Scheduled")).isEmpty();
    }

    @Test
    void clients_report_too() {
        ObjectNode event = Manifests.json("""
                {"apiVersion": "v1", "kind": "Event", "metadata": {"name": "mine.1", "namespace": "default"},
                 "involvedObject": {"kind": "Pod", "namespace": "default", "name": "p", "apiVersion": "v1"},
                 "reason": "Seen", "message": "something", "type": "Normal", "count": 3,
                 "firstTimestamp": "2026-01-01T00:00:00Z", "lastTimestamp": "2026-01-01T00:00:05Z",
                 "source": {"component": "mine", "host": "here"}}
                """);
        ObjectNode stored = world.requests().create(EventObject.GVK, "default", event);

        assertThat(stored.path("message").asText()).isEqualTo("something");
        assertThat(stored.path("source")).isEqualTo(event.path("source"));
        assertThat(stored.path("count").asInt()).isEqualTo(3);
        assertThat(stored.path("lastTimestamp").asText()).isEqualTo("2026-01-01T00:00:05Z");
        assertThat(stored.path("reportingComponent").asText("absent")).isEmpty();
        world.advance(Duration.ofHours(1));
        assertThat(world.get(EventObject.GVK, "default", "mine.1")).isNull();
    }

    @Test
    void an_event_lives_in_the_namespace_of_what_it_is_about() {
        ObjectNode event = Manifests.json("""
                {"apiVersion": "v1", "kind": "Event", "metadata": {"name": "mine.1", "namespace": "default"},
                 "involvedObject": {"kind": "Pod", "namespace": "other", "name": "p"}}
                """);
        assertThatThrownBy(() -> world.requests().create(EventObject.GVK, "default", event))
                .isInstanceOf(ApiException.class)
                .hasMessage("Event \"mine.1\" is invalid: involvedObject.namespace: Invalid value: \"other\":"
                        + " does not match event.namespace");
    }

    @Test
    void a_namespace_that_goes_takes_no_events_but_takes_its_own_along() {
        world.apply(Manifests.node("n0", "16", "32Gi"));
        world.apply(Manifests.namespace("gone"));
        ObjectNode pod = Manifests.pod("p", "1", "1Gi");
        pod.withObject("/metadata").put("namespace", "gone");
        world.apply(pod);
        assertThat(world.list(EventObject.GVK, "gone")).isNotEmpty();

        world.requests().delete(Gvk.NAMESPACE, null, "gone", DeleteOptions.DEFAULT);
        world.advance(Duration.ofSeconds(30));

        assertThat(world.get(Gvk.NAMESPACE, null, "gone")).isNull();
        assertThat(world.list(EventObject.GVK, "gone")).isEmpty();
    }

    @Test
    void both_api_groups_show_the_same_event() {
        world.apply(Manifests.node("n0", "16", "32Gi"));
        world.apply(Manifests.pod("p", "1", "1Gi"));
        ObjectNode core = only("Scheduled");

        ObjectNode newer = EventVersions.newer(core);

        assertThat(newer.path("apiVersion").asText()).isEqualTo("events.k8s.io/v1");
        assertThat(newer.path("note")).isEqualTo(core.path("message"));
        assertThat(newer.path("regarding")).isEqualTo(core.path("involvedObject"));
        assertThat(newer.path("reportingController")).isEqualTo(core.path("reportingComponent"));
        assertThat(newer.has("deprecatedSource") && newer.has("deprecatedFirstTimestamp"))
                .isTrue();
        assertThat(EventVersions.core(newer)).isEqualTo(core);
    }

    @Test
    void keeping_events_changes_nothing_else() {
        World without = new World(OPTIONS);
        for (World each : List.of(world, without)) {
            each.apply(Manifests.node("n0", "4", "32Gi"));
            each.apply(Manifests.deployment("web", 6, "1", "1Gi"));
            each.advance(Duration.ofMinutes(10));
        }
        assertThat(world.pods())
                .extracting(Pod::uid, Pod::name, Pod::nodeName)
                .isEqualTo(without.pods().stream()
                        .map(pod -> tuple(pod.uid(), pod.name(), pod.nodeName()))
                        .toList());
        assertThat(world.events()).isEqualTo(without.events());
        assertThat(without.list(EventObject.GVK, null)).isEmpty();
    }

    @Test
    void a_fork_goes_on_counting_and_forgetting() {
        world.apply(Manifests.pod("p", "1", "1Gi"));
        world.advance(Duration.ofSeconds(5));
        World fork = world.fork();
        for (World each : List.of(world, fork)) {
            each.advance(Duration.ofMinutes(30));
            each.apply(Manifests.node("n0", "16", "32Gi"));
            each.advance(Duration.ofMinutes(50));
        }
        assertThat(fork.list(EventObject.GVK, null)).isNotEmpty().isEqualTo(world.list(EventObject.GVK, null));
    }

    private ObjectNode only(String reason) {
        List<ObjectNode> events = about(null, reason);
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    private List<ObjectNode> about(@Nullable String name, String reason) {
        return world.list(EventObject.GVK, null).stream()
                .filter(event -> event.path("reason").asText().equals(reason)
                        && (name == null
                                || event.at("/involvedObject/name").asText().equals(name)))
                .toList();
    }
}
