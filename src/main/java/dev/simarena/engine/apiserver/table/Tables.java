package dev.simarena.engine.apiserver.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.ApiException;
import dev.simarena.trace.Gvk;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turn objects and lists into tables, as clients at a terminal ask for. */
public final class Tables {

    private Tables() {}

    /**
     * Make a table of an object or of a list.
     *
     * @param gvk kind of the objects as shown
     * @param definition definition of a custom kind, {@code null} for a built-in one
     * @param shown object, or list with {@code items}
     * @param options what to show of it
     * @throws ApiException 400 for an unknown part of objects
     */
    public static ObjectNode of(Gvk gvk, @Nullable JsonNode definition, JsonNode shown, TableOptions options) {
        Printer printer = printer(gvk, definition);
        ObjectNode table = JsonNodeFactory.instance.objectNode();
        table.put("kind", "Table").put("apiVersion", options.apiVersion());
        ObjectNode metadata = table.putObject("metadata");
        for (String field : List.of("resourceVersion", "continue", "remainingItemCount")) {
            JsonNode value = shown.path("metadata").get(field);
            if (value != null) {
                metadata.set(field, value);
            }
        }
        if (options.headers()) {
            table.set("columnDefinitions", columns(printer));
        } else {
            table.putNull("columnDefinitions");
        }
        ArrayNode rows = table.putArray("rows");
        if (shown.has("items")) {
            shown.get("items").forEach(item -> rows.add(row(printer, gvk, item, options)));
        } else {
            rows.add(row(printer, gvk, shown, options));
        }
        return table;
    }

    private static Printer printer(Gvk gvk, @Nullable JsonNode definition) {
        return definition == null ? Printers.of(gvk) : CustomPrinter.of(definition, gvk.version());
    }

    private static ArrayNode columns(Printer printer) {
        ArrayNode columns = JsonNodeFactory.instance.arrayNode();
        for (Column column : printer.columns()) {
            columns.addObject()
                    .put("name", column.name())
                    .put("type", column.type())
                    .put("format", column.format())
                    .put("description", column.description())
                    .put("priority", column.priority());
        }
        return columns;
    }

    private static ObjectNode row(Printer printer, Gvk gvk, JsonNode object, TableOptions options) {
        Shown shown = new Shown(object, options.now());
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        ArrayNode cells = row.putArray("cells");
        printer.cells(shown).forEach(cell -> cells.add(cell(cell)));
        List<String> completed = printer.completed(shown);
        if (!completed.isEmpty()) {
            row.putArray("conditions")
                    .addObject()
                    .put("type", "Completed")
                    .put("status", "True")
                    .put("reason", completed.get(0))
                    .put("message", completed.get(1));
        }
        row.set("object", part(gvk, object, options));
        return row;
    }

    private static JsonNode cell(@Nullable Object cell) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (cell == null) {
            return nodes.nullNode();
        }
        if (cell instanceof Boolean bool) {
            return nodes.booleanNode(bool);
        }
        if (cell instanceof Number number) {
            boolean whole = number instanceof Long || number instanceof Integer;
            return whole ? nodes.numberNode(number.longValue()) : nodes.numberNode(number.doubleValue());
        }
        return nodes.textNode(cell.toString());
    }

    private static JsonNode part(Gvk gvk, JsonNode object, TableOptions options) {
        return switch (options.includeObject()) {
            case "Object" -> named(gvk, object);
            case "None" -> NullNode.getInstance();
            case "", "Metadata" ->
                JsonNodeFactory.instance
                        .objectNode()
                        .put("kind", "PartialObjectMetadata")
                        .put("apiVersion", options.apiVersion())
                        .set("metadata", object.path("metadata"));
            default ->
                throw ApiException.badRequest(
                        "unrecognized includeObject value: \"%s\"".formatted(options.includeObject()));
        };
    }

    /** Objects in a list do not say of which kind they are, those in rows do. */
    private static JsonNode named(Gvk gvk, JsonNode object) {
        if (object.has("kind") || !(object instanceof ObjectNode whole)) {
            return object;
        }
        ObjectNode named =
                JsonNodeFactory.instance.objectNode().put("kind", gvk.kind()).put("apiVersion", gvk.apiVersion());
        return named.setAll(whole);
    }
}
