package dev.simarena.engine.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Autoscaler;
import dev.simarena.engine.model.Condition;
import dev.simarena.engine.model.ConditionedObject;
import dev.simarena.engine.model.CronJob;
import dev.simarena.engine.model.DaemonSet;
import dev.simarena.engine.model.DaemonSetStatus;
import dev.simarena.engine.model.Deployment;
import dev.simarena.engine.model.DeploymentStatus;
import dev.simarena.engine.model.Job;
import dev.simarena.engine.model.JobStatus;
import dev.simarena.engine.model.ReplicaSet;
import dev.simarena.engine.model.StatefulSet;
import dev.simarena.engine.model.StatefulSetStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Take over the status of a workload that a client writes in the place of its controller.
 *
 * <p>It is kept until the controller, which hears of the change, finds that its own differs.
 */
public final class StatusReader {

    private static final String FAILURE = "ReplicaFailure";

    private StatusReader() {}

    /** Take over the status of a workload; returns whether the object is one. */
    public static boolean read(ApiObject object, JsonNode status) {
        if (object instanceof Deployment deployment) {
            deployment.setStatus(deployment(status));
            JsonNode collisions = status.path("collisionCount");
            deployment.setCollisionCount(collisions.isInt() ? Integer.valueOf(collisions.intValue()) : null);
        } else if (object instanceof ReplicaSet set) {
            set.setStatus(replicaSet(status));
            keepConditions(set, status, Set.of(FAILURE));
        } else if (object instanceof StatefulSet set) {
            set.setStatus(statefulSet(status));
            keepConditions(set, status, Set.of());
        } else if (object instanceof DaemonSet set) {
            set.setStatus(daemonSet(status));
            keepConditions(set, status, Set.of());
        } else if (object instanceof Job job) {
            job.setStatus(job(status));
            if (job.spec().managedElsewhere() && status instanceof ObjectNode written) {
                job.setWrittenStatus(shown(written));
            }
        } else if (object instanceof CronJob cronJob) {
            cronJob.setStatus(new CronJob.Status(
                    active(cronJob, status.path("active")),
                    time(status, "lastScheduleTime"),
                    time(status, "lastSuccessfulTime")));
        } else if (object instanceof Autoscaler autoscaler && status instanceof ObjectNode written) {
            autoscaler.setWrittenStatus(autoscaler(status), autoscaled(written));
        } else {
            return false;
        }
        return true;
    }

    private static DeploymentStatus deployment(JsonNode status) {
        return new DeploymentStatus(
                status.path("observedGeneration").asLong(),
                status.path("replicas").asInt(),
                status.path("updatedReplicas").asInt(),
                status.path("readyReplicas").asInt(),
                status.path("availableReplicas").asInt(),
                status.path("unavailableReplicas").asInt(),
                conditions(status, "lastUpdateTime"));
    }

    private static ReplicaSet.Status replicaSet(JsonNode status) {
        Condition failure = null;
        for (Condition condition : conditions(status, "")) {
            failure = condition.type().equals(FAILURE) ? condition : failure;
        }
        return new ReplicaSet.Status(
                status.path("observedGeneration").asLong(),
                status.path("replicas").asInt(),
                status.path("fullyLabeledReplicas").asInt(),
                status.path("readyReplicas").asInt(),
                status.path("availableReplicas").asInt(),
                failure);
    }

    private static StatefulSetStatus statefulSet(JsonNode status) {
        return new StatefulSetStatus(
                status.path("observedGeneration").asLong(),
                status.path("replicas").asInt(),
                status.path("readyReplicas").asInt(),
                status.path("currentReplicas").asInt(),
                status.path("updatedReplicas").asInt(),
                status.path("currentRevision").asText(""),
                status.path("updateRevision").asText(""),
                status.path("collisionCount").asInt(),
                status.path("availableReplicas").asInt());
    }

    private static DaemonSetStatus daemonSet(JsonNode status) {
        return new DaemonSetStatus(
                status.path("observedGeneration").asLong(),
                status.path("desiredNumberScheduled").asInt(),
                status.path("currentNumberScheduled").asInt(),
                status.path("numberMisscheduled").asInt(),
                status.path("numberReady").asInt(),
                status.path("updatedNumberScheduled").asInt(),
                status.path("numberAvailable").asInt());
    }

    private static JobStatus job(JsonNode status) {
        JsonNode ready = status.path("ready");
        JsonNode failed = status.path("failedIndexes");
        JsonNode uncounted = status.path("uncountedTerminatedPods");
        return new JobStatus(
                status.path("active").asInt(),
                ready.isInt() ? Integer.valueOf(ready.intValue()) : null,
                status.path("terminating").asInt(),
                status.path("succeeded").asInt(),
                status.path("failed").asInt(),
                status.path("completedIndexes").asText(""),
                failed.isTextual() ? failed.textValue() : null,
                texts(uncounted.path("succeeded")),
                texts(uncounted.path("failed")),
                time(status, "startTime"),
                time(status, "completionTime"),
                conditions(status, "lastProbeTime"));
    }

    private static Autoscaler.Status autoscaler(JsonNode status) {
        return new Autoscaler.Status(
                time(status, "lastScaleTime"),
                status.path("currentReplicas").asInt(),
                status.path("desiredReplicas").asInt(),
                List.of(),
                conditions(status, ""));
    }

    private static ObjectNode autoscaled(ObjectNode written) {
        ObjectNode shown = written.deepCopy();
        if (shown.path("currentReplicas").asInt() == 0) {
            shown.remove("currentReplicas");
        }
        shown.put("desiredReplicas", written.path("desiredReplicas").asInt());
        if (!shown.has("currentMetrics")) {
            shown.putNull("currentMetrics");
        }
        for (JsonNode condition : shown.path("conditions")) {
            if (condition instanceof ObjectNode fields && !fields.has("lastTransitionTime")) {
                fields.putNull("lastTransitionTime");
            }
        }
        return shown;
    }

    /** Times of conditions are shown even where there are none. */
    private static ObjectNode shown(ObjectNode written) {
        ObjectNode shown = written.deepCopy();
        for (JsonNode condition : shown.path("conditions")) {
            for (String time : List.of("lastProbeTime", "lastTransitionTime")) {
                if (condition instanceof ObjectNode fields && !fields.has(time)) {
                    fields.putNull(time);
                }
            }
        }
        for (String count : List.of("active", "succeeded", "failed")) {
            if (shown.path(count).isInt() && shown.path(count).asInt() == 0) {
                shown.remove(count);
            }
        }
        return shown;
    }

    private static List<Job> active(CronJob cronJob, JsonNode references) {
        List<Job> active = new ArrayList<>();
        for (JsonNode reference : references) {
            for (Job job : cronJob.jobs()) {
                if (job.name().equals(reference.path("name").asText())) {
                    active.add(job);
                }
            }
        }
        return active;
    }

    private static void keepConditions(ConditionedObject object, JsonNode status, Set<String> own) {
        List<Condition> others = new ArrayList<>(conditions(status, ""));
        others.removeIf(condition -> own.contains(condition.type()));
        object.setOtherConditions(others);
    }

    private static List<Condition> conditions(JsonNode status, String updated) {
        List<Condition> conditions = new ArrayList<>();
        for (JsonNode condition : status.path("conditions")) {
            conditions.add(new Condition(
                    condition.path("type").asText(""),
                    condition.path("status").asText(""),
                    condition.path("reason").asText(""),
                    condition.path("message").asText(""),
                    time(condition, updated),
                    time(condition, "lastTransitionTime")));
        }
        return conditions;
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static long time(JsonNode object, String field) {
        JsonNode time = object.path(field);
        return time.isTextual() ? Timeline.micros(Instant.parse(time.textValue())) : ApiObject.NEVER;
    }
}
