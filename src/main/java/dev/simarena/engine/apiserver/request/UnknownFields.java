package dev.simarena.engine.apiserver.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.apiserver.schema.Decoder;
import dev.simarena.engine.apiserver.schema.Schema;
import dev.simarena.engine.apiserver.schema.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Look for fields nobody knows in an object that has been decoded already, as patches leave it. */
public final class UnknownFields {

    private UnknownFields() {}

    /**
     * Return what is wrong with the fields of an object, in the API server's words.
     *
     * @param sorted whether in the order of the texts, else in that of the fields, which are sorted in each object
     */
    public static List<String> of(JsonNode object, Schema schema, boolean sorted) {
        List<String> problems = new ArrayList<>();
        look(object, schema, "", problems);
        if (sorted) {
            problems.sort(null);
        }
        return problems;
    }

    private static void look(JsonNode value, Schema schema, String path, List<String> problems) {
        if (value.isObject()) {
            Map<String, JsonNode> fields = new TreeMap<>();
            value.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
            fields.forEach((name, field) -> {
                String inner = path.isEmpty() ? name : path + "." + name;
                Schema type = Decoder.inside(schema, name, path.isEmpty());
                if (type == null) {
                    problems.add("unknown field \"" + inner + "\"");
                } else {
                    look(field, type, inner, problems);
                }
            });
        } else {
            Schema element = schema.type() == ValueType.LIST ? schema.element() : Schema.ANYTHING;
            for (int i = 0; i < value.size(); i++) {
                look(value.get(i), element, path + "[" + i + "]", problems);
            }
        }
    }
}
