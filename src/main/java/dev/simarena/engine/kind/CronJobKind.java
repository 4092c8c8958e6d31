package dev.simarena.engine.kind;

import dev.simarena.engine.api.CronJobReader;
import dev.simarena.engine.api.Manifest;
import dev.simarena.engine.model.CronJob;
import dev.simarena.engine.model.CronJobSpec;
import dev.simarena.engine.model.PodTemplate;
import dev.simarena.trace.Gvk;

/** Take in CronJobs. */
final class CronJobKind implements ObjectKind<CronJob> {

    @Override
    public Gvk gvk() {
        return CronJob.GVK;
    }

    @Override
    public Class<CronJob> type() {
        return CronJob.class;
    }

    @Override
    public CronJob create(Manifest manifest, String name) {
        CronJobSpec spec = CronJobReader.cronJob(manifest, null);
        String namespace = String.valueOf(manifest.namespace());
        return new CronJob(namespace, name, manifest.labels(), manifest.annotations(), spec);
    }

    @Override
    public boolean update(CronJob cronJob, Manifest manifest) {
        CronJobSpec spec = CronJobReader.cronJob(manifest, cronJob);
        if (spec.equals(cronJob.spec())) {
            return false;
        }
        cronJob.setSpec(spec);
        return true;
    }

    @Override
    public PodTemplate template(CronJob cronJob) {
        return cronJob.spec().job().template();
    }
}
