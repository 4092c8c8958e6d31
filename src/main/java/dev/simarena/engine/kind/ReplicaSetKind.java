package dev.simarena.engine.kind;

import dev.simarena.engine.api.Manifest;
import dev.simarena.engine.api.WorkloadReader;
import dev.simarena.engine.model.PodTemplate;
import dev.simarena.engine.model.ReplicaSet;
import dev.simarena.trace.Gvk;

/** Take in ReplicaSets that no Deployment makes. */
final class ReplicaSetKind implements ObjectKind<ReplicaSet> {

    @Override
    public Gvk gvk() {
        return Gvk.REPLICA_SET;
    }

    @Override
    public Class<ReplicaSet> type() {
        return ReplicaSet.class;
    }

    @Override
    public ReplicaSet create(Manifest manifest, String name) {
        return WorkloadReader.replicaSet(manifest);
    }

    @Override
    public boolean update(ReplicaSet set, Manifest manifest) {
        ReplicaSet read = WorkloadReader.replicaSet(manifest);
        if (read.replicas() == set.replicas()
                && read.minReadySeconds() == set.minReadySeconds()
                && read.template().equals(set.template())) {
            return false;
        }
        set.declare(read.replicas(), set.selector(), read.template(), read.minReadySeconds());
        return true;
    }

    @Override
    public PodTemplate template(ReplicaSet set) {
        return set.template();
    }
}
