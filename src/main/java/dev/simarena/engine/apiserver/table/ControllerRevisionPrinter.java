package dev.simarena.engine.apiserver.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Print ControllerRevisions. */
final class ControllerRevisionPrinter implements Printer {

    private static final List<Column> COLUMNS = List.of(
            Column.NAME,
            Column.string("Controller", "Controller of the object"),
            Column.string("Revision", Column.doc("apps.v1.ControllerRevision", "revision")),
            Column.AGE);

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public List<@Nullable Object> cells(Shown object) {
        return List.of(object.name(), controller(object), object.number("revision"), object.age());
    }

    private static String controller(Shown revision) {
        for (JsonNode owner : revision.at("metadata", "ownerReferences")) {
            if (owner.path("controller").asBoolean()) {
                String version = owner.path("apiVersion").asText();
                int slash = version.indexOf('/');
                String group = slash < 0 ? "" : "." + version.substring(0, slash);
                return (owner.path("kind").asText() + group).toLowerCase(Locale.ROOT) + "/"
                        + owner.path("name").asText();
            }
        }
        return Shown.NONE;
    }
}
