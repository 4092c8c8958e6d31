package dev.simarena.engine.autoscale;

import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Deployment;
import dev.simarena.engine.model.LabelSelector;
import dev.simarena.engine.model.ReplicaSet;
import dev.simarena.engine.model.StatefulSet;
import org.jspecify.annotations.Nullable;

/**
 * Read and set the number of replicas of a workload, as its scale subresource does.
 *
 * @param object workload
 * @param replicas declared replicas
 * @param selector selects its pods
 */
record ScaleTarget(ApiObject object, int replicas, LabelSelector selector) {

    /** Read a workload, {@code null} where it cannot be scaled. */
    static @Nullable ScaleTarget of(@Nullable ApiObject object) {
        if (object instanceof Deployment deployment) {
            return new ScaleTarget(
                    deployment, deployment.replicas(), deployment.spec().selector());
        }
        if (object instanceof ReplicaSet set) {
            return new ScaleTarget(set, set.replicas(), set.selector());
        }
        if (object instanceof StatefulSet set) {
            return new ScaleTarget(set, set.spec().replicas(), set.spec().selector());
        }
        return null;
    }

    /** Declare another number. */
    void scale(int wanted) {
        if (object instanceof Deployment deployment) {
            deployment.setSpec(deployment.spec().withReplicas(wanted));
        } else if (object instanceof ReplicaSet set) {
            set.setReplicas(wanted);
        } else if (object instanceof StatefulSet set) {
            set.setSpec(set.spec().withReplicas(wanted));
        }
        object.nextGeneration();
    }
}
