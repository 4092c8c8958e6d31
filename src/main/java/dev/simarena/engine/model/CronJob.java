package dev.simarena.engine.model;

import dev.simarena.trace.Gvk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Hold a CronJob, and what its controller remembers of it between two looks. */
public final class CronJob extends ApiObject {

    /** Kind of CronJobs. */
    public static final Gvk GVK = new Gvk("batch", "v1", "CronJob");

    /**
     * Show a CronJob; times are microseconds since 1970.
     *
     * @param active its Jobs that have not ended
     * @param lastScheduleTime due time of the last Job, {@link ApiObject#NEVER} before the first
     * @param lastSuccessfulTime when a Job last was complete, {@link ApiObject#NEVER} before
     */
    public record Status(List<Job> active, long lastScheduleTime, long lastSuccessfulTime) {

        /** Status of a CronJob no controller has seen. */
        public static final Status NONE = new Status(List.of(), NEVER, NEVER);

        public Status {
            active = List.copyOf(active);
        }
    }

    private CronJobSpec spec;
    private Status status = Status.NONE;
    private long nextLook = NEVER;
    private String seenSchedule = "";
    private int failures;

    public CronJob(
            String namespace,
            String name,
            Map<String, String> labels,
            Map<String, String> annotations,
            CronJobSpec spec) {
        super(GVK, namespace, name, labels, annotations);
        this.spec = spec;
    }

    public CronJobSpec spec() {
        return spec;
    }

    public void setSpec(CronJobSpec spec) {
        this.spec = spec;
    }

    public Status status() {
        return status;
    }

    public void setStatus(Status status) {
        this.status = status;
    }

    /** Return when the controller looks at it again at the latest, {@link #NEVER} where nothing is planned. */
    public long nextLook() {
        return nextLook;
    }

    public void setNextLook(long time) {
        nextLook = time;
    }

    /** Tell whether schedule or time zone have changed since this was last asked; not when it is asked first. */
    public boolean rescheduled() {
        String seen = spec.zone() + " " + spec.scheduleText();
        boolean news = !seenSchedule.isEmpty() && !seenSchedule.equals(seen);
        seenSchedule = seen;
        return news;
    }

    /** Return how often in a row a look has failed. */
    public int failures() {
        return failures;
    }

    public void setFailures(int failures) {
        this.failures = failures;
    }

    /** Return the Jobs it controls in the order of creation. */
    public List<Job> jobs() {
        List<Job> jobs = new ArrayList<>();
        for (ApiObject dependent : dependents()) {
            if (dependent instanceof Job job && equals(job.controller())) {
                jobs.add(job);
            }
        }
        return jobs;
    }

    @Override
    protected void relink(Fork fork) {
        super.relink(fork);
        status = new Status(fork.list(status.active()), status.lastScheduleTime(), status.lastSuccessfulTime());
    }
}
