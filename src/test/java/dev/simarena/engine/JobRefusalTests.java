package dev.simarena.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.CronJob;
import dev.simarena.engine.model.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the API server refuses of Jobs and CronJobs, in its words, and what it fills in. */
class JobRefusalTests {

    private final World world = Manifests.world(1);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'maxFailedIndexes': 1, 'completionMode': 'Indexed', 'completions': 3"
                        + "| spec.backoffLimitPerIndex: Required value: when maxFailedIndexes is specified",
                "'backoffLimitPerIndex': 1 | spec.backoffLimitPerIndex: Invalid value: 1: requires indexed completion mode",
                "'completionMode': 'Indexed', 'parallelism': 1"
                        + "| spec.completions: Required value: when completion mode is Indexed",
                "'completionMode': 'Odd'"
                        + "| spec.completionMode: Unsupported value: \"Odd\": supported values: \"NonIndexed\", \"Indexed\"",
                "'podReplacementPolicy': 'Odd'"
                        + "| spec.podReplacementPolicy: Unsupported value: \"Odd\": supported values: \"Failed\", \"TerminatingOrFailed\"",
                "'managedBy': 'me'"
                        + "| spec.managedBy: Invalid value: \"me\": must be a domain-prefixed path (such as \"acme.io/foo\")",
                "'completionMode': 'Indexed', 'completions': 3, 'successPolicy': {'rules': [{}]}"
                        + "| spec.successPolicy.rules[0]: Required value: at least one of succeededCount or succeededIndexes must be specified",
                "'completionMode': 'Indexed', 'completions': 3, 'successPolicy': {'rules': [{'succeededIndexes': '2-1'}]}"
                        + "| spec.successPolicy.rules[0].succeededIndexes: Invalid value: \"2-1\": error parsing succeededIndexes: non-increasing order, previous: 2, current: 1",
                "'completionMode': 'Indexed', 'completions': 3, 'successPolicy': {'rules': [{'succeededIndexes': '0-3'}]}"
                        + "| spec.successPolicy.rules[0].succeededIndexes: Invalid value: \"0-3\": error parsing succeededIndexes: too large index: \"3\"",
                "'completionMode': 'Indexed', 'completions': 3, 'successPolicy': {'rules': [{'succeededIndexes': '0,1', 'succeededCount': 3}]}"
                        + "| spec.successPolicy.rules[0].succeededCount: Invalid value: 3: must be less than or equal to 2 (the number of indexes in the specified succeededIndexes field)",
                "'podFailurePolicy': {'rules': [{'action': 'FailJob'}]}"
                        + "| spec.podFailurePolicy.rules[0]: Invalid value: specifying one of OnExitCodes and OnPodConditions is required",
                "'podFailurePolicy': {'rules': [{'action': 'FailIndex', 'onExitCodes': {'operator': 'In', 'values': [1]}}]}"
                        + "| spec.podFailurePolicy.rules[0].action: Invalid value: \"FailIndex\": requires the backoffLimitPerIndex to be set",
                "'podFailurePolicy': {'rules': [{'action': 'FailJob', 'onExitCodes': {'operator': 'In', 'values': [0]}}]}"
                        + "| spec.podFailurePolicy.rules[0].onExitCodes.values[0]: Invalid value: 0: must not be 0 for the In operator",
                "'podFailurePolicy': {'rules': [{'action': 'FailJob', 'onExitCodes': {'operator': 'In', 'values': [2, 1]}}]}"
                        + "| spec.podFailurePolicy.rules[0].onExitCodes.values: Invalid value: [2,1]: must be ordered",
            })
    void job_is_refused(String fields, String message) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> world.submit(job("x", fields)))
                .withMessage("Job.batch \"x\" is invalid: " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'schedule': '* * * *'| spec.schedule: Invalid value: \"* * * *\": expected exactly 5 fields, found 4: [* * * *]",
                "'schedule': '61 * * * *'| spec.schedule: Invalid value: \"61 * * * *\": end of range (61) above maximum (59): 61",
                "'schedule': 'TZ=UTC * * * * *'| spec.schedule: Invalid value: \"TZ=UTC * * * * *\": cannot use TZ or CRON_TZ in schedule, use timeZone field instead",
                "'schedule': '@daily', 'timeZone': 'Mars/Base'| spec.timeZone: Invalid value: \"Mars/Base\": unknown time zone Mars/Base",
                "'schedule': '@daily', 'concurrencyPolicy': 'Odd'| spec.concurrencyPolicy: Unsupported value: \"Odd\": supported values: \"Allow\", \"Forbid\", \"Replace\"",
                "'schedule': '@daily', 'failedJobsHistoryLimit': -1| spec.failedJobsHistoryLimit: Invalid value: -1: must be greater than or equal to 0",
            })
    void cron_job_is_refused(String fields, String message) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> world.submit(Manifests.json("""
                        {"apiVersion": "batch/v1", "kind": "CronJob", "metadata": {"name": "x", "namespace": "default"},
                         "spec": {%s, "jobTemplate": {"spec": {"template": {"spec": {"restartPolicy": "Never",
                           "containers": [{"name": "c", "image": "i"}]}}}}}}
                        """.formatted(fields.replace('\'', '"')))))
                .withMessage("CronJob.batch \"x\" is invalid: " + message);
    }

    @Test
    void template_changes_only_while_the_job_is_suspended() {
        world.submit(job("x", "'suspend': true"));
        ObjectNode live = Objects.requireNonNull(world.get(Job.GVK, "default", "x"));
        ((ObjectNode) live.at("/spec/template/spec")).putObject("nodeSelector").put("type", "fast");
        world.submit(live);
        ObjectNode resumed = Objects.requireNonNull(world.get(Job.GVK, "default", "x"));
        ((ObjectNode) resumed.path("spec")).put("suspend", false);
        world.submit(resumed);
        ObjectNode running = Objects.requireNonNull(world.get(Job.GVK, "default", "x"));
        assertThat(running.at("/spec/template/spec/nodeSelector/type").asText()).isEqualTo("fast");
        ((ObjectNode) running.at("/spec/template/spec/nodeSelector")).put("type", "slow");
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> world.submit(running))
                .withMessageEndingWith("field is immutable");
    }

    @Test
    void job_gets_selector_labels_and_defaults() {
        ObjectNode stored = world.apply(job("x", "'suspend': true"));
        String uid = stored.at("/metadata/uid").asText();
        assertThat(stored.at("/spec/selector/matchLabels").toString())
                .isEqualTo("{\"batch.kubernetes.io/controller-uid\":\"" + uid + "\"}");
        assertThat(stored.at("/spec/template/metadata/labels").toString())
                .isEqualTo(("{\"batch.kubernetes.io/controller-uid\":\"%s\",\"batch.kubernetes.io/job-name\":\"x\","
                                + "\"controller-uid\":\"%s\",\"job-name\":\"x\"}")
                        .formatted(uid, uid));
        assertThat(stored.at("/metadata/labels")).isEqualTo(stored.at("/spec/template/metadata/labels"));
        assertThat(stored.at("/spec/parallelism").asInt()).isEqualTo(1);
        assertThat(stored.at("/spec/completions").asInt()).isEqualTo(1);
        assertThat(stored.at("/spec/backoffLimit").asInt()).isEqualTo(6);
        assertThat(stored.at("/spec/podReplacementPolicy").asText()).isEqualTo("TerminatingOrFailed");
    }

    @Test
    void cron_job_starts_in_its_time_zone_and_notes_the_time() {
        World early = new World(WorldOptions.of(1, Instant.parse("2026-01-15T21:59:00Z")));
        early.submit(Manifests.json("""
                {"apiVersion": "batch/v1", "kind": "CronJob", "metadata": {"name": "x", "namespace": "default"},
                 "spec": {"schedule": "0 7 * * *", "timeZone": "Asia/Tokyo", "jobTemplate": {"spec": {"template": {"spec":
                   {"restartPolicy": "Never", "containers": [{"name": "c", "image": "i"}]}}}}}}
                """));
        early.advance(Duration.ofMillis(60_099));
        assertThat(early.list(Job.GVK, "default")).isEmpty();
        early.advance(Duration.ofMillis(1));
        ObjectNode job = early.list(Job.GVK, "default").get(0);
        assertThat(job.at("/metadata/name").asText()).isEqualTo("x-" + 1768514400L / 60);
        assertThat(job.at("/metadata/annotations").toString())
                .isEqualTo("{\"batch.kubernetes.io/cronjob-scheduled-timestamp\":\"2026-01-16T07:00:00+09:00\"}");
        assertThat(Objects.requireNonNull(early.get(CronJob.GVK, "default", "x"))
                        .at("/status/lastScheduleTime")
                        .asText())
                .isEqualTo("2026-01-15T22:00:00Z");
    }

    private static ObjectNode job(String name, String fields) {
        return Manifests.json("""
                {"apiVersion": "batch/v1", "kind": "Job", "metadata": {"name": "%s", "namespace": "default"},
                 "spec": {%s, "template": {"spec": {"restartPolicy": "Never",
                   "containers": [{"name": "c", "image": "i"}]}}}}
                """.formatted(name, fields.replace('\'', '"')));
    }
}
