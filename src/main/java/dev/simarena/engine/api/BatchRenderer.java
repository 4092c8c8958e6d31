package dev.simarena.engine.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.Condition;
import dev.simarena.engine.model.CronJob;
import dev.simarena.engine.model.Job;
import dev.simarena.engine.model.JobSpec;
import dev.simarena.engine.model.JobStatus;
import java.util.List;

/** Write Jobs and CronJobs. */
final class BatchRenderer {

    private BatchRenderer() {}

    static void render(Job job, ObjectNode json) {
        JobSpec declared = job.spec();
        ObjectNode spec = declared.written().deepCopy();
        spec.set("selector", Renderer.selector(declared.selector()));
        spec.set(
                "template",
                Renderer.template(declared.template(), declared.template().labels()));
        json.set("spec", spec);
        ObjectNode written = job.writtenStatus();
        if (written != null) {
            json.set("status", written.deepCopy());
            return;
        }
        ObjectNode status = json.putObject("status");
        JobStatus shown = job.status();
        if (shown.ready() == null) {
            return;
        }
        if (!shown.conditions().isEmpty()) {
            ArrayNode conditions = status.putArray("conditions");
            shown.conditions().forEach(condition -> conditions.add(condition(condition)));
        }
        putTime(status, "startTime", shown.startTime());
        putTime(status, "completionTime", shown.completionTime());
        Json.putCount(status, "active", shown.active());
        Json.putCount(status, "succeeded", shown.succeeded());
        Json.putCount(status, "failed", shown.failed());
        status.put("terminating", shown.terminating());
        if (!shown.completedIndexes().isEmpty()) {
            status.put("completedIndexes", shown.completedIndexes());
        }
        if (shown.failedIndexes() != null) {
            status.put("failedIndexes", shown.failedIndexes());
        }
        ObjectNode uncounted = status.putObject("uncountedTerminatedPods");
        putUids(uncounted, "succeeded", shown.uncountedSucceeded());
        putUids(uncounted, "failed", shown.uncountedFailed());
        status.put("ready", shown.ready());
    }

    static void render(CronJob cronJob, ObjectNode json) {
        json.set("spec", cronJob.spec().written().deepCopy());
        ObjectNode status = json.putObject("status");
        CronJob.Status shown = cronJob.status();
        if (!shown.active().isEmpty()) {
            ArrayNode active = status.putArray("active");
            for (Job job : shown.active()) {
                ObjectNode reference = active.addObject();
                reference.put("kind", job.gvk().kind());
                reference.put("namespace", job.namespace());
                reference.put("name", job.name());
                reference.put("uid", job.uid());
                reference.put("apiVersion", job.gvk().apiVersion());
                reference.put("resourceVersion", String.valueOf(job.resourceVersion()));
            }
        }
        putTime(status, "lastScheduleTime", shown.lastScheduleTime());
        putTime(status, "lastSuccessfulTime", shown.lastSuccessfulTime());
    }

    private static void putTime(ObjectNode status, String field, long time) {
        if (time != Job.NEVER) {
            status.put(field, Json.time(time));
        }
    }

    private static void putUids(ObjectNode uncounted, String field, List<String> uids) {
        if (!uids.isEmpty()) {
            ArrayNode list = uncounted.putArray(field);
            uids.forEach(list::add);
        }
    }

    private static ObjectNode condition(Condition condition) {
        return Renderer.condition(condition, "lastProbeTime");
    }
}
