package dev.simarena.engine.apiserver.apply;

import java.util.Comparator;

/**
 * Identify who manages fields.
 *
 * @param applies whether it applies, else it updates
 * @param apiVersion version of the object it wrote last; empty for one that applies, which is the same in all versions
 * @param subresource subresource it writes, empty for the object itself
 */
record Manager(String name, boolean applies, String apiVersion, String subresource) implements Comparable<Manager> {

    private static final Comparator<Manager> ORDER = Comparator.comparing(Manager::name)
            .thenComparing(Manager::applies)
            .thenComparing(Manager::apiVersion)
            .thenComparing(Manager::subresource);

    /** Return the manager of one operation. */
    static Manager of(String name, boolean applies, String apiVersion, String subresource) {
        return new Manager(name.isEmpty() ? "unknown" : name, applies, applies ? "" : apiVersion, subresource);
    }

    /** Return the manager as messages name it. */
    String shown() {
        String shown = '"' + name + '"';
        if (!subresource.isEmpty()) {
            shown += " with subresource \"" + subresource + '"';
        }
        return applies ? shown : shown + " using " + apiVersion;
    }

    @Override
    public int compareTo(Manager other) {
        return ORDER.compare(this, other);
    }
}
