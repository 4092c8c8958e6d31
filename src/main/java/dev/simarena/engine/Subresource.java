package dev.simarena.engine;

/** Say which part of an object a request is about. */
public enum Subresource {
    /** The object itself; its status is left as it is. */
    NONE(""),
    /** The object itself with its status, for kinds whose status is like any other field. */
    WHOLE(""),
    /** Only the status. */
    STATUS("status"),
    /** The number of replicas, seen as a Scale object. */
    SCALE("scale"),
    /** Cpu and memory of the containers of a pod. */
    RESIZE("resize"),
    /** The containers of a pod that are added for a look into it. */
    EPHEMERAL("ephemeralcontainers");

    private final String path;

    Subresource(String path) {
        this.path = path;
    }

    /** Return what follows the name of the object in the path, empty for the object itself. */
    public String path() {
        return path;
    }
}
