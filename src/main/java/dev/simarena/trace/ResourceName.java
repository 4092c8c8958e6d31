package dev.simarena.trace;

/** Name the container resources that actions change. */
public enum ResourceName {
    /** CPU, counted in milli. */
    CPU("cpu"),
    /** Memory, counted in bytes. */
    MEMORY("memory");

    private final String key;

    ResourceName(String key) {
        this.key = key;
    }

    /** Return the key in a resource list, for example {@code cpu}. */
    public String key() {
        return key;
    }
}
