package dev.simarena.engine;

/** Say which part of an object a request is about. */
public enum Subresource {
    /** The object itself; its status is left as it is. */
    NONE,
    /** Only the status. */
    STATUS,
    /** The number of replicas, seen as a Scale object. */
    SCALE,
    /** Cpu and memory of the containers of a pod. */
    RESIZE
}
