package dev.simarena.engine.truth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.Manifests;
import dev.simarena.engine.World;
import dev.simarena.engine.WorldOptions;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.job.JobBench;
import dev.simarena.engine.model.CronJob;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Which due times of a CronJob count, and how long it waits. */
class CronDueTruthTests {

    private static final Instant HOUR = Instant.parse("2016-05-19T10:00:00Z");
    private static final TruthTable TABLE = TruthTable.of("cron-due");

    @TestFactory
    List<DynamicTest> due() {
        return TABLE.tests("due", single -> {
            String wanted = single.path("fault").asBoolean()
                    ? "fault"
                    : micros(single.path("since")) + " "
                            + (single.path("latest").isNull() ? "none" : String.valueOf(micros(single.path("latest"))))
                            + " "
                            + single.path("missed").asText().toUpperCase(Locale.ROOT);
            assertThat(JobBench.due(
                            cronJob(single),
                            micros(single.path("now")),
                            single.path("withDeadline").asBoolean()))
                    .isEqualTo(wanted);
        });
    }

    @TestFactory
    List<DynamicTest> wait_until_the_next() {
        return TABLE.tests(
                "wait",
                single -> assertThat(JobBench.wait(cronJob(single), micros(single.path("now"))))
                        .isEqualTo(single.path("waitMillis").asLong() * 1000));
    }

    private static CronJob cronJob(JsonNode single) {
        World world = new World(
                WorldOptions.of(1, HOUR.plusSeconds(single.path("created").asLong())));
        String deadline = single.has("startingDeadlineSeconds")
                ? ", \"startingDeadlineSeconds\": "
                        + single.path("startingDeadlineSeconds").asLong()
                : "";
        CronJob cronJob = (CronJob) world.submit(
                Manifests.json("""
                {"apiVersion": "batch/v1", "kind": "CronJob", "metadata": {"name": "c", "namespace": "default"},
                 "spec": {"schedule": "%s"%s, "suspend": true, "jobTemplate": {"spec": {"template": {"spec": {
                   "restartPolicy": "Never", "containers": [{"name": "c", "image": "i"}]}}}}}}
                """.formatted(single.path("schedule").asText(), deadline)));
        if (single.has("last")) {
            cronJob.setStatus(new CronJob.Status(List.of(), micros(single.path("last")), CronJob.NEVER));
        }
        return cronJob;
    }

    private static long micros(JsonNode seconds) {
        return Timeline.micros(HOUR.plusSeconds(seconds.asLong()));
    }
}
