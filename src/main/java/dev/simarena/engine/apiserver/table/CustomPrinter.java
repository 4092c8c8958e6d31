package dev.simarena.engine.apiserver.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Print custom resources in the columns that their definition names, by age where it names none.
 *
 * <p>Source: {@code customresource/tableconvertor} of the extensions API server.
 */
final class CustomPrinter implements Printer {

    private static final JsonNode AGE = JsonNodeFactory.instance
            .arrayNode()
            .add(JsonNodeFactory.instance
                    .objectNode()
                    .put("name", "Age")
                    .put("type", "date")
                    .put("description", Column.AGE.description())
                    .put("jsonPath", ".metadata.creationTimestamp"));

    private final List<Column> columns = new ArrayList<>();
    private final List<JsonPath> paths = new ArrayList<>();

    private CustomPrinter(JsonNode named) {
        columns.add(Column.NAME);
        for (JsonNode column : named) {
            String path = column.path("jsonPath").asText();
            String description = column.path("description").asText("");
            columns.add(new Column(
                    column.path("name").asText(),
                    column.path("type").asText(),
                    column.path("format").asText(""),
                    column.path("priority").asInt(),
                    description.isEmpty()
                            ? "Custom resource definition column (in JSONPath format): " + path
                            : description));
            paths.add(JsonPath.parse(path));
        }
    }

    static CustomPrinter of(JsonNode definition, String version) {
        for (JsonNode candidate : definition.path("spec").path("versions")) {
            if (candidate.path("name").asText().equals(version)) {
                JsonNode named = candidate.path("additionalPrinterColumns");
                return new CustomPrinter(named.isEmpty() ? AGE : named);
            }
        }
        return new CustomPrinter(AGE);
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public List<@Nullable Object> cells(Shown object) {
        List<@Nullable Object> cells = new ArrayList<>();
        cells.add(object.name());
        for (int i = 0; i < paths.size(); i++) {
            List<JsonNode> found = paths.get(i).find(object.object());
            cells.add(found.isEmpty() ? null : cell(object, columns.get(i + 1).type(), found.get(0)));
        }
        return cells;
    }

    private static @Nullable Object cell(Shown object, String type, JsonNode value) {
        return switch (type) {
            case "string" -> value.isContainerNode() ? value.toString() : value.asText();
            case "integer" -> value.isNumber() ? value.longValue() : null;
            case "number" -> value.isNumber() ? value.numberValue() : null;
            case "boolean" -> value.isBoolean() ? value.booleanValue() : null;
            case "date" -> value.isTextual() ? date(object, value) : null;
            default -> null;
        };
    }

    private static String date(Shown object, JsonNode value) {
        return Shown.time(value) == null && !value.asText().isEmpty() ? "<invalid>" : object.since(value);
    }
}
