package dev.simarena.cluster.kube;

/** Say who replays a trace on a real cluster. */
public enum SimKubeMode {

    /** SimKube's controller and driver, which have to be installed. */
    INSTALLED,

    /** The arena itself, in the way of SimKube's driver. */
    NONE
}
