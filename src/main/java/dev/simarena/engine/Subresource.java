package dev.simarena.engine;

/** Say which part of an object a request is about. */
public enum Subresource {
    /** The object itself; its status is left as it is. */
    NONE,
    /** The object itself with its status, for kinds whose status is like any other field. */
    WHOLE,
    /** Only the status. */
    STATUS,
    /** The number of replicas, seen as a Scale object. */
    SCALE,
    /** Cpu and memory of the containers of a pod. */
    RESIZE
}
