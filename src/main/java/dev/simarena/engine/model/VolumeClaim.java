package dev.simarena.engine.model;

/**
 * Name a persistent volume claim that a pod mounts.
 *
 * @param volume name of the volume in the pod
 * @param claim name of the claim, empty for an ephemeral volume, whose claim is made for the pod
 */
public record VolumeClaim(String volume, String claim) {

    /** Return the name of the claim of one pod. */
    public String of(String podName) {
        return claim.isEmpty() ? podName + "-" + volume : claim;
    }

    /** Tell whether the claim is made for the pod and must belong to it. */
    public boolean ephemeral() {
        return claim.isEmpty();
    }
}
