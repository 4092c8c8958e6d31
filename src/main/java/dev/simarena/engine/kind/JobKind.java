package dev.simarena.engine.kind;

import dev.simarena.engine.api.JobReader;
import dev.simarena.engine.api.Manifest;
import dev.simarena.engine.model.Job;
import dev.simarena.engine.model.JobSpec;
import dev.simarena.engine.model.PodTemplate;
import dev.simarena.trace.Gvk;

/** Take in Jobs. */
final class JobKind implements ObjectKind<Job> {

    @Override
    public Gvk gvk() {
        return Job.GVK;
    }

    @Override
    public Class<Job> type() {
        return Job.class;
    }

    @Override
    public Job create(Manifest manifest, String name) {
        JobSpec spec = JobReader.job(manifest, null);
        String namespace = String.valueOf(manifest.namespace());
        return new Job(namespace, name, manifest.labels(), manifest.annotations(), spec);
    }

    @Override
    public boolean update(Job job, Manifest manifest) {
        JobSpec spec = JobReader.job(manifest, job);
        if (spec.equals(job.spec())) {
            return false;
        }
        job.setSpec(spec);
        return true;
    }

    @Override
    public PodTemplate template(Job job) {
        return job.spec().template();
    }
}
