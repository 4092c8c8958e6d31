package dev.simarena.engine.kind;

import dev.simarena.engine.api.Manifest;
import dev.simarena.engine.api.WorkloadReader;
import dev.simarena.engine.model.Deployment;
import dev.simarena.engine.model.DeploymentSpec;
import dev.simarena.engine.model.PodTemplate;
import dev.simarena.trace.Gvk;

/** Take in Deployments. */
final class DeploymentKind implements ObjectKind<Deployment> {

    @Override
    public Gvk gvk() {
        return Gvk.DEPLOYMENT;
    }

    @Override
    public Class<Deployment> type() {
        return Deployment.class;
    }

    @Override
    public Deployment create(Manifest manifest, String name) {
        DeploymentSpec spec = WorkloadReader.deployment(manifest, null);
        return new Deployment(
                String.valueOf(manifest.namespace()), name, manifest.labels(), manifest.annotations(), spec);
    }

    @Override
    public boolean update(Deployment deployment, Manifest manifest) {
        DeploymentSpec spec = WorkloadReader.deployment(manifest, deployment);
        if (spec.equals(deployment.spec())) {
            return false;
        }
        deployment.setSpec(spec);
        return true;
    }

    @Override
    public PodTemplate template(Deployment deployment) {
        return deployment.spec().template();
    }
}
