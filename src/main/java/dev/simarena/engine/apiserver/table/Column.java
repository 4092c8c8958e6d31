package dev.simarena.engine.apiserver.table;

import dev.simarena.engine.apiserver.schema.BuiltInSchemas;

/**
 * Describe one column.
 *
 * @param name heading
 * @param type JSON type of its cells, or {@code date}
 * @param format {@code name} for the column of names, else mostly empty
 * @param priority 0 for columns that are always shown, 1 for those of {@code -o wide}
 * @param description what its cells mean
 */
record Column(String name, String type, String format, int priority, String description) {

    private static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";

    static final Column NAME = new Column("Name", "string", "name", 0, BuiltInSchemas.describe(META, "name"));
    static final Column AGE = string("Age", BuiltInSchemas.describe(META, "creationTimestamp"));
    static final Column CREATED_AT =
            new Column("Created At", "date", "", 0, BuiltInSchemas.describe(META, "creationTimestamp"));
    static final Column CONTAINERS =
            string("Containers", "Names of each container in the template.").wide();
    static final Column IMAGES = string("Images", "Images referenced by each container in the template.")
            .wide();

    static Column string(String name, String description) {
        return new Column(name, "string", "", 0, description);
    }

    static Column integer(String name, String description) {
        return new Column(name, "integer", "", 0, description);
    }

    static Column bool(String name, String description) {
        return new Column(name, "boolean", "", 0, description);
    }

    /** Return the description of a field, for example {@code core.v1.PodStatus} and {@code podIP}. */
    static String doc(String type, String field) {
        return BuiltInSchemas.describe("io.k8s.api." + type, field);
    }

    Column wide() {
        return new Column(name, type, format, 1, description);
    }
}
