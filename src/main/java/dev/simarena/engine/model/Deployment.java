package dev.simarena.engine.model;

import dev.simarena.trace.Gvk;
import dev.simarena.trace.Quantity;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Hold a Deployment. */
public final class Deployment extends ApiObject {

    private ObjectSet<ReplicaSet> replicaSets = new ObjectSet<>();
    private DeploymentSpec spec;
    private DeploymentStatus status = DeploymentStatus.NONE;
    private @Nullable Integer collisionCount;
    private long watchedUntil = Long.MIN_VALUE;

    public Deployment(
            String namespace,
            String name,
            Map<String, String> labels,
            Map<String, String> annotations,
            DeploymentSpec spec) {
        super(Gvk.DEPLOYMENT, namespace, name, labels, annotations);
        this.spec = spec;
    }

    public DeploymentSpec spec() {
        return spec;
    }

    public void setSpec(DeploymentSpec spec) {
        this.spec = spec;
    }

    public DeploymentStatus status() {
        return status;
    }

    public void setStatus(DeploymentStatus status) {
        this.status = status;
    }

    /** Return how often a client says that names of its ReplicaSets were taken, {@code null} where none says so. */
    public @Nullable Integer collisionCount() {
        return collisionCount;
    }

    public void setCollisionCount(@Nullable Integer count) {
        collisionCount = count;
    }

    /** Note that somebody will look at the progress deadline at this time; false where that was known. */
    public boolean watchUntil(long time) {
        boolean news = time > watchedUntil;
        watchedUntil = Math.max(watchedUntil, time);
        return news;
    }

    /** Return its ReplicaSets in the order of creation; kept by the store. */
    public Set<ReplicaSet> replicaSets() {
        return replicaSets;
    }

    public int replicas() {
        return spec.replicas();
    }

    /** Return the cpu request of the first container as stored, {@code null} where absent. */
    public @Nullable Quantity cpu() {
        return spec.template().firstCpu();
    }

    /** Return the memory request of the first container as stored, {@code null} where absent. */
    public @Nullable Quantity memory() {
        return spec.template().firstMemory();
    }

    /** Return what the scheduler counts for one of its pods. */
    public PodRequests podRequests() {
        return spec.template().requests();
    }

    @Override
    protected void relink(Fork fork) {
        super.relink(fork);
        replicaSets = replicaSets.copy(fork);
    }
}
