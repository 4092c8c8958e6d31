package dev.simarena.engine.job;

import dev.simarena.engine.controller.Queues;
import dev.simarena.engine.core.Client;
import dev.simarena.engine.core.Deletion;
import dev.simarena.engine.core.KeyedController;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Job;
import dev.simarena.engine.model.Pod;
import org.jspecify.annotations.Nullable;

/** Take the tracking finalizer from pods whose Job is gone or over, which nobody would count any more. */
public final class OrphanPods extends KeyedController<Pod> {

    private final Deletion deletion;
    private final Client client;

    public OrphanPods(Timeline timeline, Deletion deletion, Client client) {
        super(Pod.class, Queues.ORPHAN_POD, timeline);
        this.deletion = deletion;
        this.client = client;
    }

    @Override
    public void added(ApiObject object) {
        changed(object);
    }

    @Override
    public void changed(ApiObject object) {
        if (object instanceof Job job && job.status().finished() != null) {
            job.pods().forEach(this::enqueue);
        } else if (object instanceof Pod pod && JobPod.tracked(pod) && orphaned(pod)) {
            enqueue(pod);
        }
    }

    @Override
    public void removed(ApiObject object) {
        if (object instanceof Job job) {
            job.pods().forEach(this::enqueue);
        }
    }

    @Override
    protected void sync(Pod pod) {
        if (JobPod.tracked(pod) && orphaned(pod)) {
            client.take();
            deletion.removeFinalizer(pod, Job.TRACKING);
        }
    }

    private static boolean orphaned(Pod pod) {
        @Nullable ApiObject controller = pod.controller();
        if (controller instanceof Job job && job.present()) {
            return job.status().finished() != null && !job.spec().managedElsewhere();
        }
        return controller == null || controller instanceof Job;
    }
}
