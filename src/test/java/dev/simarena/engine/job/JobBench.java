package dev.simarena.engine.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.model.CronJob;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.PodFailurePolicy;
import org.jspecify.annotations.Nullable;

/** Let truth tables ask the parts of the controllers of Jobs and CronJobs. */
public final class JobBench {

    private JobBench() {}

    /** Return {@code since latest missed} with times in microseconds, or {@code fault}. */
    public static String due(CronJob cronJob, long now, boolean withDeadline) {
        DueTime due = DueTime.of(cronJob, now, withDeadline);
        if (due.fault() != null) {
            return "fault";
        }
        String latest = due.latest() == DueTime.NONE ? "none" : String.valueOf(due.latest());
        return due.since() + " " + latest + " " + due.missed();
    }

    /** Return how long to wait for the next due time, in microseconds. */
    public static long wait(CronJob cronJob, long now) {
        return DueTime.untilNext(cronJob, now);
    }

    /** Return {@code counted failsIndex failsJob}. */
    public static String judge(@Nullable PodFailurePolicy policy, Pod pod) {
        FailureRules.Verdict verdict = FailureRules.judge(policy, pod);
        return verdict.counted() + " " + verdict.failsIndex() + " " + verdict.failsJob();
    }

    /** Return what a case of a table says in the same form. */
    public static String verdict(JsonNode single) {
        return single.path("counted").asBoolean() + " "
                + single.path("failsIndex").asBoolean() + " "
                + single.path("failsJob").asText("null");
    }
}
