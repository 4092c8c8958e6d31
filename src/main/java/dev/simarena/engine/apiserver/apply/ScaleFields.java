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

    /** Version of scales, and where they say how many replicas are wanted. */
    static final String VERSION = "autoscaling/v1";

    private static final String REPLICAS = "spec.replicas";

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

    /**
     * Return who manages the replicas, as managers of a scale.
     *
     * @param known who manages what of the object
     */
    static Managed ofScale(Managed known, String path) {
        Managed managed = new Managed();
        known.owned().forEach((manager, owned) -> {
            if (owns(owned, path)) {
                managed.owned().put(of(manager, VERSION), new Owned(FieldSet.of(REPLICAS), VERSION, owned.seconds()));
            }
        });
        return managed;
    }

    /**
     * Return who manages what of an object after its scale was applied.
     *
     * @param known who managed what of the object before
     * @param scale who manages what of the scale now
     */
    static Managed ofObject(Managed known, Managed scale, String path, String version) {
        FieldSet replicas = FieldSet.of(path);
        Managed managed = new Managed();
        known.owned().forEach((manager, owned) -> {
            boolean kept = scale.owned().containsKey(of(manager, VERSION)) || !owns(owned, path);
            FieldSet rest = kept ? owned.fields() : owned.fields().difference(replicas);
            if (!rest.empty()) {
                managed.owned().put(manager, owned.with(rest));
            }
        });
        scale.owned().forEach((ofScale, owned) -> {
            Manager manager = of(ofScale, version);
            Owned before = known.owned().get(manager);
            if (owns(owned, REPLICAS) && (before == null || !owns(before, path))) {
                long seconds = before == null ? Managed.NO_TIME : before.seconds();
                managed.owned().put(manager, new Owned(replicas, version, seconds));
            }
        });
        return managed;
    }

    /** Return a manager as who writes another version; who applies is the same in all. */
    private static Manager of(Manager manager, String version) {
        return Manager.of(manager.name(), manager.applies(), version, manager.subresource());
    }

    private static boolean owns(Owned owned, String path) {
        return !owned.fields().intersection(FieldSet.of(path)).empty();
    }

    private static JsonNode at(JsonNode object, String path) {
        JsonNode value = object;
        for (String name : List.of(path.split("\\."))) {
            value = value == null ? MissingNode.getInstance() : value.path(name);
        }
        return value;
    }
}
