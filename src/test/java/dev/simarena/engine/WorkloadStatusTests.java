package dev.simarena.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.DaemonSet;
import dev.simarena.engine.model.Job;
import dev.simarena.engine.model.StatefulSet;
import dev.simarena.engine.patch.PatchType;
import dev.simarena.trace.Gvk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A status that a client writes is kept until its controller writes its own, as a real control plane 1.36 showed. */
class WorkloadStatusTests {

    private static final String MINE =
            "{\"type\": \"Mine\", \"status\": \"True\", \"lastTransitionTime\": \"2026-01-01T00:00:00Z\"}";
    private static final String TEMPLATE = "{\"metadata\": {\"labels\": {\"a\": \"b\"}}, \"spec\": {\"restartPolicy\":"
            + " \"%s\", \"containers\": [{\"name\": \"c\", \"image\": \"i\"}]}}";
    private static final Gvk BUDGET = new Gvk("policy", "v1", "PodDisruptionBudget");
    private static final Gvk CRON_JOB = new Gvk("batch", "v1", "CronJob");

    private final World world = Manifests.world(2);

    @ParameterizedTest
    @CsvSource({
        "Deployment, Mine Available Progressing",
        "ReplicaSet, Mine",
        "StatefulSet, Mine",
        "DaemonSet, Mine",
        "PodDisruptionBudget, Mine DisruptionAllowed"
    })
    void conditions_of_others_are_left_alone(String kind, String expected) {
        Gvk gvk = create(kind);

        ObjectNode written = patch(gvk, "{\"status\": {\"conditions\": [" + MINE + "]}}");

        assertThat(types(written)).containsExactly("Mine");
        assertThat(types(status(gvk))).containsExactly(expected.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "Deployment, replicas, 7, 1",
        "ReplicaSet, replicas, 7, 1",
        "StatefulSet, replicas, 7, 1",
        "DaemonSet, numberReady, 7, 2",
        "PodDisruptionBudget, disruptionsAllowed, 7, 0"
    })
    void counts_are_shown_once_and_then_corrected(String kind, String field, int wrong, int right) {
        Gvk gvk = create(kind);

        ObjectNode written = patch(gvk, "{\"status\": {\"%s\": %d}}".formatted(field, wrong));

        assertThat(written.path("status").path(field).asInt()).isEqualTo(wrong);
        assertThat(status(gvk).path("status").path(field).asInt()).isEqualTo(right);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Deployment | readyReplicas | 7 | cannot be greater than status.replicas",
                "StatefulSet | readyReplicas | 7 | cannot be greater than status.replicas",
                "ReplicaSet | availableReplicas | -1 | must be greater than or equal to 0",
                "DaemonSet | numberReady | -1 | must be greater than or equal to 0"
            })
    void counts_that_cannot_be_are_refused(String kind, String field, int value, String why) {
        Gvk gvk = create(kind);

        assertThatThrownBy(() -> patch(gvk, "{\"status\": {\"%s\": %d}}".formatted(field, value)))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("status.%s: Invalid value: %d: %s".formatted(field, value, why));
    }

    @Test
    void a_job_that_is_managed_elsewhere_ends_when_it_is_written_that_it_did() {
        create(Job.GVK, "{\"managedBy\": \"a.b/c\", \"template\": %s}".formatted(TEMPLATE.formatted("Never")));
        patch(Job.GVK, """
                {"status": {"active": 2, "ready": 1, "startTime": "2026-01-01T00:00:00Z"}}
                """);
        assertThat(status(Job.GVK).path("status"))
                .isEqualTo(Manifests.json("{\"active\": 2, \"ready\": 1, \"startTime\": \"2026-01-01T00:00:00Z\"}"));
        assertThatThrownBy(() -> patch(Job.GVK, """
                {"status": {"active": 0, "ready": 0, "conditions": [{"type": "Complete", "status": "True"}]}}
                """))
                .hasMessageContaining(
                        "status.completionTime: Required value: completionTime is required for Complete jobs")
                .hasMessageContaining("status.conditions: Invalid value: cannot set Complete=True condition without the"
                        + " SuccessCriteriaMet=true condition");

        patch(Job.GVK, """
                {"status": {"active": 0, "ready": 0, "succeeded": 1, "completionTime": "2026-01-01T00:00:09Z", "conditions":
                 [{"type": "SuccessCriteriaMet", "status": "True"}, {"type": "Complete", "status": "True"}]}}
                """);

        assertThat(types(status(Job.GVK))).containsExactly("SuccessCriteriaMet", "Complete");
        assertThat(((Job) world.requests().list(Job.GVK, "default").iterator().next())
                        .status()
                        .finished())
                .isNotNull();
    }

    @Test
    void a_job_goes_on_with_conditions_of_others() {
        create(Job.GVK, "{\"suspend\": true, \"template\": %s}".formatted(TEMPLATE.formatted("Never")));

        patch(Job.GVK, "{\"status\": {\"conditions\": [" + MINE + "]}}");
        world.advance(Duration.ofSeconds(5));

        assertThat(types(status(Job.GVK))).containsExactly("Mine", "Suspended");
    }

    @Test
    void a_cron_job_starts_from_the_time_that_was_written() {
        create(CRON_JOB, """
                {"schedule": "0 0 1 1 *", "jobTemplate": {"spec": {"template": %s}}}
                """.formatted(TEMPLATE.formatted("Never")));

        patch(CRON_JOB, "{\"status\": {\"lastScheduleTime\": \"2026-01-01T00:00:00Z\"}}");

        assertThat(status(CRON_JOB).at("/status/lastScheduleTime").asText()).isEqualTo("2026-01-01T00:00:00Z");
    }

    private Gvk create(String kind) {
        String set = "{\"selector\": {\"matchLabels\": {\"a\": \"b\"}}, \"template\": %s}"
                .formatted(TEMPLATE.formatted("Always"));
        Gvk gvk = switch (kind) {
            case "Deployment" -> Gvk.DEPLOYMENT;
            case "ReplicaSet" -> Gvk.REPLICA_SET;
            case "StatefulSet" -> StatefulSet.GVK;
            case "DaemonSet" -> DaemonSet.GVK;
            default -> BUDGET;
        };
        create(
                gvk,
                gvk.equals(BUDGET) ? "{\"minAvailable\": 1, \"selector\": {\"matchLabels\": {\"a\": \"b\"}}}" : set);
        return gvk;
    }

    private void create(Gvk gvk, String spec) {
        ObjectNode object = Manifests.json("{\"metadata\": {\"name\": \"x\"}}");
        object.set("spec", Manifests.json(spec));
        world.requests().create(gvk, "default", object);
        world.advance(Duration.ofSeconds(5));
    }

    private ObjectNode patch(Gvk gvk, String patch) {
        return world.requests().patch(gvk, "default", "x", PatchType.MERGE, Manifests.json(patch), Subresource.STATUS);
    }

    private ObjectNode status(Gvk gvk) {
        return world.requests().get(gvk, "default", "x", Subresource.NONE);
    }

    private static List<String> types(JsonNode object) {
        List<String> types = new ArrayList<>();
        object.path("status")
                .path("conditions")
                .forEach(condition -> types.add(condition.path("type").asText()));
        return types;
    }
}
