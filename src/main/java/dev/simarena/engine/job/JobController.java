package dev.simarena.engine.job;

import dev.simarena.engine.controller.Claims;
import dev.simarena.engine.controller.Ownership;
import dev.simarena.engine.controller.OwningController;
import dev.simarena.engine.controller.PodControl;
import dev.simarena.engine.controller.Queues;
import dev.simarena.engine.core.Client;
import dev.simarena.engine.core.Deletion;
import dev.simarena.engine.core.EventLog;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Condition;
import dev.simarena.engine.model.Job;
import dev.simarena.engine.model.JobBackoff;
import dev.simarena.engine.model.JobStatus;
import dev.simarena.engine.model.Pod;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Run Jobs.
 *
 * <p>A Job that is new or declared anew is looked at at once; after changes of its pods or of its status only a second
 * later, so that many changes are dealt with in one go. Source: {@code pkg/controller/job} of kube-controller-manager
 * 1.36.
 */
public final class JobController extends OwningController<Job> {

    private static final long BATCH = TimeUnit.SECONDS.toMicros(1);
    private static final long FIRST_RETRY = TimeUnit.SECONDS.toMicros(1);
    private static final long LONGEST_RETRY = TimeUnit.MINUTES.toMicros(1);

    private static final Claims<Job> CLAIMS = new Claims<Job>(
                    Job.class,
                    Job.GVK,
                    List.of(Pod.class),
                    (job, pod) -> job.spec().selector().matches(pod.labels()))
            .withFinalizer(Job.TRACKING);

    private final Timeline timeline;
    private final PodTracking tracking;
    private final JobPods pods;

    public JobController(
            ObjectStore store, Timeline timeline, EventLog events, PodControl pods, Deletion deletion, Client client) {
        super(Job.class, Queues.JOB, timeline, new Ownership<>(store, client, CLAIMS));
        this.timeline = timeline;
        tracking = new PodTracking(store, events, deletion, client);
        this.pods = new JobPods(pods, tracking, events);
    }

    @Override
    protected void noticed(Job job) {
        lookAfter(job, BATCH);
    }

    @Override
    public void changed(ApiObject object) {
        if (object instanceof Job job) {
            if (job.redeclared()) {
                enqueue(job);
                lookBeforeDeadline(job);
            } else {
                lookAfter(job, BATCH);
            }
        } else {
            noticePod(object);
        }
    }

    @Override
    public void removed(ApiObject object) {
        ownership().forget(object);
        noticePod(object);
    }

    private void noticePod(ApiObject object) {
        if (object instanceof Pod pod && pod.controller() instanceof Job job && job.present()) {
            boolean over = pod.terminating() && job.status().finished() != null;
            if (!over) {
                lookAfter(job, BATCH);
            }
        }
    }

    private void lookBeforeDeadline(Job job) {
        Long deadline = job.spec().activeDeadlineSeconds();
        if (deadline != null && job.status().startTime() != Pod.NEVER) {
            lookAfter(job, job.status().startTime() + TimeUnit.SECONDS.toMicros(deadline) - timeline.now());
        }
    }

    /** Look after some time; of several plans for one Job only the earliest counts. */
    private void lookAfter(Job job, long delay) {
        if (delay <= 0) {
            enqueue(job);
        } else if (timeline.now() + delay < job.nextLook()) {
            job.setNextLook(timeline.now() + delay);
            timeline.at(job.nextLook(), this, job);
        }
    }

    @Override
    public void ring(@Nullable ApiObject about, long what) {
        if (about instanceof Job job && job.nextLook() <= timeline.now()) {
            job.setNextLook(Pod.NEVER);
            enqueue(job);
        }
    }

    @Override
    protected void sync(Job job) {
        if (job.spec().managedElsewhere()) {
            return;
        }
        if (job.status().finished() != null) {
            job.setBackoff(JobBackoff.NONE);
            return;
        }
        if (ownership().looks(job)) {
            ownership().claim(job, Pod.class);
            ownership().found(job);
        }
        JobView view = new JobView(job, timeline.now());
        boolean starts = view.startTime == Pod.NEVER && !view.spec.suspend();
        if (starts) {
            view.startTime = JobPod.seconds(view.now);
        }
        view.end = JobEnd.find(view);
        if (view.end == null && JobEnd.untilDeadline(view) != Long.MAX_VALUE) {
            // A start that is not yet stored has not lost its fraction of a second.
            lookAfter(job, JobEnd.untilDeadline(view) + (starts ? view.now - view.startTime : 0));
        }
        boolean changed = false;
        ApiException refused = null;
        if (view.end != null) {
            pods.removeAll(view);
        } else {
            try {
                if (!job.terminating()) {
                    long wait = pods.manage(view);
                    if (wait > 0) {
                        lookAfter(job, Math.max(wait, BATCH));
                    }
                }
            } catch (ApiException refusal) {
                refused = refusal;
            }
            if (complete(view)) {
                view.end = JobEnd.complete(view);
            } else if (!job.terminating()) {
                changed = suspendOrResume(view);
            }
        }
        JobStatus before = job.status();
        changed |= view.active != before.active()
                || !Integer.valueOf(view.ready).equals(before.ready())
                || view.terminating != before.terminating();
        tracking.track(view, changed);
        retry(job, refused);
    }

    private static boolean complete(JobView view) {
        Integer completions = view.spec.completions();
        int wanted = completions == null ? 1 : completions;
        return view.succeeded >= wanted && view.active == 0;
    }

    /** Note that it is suspended, which stops the clock of its deadline, or goes on; returns whether that is news. */
    private static boolean suspendOrResume(JobView view) {
        Condition condition = view.spec.suspend()
                ? view.condition("Suspended", "True", "JobSuspended", "Job suspended")
                : view.condition("Suspended", "False", "JobResumed", "Job resumed");
        if (!view.ensure(condition)) {
            return false;
        }
        view.news = condition;
        view.startTime = view.spec.suspend() ? Pod.NEVER : JobPod.seconds(view.now);
        return true;
    }

    private void retry(Job job, @Nullable ApiException refused) {
        if (refused == null) {
            job.setRefusals(0);
            return;
        }
        long delay = Math.min(LONGEST_RETRY, FIRST_RETRY << Math.min(job.refusals(), 10));
        job.setRefusals(job.refusals() + 1);
        lookAfter(job, delay);
    }
}
