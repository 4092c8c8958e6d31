package dev.simarena.trace;

/**
 * Identify an object of a trace.
 *
 * @param gvk kind of the object
 * @param name {@code namespace/name}, or the name alone where the object is cluster-scoped
 */
public record ObjectKey(Gvk gvk, String name) implements Comparable<ObjectKey> {

    /** Name the object. */
    public static ObjectKey of(TraceObject object) {
        return new ObjectKey(object.gvk(), object.key());
    }

    @Override
    public int compareTo(ObjectKey other) {
        int kinds = gvk.compareTo(other.gvk);
        return kinds != 0 ? kinds : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return gvk + " " + name;
    }
}
