package dev.simarena.engine.model;

/**
 * Show a StatefulSet.
 *
 * @param observedGeneration generation the counts belong to
 * @param replicas pods
 * @param ready running and ready pods
 * @param current pods of the current revision
 * @param updated pods of the update revision
 * @param currentRevision name of the revision from which an update started, empty before there is one
 * @param updateRevision name of the revision of the present template, empty before there is one
 * @param collisionCount how often the name of a new revision was taken
 * @param available pods ready for at least {@code minReadySeconds}
 */
public record StatefulSetStatus(
        long observedGeneration,
        int replicas,
        int ready,
        int current,
        int updated,
        String currentRevision,
        String updateRevision,
        int collisionCount,
        int available) {

    /** Status of a StatefulSet no controller has seen. */
    public static final StatefulSetStatus NONE = new StatefulSetStatus(0, 0, 0, 0, 0, "", "", 0, 0);

    /** Return the same with another number of collisions. */
    public StatefulSetStatus withCollisions(int collisions) {
        return new StatefulSetStatus(
                observedGeneration,
                replicas,
                ready,
                current,
                updated,
                currentRevision,
                updateRevision,
                collisions,
                available);
    }
}
