package dev.simarena.engine.job;

import com.fasterxml.jackson.databind.node.NullNode;
import dev.simarena.engine.admission.Admission;
import dev.simarena.engine.controller.Queues;
import dev.simarena.engine.core.Client;
import dev.simarena.engine.core.Deletion;
import dev.simarena.engine.core.EventLog;
import dev.simarena.engine.core.KeyedController;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Condition;
import dev.simarena.engine.model.CronJob;
import dev.simarena.engine.model.CronJobSpec;
import dev.simarena.engine.model.Job;
import dev.simarena.engine.model.JsonMaps;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Create Jobs when they are due, 100 ms late, and delete old ones.
 *
 * <p>A Job is named after the minute it was due. Source: {@code pkg/controller/cronjob} of kube-controller-manager 1.36.
 */
public final class CronJobController extends KeyedController<CronJob> {

    private static final String SCHEDULED = "batch.kubernetes.io/cronjob-scheduled-timestamp";
    private static final long FIRST_RETRY = TimeUnit.MILLISECONDS.toMicros(5);
    private static final long LONGEST_RETRY = TimeUnit.SECONDS.toMicros(1000);
    private static final DateTimeFormatter RFC_1123 =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'UTC'", Locale.ROOT);

    private static final Comparator<Job> OLDEST_FIRST =
            Comparator.comparingLong((Job job) -> job.status().startTime()).thenComparing(Job::name);

    private final ObjectStore store;
    private final Timeline timeline;
    private final EventLog events;
    private final Admission admission;
    private final Deletion deletion;
    private final Client client;

    public CronJobController(
            ObjectStore store,
            Timeline timeline,
            EventLog events,
            Admission admission,
            Deletion deletion,
            Client client) {
        super(CronJob.class, Queues.CRON_JOB, timeline);
        this.store = store;
        this.timeline = timeline;
        this.events = events;
        this.admission = admission;
        this.deletion = deletion;
        this.client = client;
    }

    @Override
    public void changed(ApiObject object) {
        if (object instanceof CronJob cronJob && cronJob.rescheduled()) {
            lookAfter(cronJob, DueTime.untilNext(cronJob, timeline.now()));
        } else if (object instanceof CronJob) {
            enqueue(object);
        } else if (object instanceof Job job) {
            enqueue(job.controller());
        }
    }

    @Override
    public void removed(ApiObject object) {
        if (object instanceof Job job) {
            enqueue(job.controller());
        }
    }

    /** Look after some time; of several plans for one CronJob only the earliest counts. */
    private void lookAfter(CronJob cronJob, long delay) {
        if (delay <= 0) {
            enqueue(cronJob);
        } else if (timeline.now() + delay < cronJob.nextLook()) {
            cronJob.setNextLook(timeline.now() + delay);
            timeline.at(cronJob.nextLook(), this, cronJob);
        }
    }

    @Override
    public void ring(@Nullable ApiObject about, long what) {
        if (about instanceof CronJob cronJob && cronJob.nextLook() <= timeline.now()) {
            cronJob.setNextLook(CronJob.NEVER);
            enqueue(cronJob);
        }
    }

    @Override
    protected void sync(CronJob cronJob) {
        List<Job> jobs = cronJob.jobs();
        noticeJobs(cronJob, jobs);
        long wait = 0;
        try {
            wait = cronJob.terminating() ? 0 : start(cronJob);
            cronJob.setFailures(0);
        } catch (ApiException refusal) {
            wait = Math.min(LONGEST_RETRY, FIRST_RETRY << Math.min(cronJob.failures(), 18));
            cronJob.setFailures(cronJob.failures() + 1);
        }
        cleanUp(cronJob, jobs);
        if (wait > 0) {
            lookAfter(cronJob, wait);
        }
    }

    /** Take Jobs that ended, or are gone, from the list of active ones. */
    private void noticeJobs(CronJob cronJob, List<Job> jobs) {
        for (Job job : jobs) {
            Condition end = job.status().finished();
            boolean listed = cronJob.status().active().contains(job);
            if (!listed && end == null) {
                events.warning(
                        cronJob,
                        "UnexpectedJob",
                        "Saw a job that the controller did not create or forgot: " + job.name());
            } else if (listed && end != null) {
                forget(cronJob, job);
                events.normal(
                        cronJob,
                        "SawCompletedJob",
                        "Saw completed job: %s, condition: %s".formatted(job.name(), end.type()));
            } else if (end != null && end.type().equals(JobEnd.COMPLETE)) {
                noteSuccess(cronJob, job.status().completionTime());
            }
        }
        for (Job job : cronJob.status().active()) {
            if (!job.present() || !jobs.contains(job)) {
                forget(cronJob, job);
                events.normal(cronJob, "MissingJob", "Active job went missing: " + job.name());
            }
        }
    }

    private void noteSuccess(CronJob cronJob, long time) {
        CronJob.Status status = cronJob.status();
        if (status.lastSuccessfulTime() == CronJob.NEVER || time > status.lastSuccessfulTime()) {
            write(cronJob, new CronJob.Status(status.active(), status.lastScheduleTime(), time));
        }
    }

    private void forget(CronJob cronJob, Job job) {
        CronJob.Status status = cronJob.status();
        List<Job> others = new ArrayList<>(status.active());
        if (others.remove(job)) {
            write(cronJob, new CronJob.Status(others, status.lastScheduleTime(), status.lastSuccessfulTime()));
        }
    }

    private void write(CronJob cronJob, CronJob.Status status) {
        client.take();
        cronJob.setStatus(status);
        store.changed(cronJob);
    }

    /** Create the Job that is due, if any; returns how long to wait until the next is, 0 for ever. */
    private long start(CronJob cronJob) {
        CronJobSpec spec = cronJob.spec();
        long now = timeline.now();
        if (spec.suspend()) {
            return 0;
        }
        DueTime due = DueTime.of(cronJob, now, true);
        if (due.fault() != null) {
            events.warning(
                    cronJob,
                    "InvalidSchedule",
                    "invalid schedule: %s : %s".formatted(spec.scheduleText(), due.fault()));
            return 0;
        }
        long time = due.latest();
        if (time == DueTime.NONE) {
            return DueTime.untilNext(cronJob, now);
        }
        if (due.missed() == DueTime.Missed.MANY) {
            events.warning(
                    cronJob,
                    "TooManyMissedTimes",
                    "too many missed start times. Set or decrease .spec.startingDeadlineSeconds or check clock skew");
        }
        Long deadline = spec.startingDeadlineSeconds();
        String name = cronJob.name() + "-" + TimeUnit.MICROSECONDS.toMinutes(time);
        if (deadline != null && time + TimeUnit.SECONDS.toMicros(deadline) < now) {
            events.warning(
                    cronJob,
                    "MissSchedule",
                    "Missed scheduled time to start a job: "
                            + RFC_1123.format(Timeline.instant(time).atOffset(ZoneOffset.UTC)));
        } else if (!started(cronJob, name, time) && !blocked(cronJob)) {
            create(cronJob, name, time);
        }
        return DueTime.untilNext(cronJob, now);
    }

    private static boolean started(CronJob cronJob, String name, long time) {
        return cronJob.status().lastScheduleTime() == time
                || cronJob.status().active().stream().anyMatch(job -> job.name().equals(name));
    }

    private boolean blocked(CronJob cronJob) {
        if (cronJob.spec().concurrency().equals("Forbid")
                && !cronJob.status().active().isEmpty()) {
            events.normal(
                    cronJob,
                    "JobAlreadyActive",
                    "Not starting job because prior execution is running and concurrency policy is Forbid");
            return true;
        }
        return false;
    }

    private void create(CronJob cronJob, String name, long time) {
        if (cronJob.spec().concurrency().equals("Replace")) {
            for (Job job : cronJob.status().active()) {
                delete(cronJob, job);
            }
        }
        Job job = job(cronJob, name, time);
        if (store.get(Job.GVK, cronJob.namespace(), name) != null) {
            return;
        }
        client.take();
        try {
            String namespace = String.valueOf(cronJob.namespace());
            admission.requireNamespace(Job.GVK, namespace, name);
            admission.charge(Job.GVK, namespace, name, NullNode.getInstance());
        } catch (ApiException refusal) {
            events.warning(cronJob, "FailedCreate", "Error creating job: " + refusal.getMessage());
            throw refusal;
        }
        store.add(job);
        CronJob.Status status = cronJob.status();
        List<Job> active = new ArrayList<>(status.active());
        active.add(job);
        cronJob.setStatus(new CronJob.Status(active, time, status.lastSuccessfulTime()));
        events.normal(cronJob, "SuccessfulCreate", "Created job " + name);
        store.changed(cronJob);
    }

    private static Job job(CronJob cronJob, String name, long time) {
        CronJobSpec spec = cronJob.spec();
        ZoneId zone = spec.zone();
        String due = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                Timeline.instant(time).atZone(zone).toOffsetDateTime());
        Job job = new Job(
                String.valueOf(cronJob.namespace()),
                name,
                spec.jobLabels(),
                JsonMaps.with(spec.jobAnnotations(), SCHEDULED, due),
                spec.job());
        job.setOwners(cronJob.asOwner());
        return job;
    }

    /** Delete Jobs that ended beyond those that are to stay, the oldest first. */
    private void cleanUp(CronJob cronJob, List<Job> jobs) {
        cleanUp(cronJob, jobs, JobEnd.COMPLETE, cronJob.spec().successfulHistory());
        cleanUp(cronJob, jobs, JobEnd.FAILED, cronJob.spec().failedHistory());
    }

    private void cleanUp(CronJob cronJob, List<Job> jobs, String end, @Nullable Integer limit) {
        if (limit == null) {
            return;
        }
        List<Job> ended = new ArrayList<>();
        for (Job job : jobs) {
            Condition condition = job.status().finished();
            if (job.present() && condition != null && condition.type().equals(end)) {
                ended.add(job);
            }
        }
        ended.sort(OLDEST_FIRST);
        for (Job job : ended.subList(0, Math.max(0, ended.size() - limit))) {
            delete(cronJob, job);
        }
    }

    private void delete(CronJob cronJob, Job job) {
        client.take();
        deletion.delete(job);
        events.normal(cronJob, "SuccessfulDelete", "Deleted job " + job.name());
        forget(cronJob, job);
    }
}
