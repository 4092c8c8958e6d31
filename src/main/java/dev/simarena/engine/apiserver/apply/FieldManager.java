package dev.simarena.engine.apiserver.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.apiserver.apply.Managed.Owned;
import dev.simarena.engine.model.ApiException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keep account of who manages which fields of the objects of one kind, through one of its subresources or the object
 * itself.
 *
 * <p>Objects are JSON as the API server shows them; their {@code metadata.managedFields} say what is known before and
 * after. Source: {@code apimachinery/pkg/util/managedfields}.
 */
final class FieldManager {

    /** Fields that nobody manages. */
    private static final FieldSet UNMANAGED = FieldSet.of(
            "apiVersion",
            "kind",
            "metadata",
            "metadata.name",
            "metadata.namespace",
            "metadata.creationTimestamp",
            "metadata.selfLink",
            "metadata.uid",
            "metadata.clusterName",
            "metadata.generation",
            "metadata.managedFields",
            "metadata.resourceVersion");

    /** Stands for whoever writes at present, so that it is known whether the request has changed anything. */
    private static final Manager SELF = new Manager("current-operation", false, "", "");

    private static final String BEFORE_APPLY = "before-first-apply";
    private static final String ANCIENT = "ancient-changes";
    private static final int MOST_UPDATERS = 10;

    private final String apiVersion;
    private final String subresource;
    private final Function<String, @Nullable Shape> shapes;
    private final Updater updater;

    /**
     * @param apiVersion version in which the requests are written
     * @param subresource empty for the object itself
     * @param shapes types by apiVersion, {@code null} for versions that are not known
     * @param ignored fields that requests of this subresource cannot change
     */
    FieldManager(String apiVersion, String subresource, Function<String, @Nullable Shape> shapes, FieldSet ignored) {
        this.apiVersion = apiVersion;
        this.subresource = subresource;
        this.shapes = shapes;
        this.updater = new Updater(shapes, ignored);
    }

    /**
     * Return who manages what after an object has been created or updated.
     *
     * @param live the object as it was; one without any values where it is created
     * @param written the object as it is now
     * @param managed who managed what before, or what the request says about it
     * @param name who writes it, empty where unknown
     * @param seconds time in seconds since 1970
     */
    Managed update(ObjectNode live, ObjectNode written, Managed managed, String name, long seconds) {
        if (managed.empty() && live.at("/metadata/uid").isTextual()) {
            return managed;
        }
        return capped(updated(live, written, managed, manager(name, false), seconds));
    }

    private Managed updated(ObjectNode live, ObjectNode written, Managed managed, Manager manager, long seconds) {
        Managed result = updater.update(live, written, apiVersion, managed, SELF);
        Owned own = result.owned().remove(SELF);
        FieldSet fields = own == null ? FieldSet.NONE : own.fields().difference(UNMANAGED);
        if (!fields.empty()) {
            Owned before = result.owned().get(manager);
            FieldSet all = before == null ? fields : fields.union(before.fields());
            result.owned().put(manager, new Owned(all, apiVersion, seconds));
        }
        return result;
    }

    /**
     * Merge what somebody applies.
     *
     * @param live the object as it is; one without any values where there is none
     * @param blank an object without any values
     * @param force whether others may lose fields
     * @return the merged object and who manages what of it
     * @throws ApiException 400, 409 or 500
     */
    Updater.Result apply(
            ObjectNode live,
            ObjectNode blank,
            ObjectNode applied,
            Managed managed,
            String name,
            boolean force,
            long seconds) {
        Updater.Result result = converted(live, blank, applied, managed, name, force, seconds);
        if (LastApplied.tracks(name) && LastApplied.present(result.object())) {
            ObjectNode object = result.object().deepCopy();
            LastApplied.set(object, applied);
            return new Updater.Result(object, result.managed());
        }
        return result;
    }

    /** Apply; what only a client-side apply of the same manager's has set gives no conflict. */
    private Updater.Result converted(
            ObjectNode live,
            ObjectNode blank,
            ObjectNode applied,
            Managed managed,
            String name,
            boolean force,
            long seconds) {
        try {
            return tracked(live, blank, applied, managed, name, force, seconds);
        } catch (ConflictException conflicts) {
            FieldSet allowed = LastApplied.tracks(name)
                    ? LastApplied.unchanged(live, apiVersion, Shape.orNothing(shapes.apply(apiVersion)))
                    : FieldSet.NONE;
            if (!conflicts.fields().difference(allowed).empty()) {
                throw conflicts.without(allowed).answer();
            }
            return tracked(live, blank, applied, managed, name, true, seconds);
        }
    }

    private Updater.Result tracked(
            ObjectNode live,
            ObjectNode blank,
            ObjectNode applied,
            Managed managed,
            String name,
            boolean force,
            long seconds) {
        Managed known =
                managed.empty() ? updated(blank, live, managed, manager(BEFORE_APPLY, false), seconds) : managed;
        Manager manager = manager(name, true);
        Updater.Result result = updater.apply(live, applied, apiVersion, known, manager, force);
        Owned own = result.managed().owned().remove(manager);
        FieldSet fields = own == null ? FieldSet.NONE : own.fields().difference(UNMANAGED);
        if (own != null && !fields.empty()) {
            boolean changed = !Values.equal(live, result.object());
            result.managed().owned().put(manager, changed ? own.with(fields).at(seconds) : own.with(fields));
        }
        return result;
    }

    private Manager manager(String name, boolean applies) {
        return Manager.of(name, applies, apiVersion, subresource);
    }

    /** Keep at most ten managers that update: the oldest become one. */
    private static Managed capped(Managed managed) {
        List<Map.Entry<Manager, Owned>> updaters = new ArrayList<>();
        managed.owned().entrySet().stream()
                .filter(entry -> !entry.getKey().applies())
                .forEach(updaters::add);
        int count = updaters.size();
        if (count <= MOST_UPDATERS) {
            return managed;
        }
        updaters.sort(
                Comparator.comparingLong(entry -> Math.max(0, entry.getValue().seconds())));
        Managed result = managed.copy();
        Map<String, Manager> first = new HashMap<>();
        for (Map.Entry<Manager, Owned> entry : updaters) {
            if (count <= MOST_UPDATERS) {
                break;
            }
            Owned own = entry.getValue();
            Manager earliest = first.putIfAbsent(own.apiVersion(), entry.getKey());
            if (earliest == null) {
                continue;
            }
            Manager bucket = new Manager(ANCIENT, false, own.apiVersion(), "");
            Owned older = result.owned().get(bucket);
            if (older == null) {
                older = result.owned().remove(earliest);
            }
            FieldSet fields = older == null ? own.fields() : own.fields().union(older.fields());
            result.owned().remove(entry.getKey());
            result.owned().put(bucket, new Owned(fields, own.apiVersion(), own.seconds()));
            count--;
        }
        return result;
    }

    /** Tell whether a request wants nothing to be known of managers: no entries, or one that is empty. */
    static boolean resets(JsonNode entries) {
        return entries.isArray()
                && (entries.isEmpty()
                        || (entries.size() == 1
                                && entries.get(0).isObject()
                                && entries.get(0).isEmpty()));
    }
}
