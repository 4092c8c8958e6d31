package dev.simarena.engine.apiserver.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.apiserver.apply.Managed.Owned;
import java.util.List;
import java.util.Map;

/**
 * Let who writes a scale own the replicas of the object.
 *
 * <p>Source: {@code managedfields/scalehandler.go}; such an entry has no time.
 */
final class ScaleFields {

    private static final String SCALE = "scale";

    private ScaleFields() {}

    /**
     * Return who manages what after a scale was written.
     *
     * @param path where the object says how many replicas are wanted
     */
    static Managed taken(Managed known, Author author, String path, ObjectNode before, ObjectNode after) {
        if (at(before, path).equals(at(after, path))) {
            return known;
        }
        FieldSet replicas = FieldSet.of(path);
        Managed taken = new Managed();
        for (Map.Entry<Manager, Owned> entry : known.owned().entrySet()) {
            FieldSet rest = entry.getValue().fields().difference(replicas);
            if (!rest.empty()) {
                taken.owned().put(entry.getKey(), entry.getValue().with(rest));
            }
        }
        String version = author.served().apiVersion();
        Manager manager = Manager.of(author.name(), false, version, SCALE);
        taken.owned().put(manager, new Owned(replicas, version, Managed.NO_TIME));
        return taken;
    }

    private static JsonNode at(JsonNode object, String path) {
        JsonNode value = object;
        for (String name : List.of(path.split("\\."))) {
            value = value == null ? MissingNode.getInstance() : value.path(name);
        }
        return value;
    }
}
