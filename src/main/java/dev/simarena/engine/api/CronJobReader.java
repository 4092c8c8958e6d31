package dev.simarena.engine.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.CronJob;
import dev.simarena.engine.model.CronJobSpec;
import dev.simarena.engine.model.CronSchedule;
import dev.simarena.engine.model.JsonMaps;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Read what CronJobs declare. */
public final class CronJobReader {

    private CronJobReader() {}

    /**
     * Read the declared part of a CronJob.
     *
     * @param live the CronJob as it is, {@code null} where it is new
     * @throws dev.simarena.engine.model.ApiException 400 or 422 where the API server would not take it
     */
    public static CronJobSpec cronJob(Manifest manifest, @Nullable CronJob live) {
        ObjectNode object = WorkloadReader.checked(manifest, live == null ? null : Renderer.json(live));
        ObjectNode spec = (ObjectNode) object.path("spec");
        String text = spec.path("schedule").asText();
        ZoneId zone =
                spec.hasNonNull("timeZone") ? ZoneId.of(spec.path("timeZone").asText()) : ZoneOffset.UTC;
        JsonNode metadata = spec.path("jobTemplate").path("metadata");
        return new CronJobSpec(
                text,
                CronSchedule.parse(text, zone),
                zone,
                spec.hasNonNull("startingDeadlineSeconds")
                        ? spec.path("startingDeadlineSeconds").asLong()
                        : null,
                spec.path("concurrencyPolicy").asText(),
                spec.path("suspend").asBoolean(),
                limit(spec.path("successfulJobsHistoryLimit")),
                limit(spec.path("failedJobsHistoryLimit")),
                JsonMaps.strings(metadata.path("labels")),
                JsonMaps.strings(metadata.path("annotations")),
                JobReader.template(manifest, manifest.spec().path("jobTemplate").path("spec")),
                spec);
    }

    private static @Nullable Integer limit(JsonNode number) {
        return number.isNumber() ? number.asInt() : null;
    }
}
