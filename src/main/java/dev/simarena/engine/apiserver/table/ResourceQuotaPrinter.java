package dev.simarena.engine.apiserver.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Print resource quotas: used against hard, requests and limits apart. */
final class ResourceQuotaPrinter implements Printer {

    private static final List<Column> COLUMNS = List.of(
            Column.NAME,
            Column.string("Request", "Request represents a minimum amount of cpu/memory that a container may consume."),
            Column.string(
                    "Limit",
                    "Limits control the maximum amount of cpu/memory that a container may use independent of contention on the node."),
            Column.AGE);

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public List<@Nullable Object> cells(Shown object) {
        List<String> requests = new ArrayList<>();
        List<String> limits = new ArrayList<>();
        Map<String, JsonNode> hard = new TreeMap<>();
        object.at("status", "hard").properties().forEach(one -> hard.put(one.getKey(), one.getValue()));
        hard.forEach((resource, amount) -> {
            String used = object.textOr("0", "status", "used", resource);
            List<String> column = resource.startsWith("limits.") ? limits : requests;
            column.add(resource + ": " + used + "/" + amount.asText());
        });
        return List.of(object.name(), String.join(", ", requests), String.join(", ", limits), object.age());
    }
}
