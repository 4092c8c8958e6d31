package dev.simarena.engine.job;

import dev.simarena.engine.controller.Queues;
import dev.simarena.engine.core.Client;
import dev.simarena.engine.core.KeyedController;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Condition;
import dev.simarena.engine.model.Job;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Delete Jobs with their pods {@code ttlSecondsAfterFinished} after they ended. */
public final class TtlAfterFinished extends KeyedController<Job> {

    private final Consumer<ApiObject> foregroundDeletion;
    private final Client client;

    /**
     * Make the controller.
     *
     * @param foregroundDeletion deletes an object after its dependents
     */
    public TtlAfterFinished(Timeline timeline, Consumer<ApiObject> foregroundDeletion, Client client) {
        super(Job.class, Queues.ENDED_JOB, timeline);
        this.foregroundDeletion = foregroundDeletion;
        this.client = client;
    }

    @Override
    public void changed(ApiObject object) {
        if (object instanceof Job job && job.spec().ttlSecondsAfterFinished() != null) {
            enqueue(job);
        }
    }

    @Override
    public void removed(ApiObject object) {}

    @Override
    protected void sync(Job job) {
        Condition end = job.status().finished();
        Integer ttl = job.spec().ttlSecondsAfterFinished();
        if (end == null || ttl == null || job.terminating()) {
            return;
        }
        long expiry = end.transitioned() + TimeUnit.SECONDS.toMicros(ttl);
        if (expiry > now()) {
            enqueueAt(expiry, job);
        } else {
            client.take();
            foregroundDeletion.accept(job);
        }
    }
}
