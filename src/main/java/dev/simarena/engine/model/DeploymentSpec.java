package dev.simarena.engine.model;

/**
 * Declare a Deployment, defaults applied.
 *
 * @param replicas number of pods
 * @param selector selector of its pods
 * @param template template of its pods
 * @param recreate whether the strategy is Recreate, else RollingUpdate
 * @param surge {@code maxSurge}
 * @param unavailable {@code maxUnavailable}
 * @param minReadySeconds seconds a pod must be ready to count as available
 * @param revisionHistoryLimit number of old ReplicaSets to keep
 * @param progressDeadlineSeconds seconds after which a rollout counts as stuck
 * @param paused whether rollouts are paused
 */
public record DeploymentSpec(
        int replicas,
        LabelSelector selector,
        PodTemplate template,
        boolean recreate,
        IntOrPercent surge,
        IntOrPercent unavailable,
        int minReadySeconds,
        int revisionHistoryLimit,
        int progressDeadlineSeconds,
        boolean paused) {

    /** Return the same with another number of replicas. */
    public DeploymentSpec withReplicas(int wanted) {
        return new DeploymentSpec(
                wanted,
                selector,
                template,
                recreate,
                surge,
                unavailable,
                minReadySeconds,
                revisionHistoryLimit,
                progressDeadlineSeconds,
                paused);
    }

    /** Return how many pods may exist beyond the replicas during a rolling update. */
    public int maxSurge() {
        return recreate ? 0 : surge.up(replicas);
    }

    /** Return how many pods may be missing during a rolling update; 1 where both fenceposts would be 0. */
    public int maxUnavailable() {
        if (recreate || replicas == 0) {
            return 0;
        }
        int down = unavailable.down(replicas);
        if (down == 0 && surge.up(replicas) == 0) {
            down = 1;
        }
        return Math.min(down, replicas);
    }
}
