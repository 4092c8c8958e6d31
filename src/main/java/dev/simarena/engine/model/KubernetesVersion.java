package dev.simarena.engine.model;

/** Name a version of Kubernetes whose scheduler is followed where versions differ. */
public enum KubernetesVersion {
    /**
     * 1.34: balance after the pod came as the balance score; taints named in messages; nodes declare no features; bound pods
     * go on showing the node they waited for.
     */
    V1_34,
    /** 1.36: change of the balance as the balance score. */
    V1_36
}
