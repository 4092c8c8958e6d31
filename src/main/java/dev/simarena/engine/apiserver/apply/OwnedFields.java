package dev.simarena.engine.apiserver.apply;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.apiserver.apply.Shape.ListShape;
import dev.simarena.engine.apiserver.apply.Shape.MapShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Find the fields that who applies a value comes to own: all leaves, entries of maps and elements of lists.
 *
 * <p>Source: {@code structured-merge-diff/typed/tofieldset.go}.
 */
final class OwnedFields {

    private final FieldSet set = new FieldSet();
    private final List<PathElement> path = new ArrayList<>();

    private OwnedFields() {}

    static FieldSet of(JsonNode value, Shape shape) {
        OwnedFields fields = new OwnedFields();
        fields.visit(value, shape);
        return fields.set;
    }

    private void visit(JsonNode value, @Nullable Shape type) {
        Shape shape = Shape.orNothing(type).of(value);
        MapShape map = shape.map();
        ListShape list = shape.list();
        if (map != null) {
            if (map.atomic()) {
                set.insert(path);
            } else if (value.isObject()) {
                object(value, shape, map);
            }
        } else if (shape.scalar() != null) {
            set.insert(path);
        } else if (list != null) {
            if (list.atomic()) {
                set.insert(path);
            } else if (value.isArray()) {
                list(value, list);
            }
        }
    }

    private void object(JsonNode value, Shape shape, MapShape map) {
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            JsonNode inner = field.getValue();
            path.add(PathElement.field(field.getKey()));
            visit(inner, shape.field(field.getKey()));
            boolean empty = inner.isNull() || (inner.isObject() && inner.isEmpty());
            if (empty || !map.fields().containsKey(field.getKey())) {
                set.insert(path);
            }
            path.remove(path.size() - 1);
        }
    }

    private void list(JsonNode value, ListShape list) {
        ListKeys.index(list, value).forEach((element, items) -> {
            path.add(element);
            if (items.size() == 1) {
                visit(items.get(0), list.element().get());
            }
            set.insert(path);
            path.remove(path.size() - 1);
        });
    }
}
