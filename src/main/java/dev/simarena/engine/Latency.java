package dev.simarena.engine;

/** Say how long the parts of a control plane take. */
public enum Latency {

    /** Everything that can happen now happens now. */
    INSTANT,

    /**
     * Each part hears of a change and acts on it 10 ms later, and clients may send as many requests as those of a
     * cluster with default settings: each controller 20 a second after a burst of 30, the scheduler 50 after 100.
     *
     * <p>So a ReplicaSet of 1,000 pods takes about 50 s. Requests that only report events are not counted.
     */
    KIND_LIKE
}
