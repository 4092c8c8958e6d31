package dev.simarena.engine.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Show a Deployment.
 *
 * @param observedGeneration generation the counts belong to
 * @param replicas pods of all its ReplicaSets
 * @param updatedReplicas pods of the newest
 * @param readyReplicas ready pods
 * @param availableReplicas available pods
 * @param unavailableReplicas declared pods that are not available
 * @param conditions conditions in the order in which they were first set
 */
public record DeploymentStatus(
        long observedGeneration,
        int replicas,
        int updatedReplicas,
        int readyReplicas,
        int availableReplicas,
        int unavailableReplicas,
        List<Condition> conditions) {

    /** Status of a Deployment no controller has seen. */
    public static final DeploymentStatus NONE = new DeploymentStatus(0, 0, 0, 0, 0, 0, List.of());

    public DeploymentStatus {
        conditions = List.copyOf(conditions);
    }

    /** Return the condition of a type, {@code null} where it is not set. */
    public @Nullable Condition condition(String type) {
        for (Condition condition : conditions) {
            if (condition.type().equals(type)) {
                return condition;
            }
        }
        return null;
    }
}
