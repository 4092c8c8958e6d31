package dev.simarena.engine.apiserver.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.apiserver.apply.Managed.Owned;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Compute who owns what after an update, and what an object becomes that somebody applies to.
 *
 * <p>Source: {@code structured-merge-diff/merge/update.go}.
 */
final class Updater {

    private final Function<String, @Nullable Shape> shapes;
    private final FieldSet ignored;

    /**
     * @param shapes types by apiVersion, {@code null} for versions that are not known
     * @param ignored fields that the requests cannot change
     */
    Updater(Function<String, @Nullable Shape> shapes, FieldSet ignored) {
        this.shapes = shapes;
        this.ignored = ignored;
    }

    /** An object and who manages what of it. */
    record Result(ObjectNode object, Managed managed) {}

    /** Return who manages what after a manager has written an object. */
    Managed update(ObjectNode live, ObjectNode written, String apiVersion, Managed managed, Manager manager) {
        Managed result = managed.copy();
        Comparison comparison = settle(live, written, apiVersion, result, manager, true);
        Owned before = result.owned().get(manager);
        FieldSet fields = (before == null ? FieldSet.NONE : before.fields())
                .difference(comparison.removed())
                .union(comparison.modified())
                .union(comparison.added())
                .differenceWithBelow(ignored);
        if (fields.empty()) {
            result.owned().remove(manager);
        } else {
            long seconds = before == null ? Managed.NO_TIME : before.seconds();
            result.owned().put(manager, new Owned(fields, apiVersion, seconds));
        }
        return result;
    }

    /**
     * Merge what a manager applies.
     *
     * @throws ConflictException where others manage fields it wants to change, unless forced
     */
    Result apply(
            ObjectNode live, ObjectNode applied, String apiVersion, Managed managed, Manager manager, boolean force) {
        Managed result = managed.copy();
        Shape shape = Shape.orNothing(shapes.apply(apiVersion));
        ObjectNode merged = object(Merge.merge(live, applied, shape), live);
        Owned last = result.owned().get(manager);
        FieldSet fields = OwnedFields.of(applied, shape).differenceWithBelow(ignored);
        long seconds = last == null ? Managed.NO_TIME : last.seconds();
        result.owned().put(manager, new Owned(fields, apiVersion, seconds));
        ObjectNode pruned = last == null || last.fields().empty() ? merged : prune(merged, result, last);
        settle(live, pruned, apiVersion, result, manager, force);
        return new Result(pruned, result);
    }

    /**
     * Take from all other managers what has been changed or removed.
     *
     * @throws ConflictException where others lose fields, unless forced
     */
    private Comparison settle(
            ObjectNode live, ObjectNode written, String apiVersion, Managed managed, Manager manager, boolean force) {
        Map<String, Comparison> versions = new TreeMap<>();
        Comparison comparison = compare(live, written, apiVersion);
        versions.put(apiVersion, comparison);
        Map<Manager, FieldSet> conflicts = new TreeMap<>();
        for (Map.Entry<Manager, Owned> entry : List.copyOf(managed.owned().entrySet())) {
            Manager other = entry.getKey();
            if (other.equals(manager)) {
                continue;
            }
            String version = entry.getValue().apiVersion();
            if (shapes.apply(version) == null) {
                managed.owned().remove(other);
                continue;
            }
            Comparison its = versions.computeIfAbsent(version, v -> compare(live, written, v));
            FieldSet lost =
                    entry.getValue().fields().intersection(its.modified().union(its.added()));
            if (!lost.empty()) {
                conflicts.put(other, lost);
            }
        }
        if (!force && !conflicts.isEmpty()) {
            throw new ConflictException(conflicts);
        }
        for (Map.Entry<Manager, Owned> entry : List.copyOf(managed.owned().entrySet())) {
            Manager other = entry.getKey();
            FieldSet fields = entry.getValue().fields();
            if (!other.equals(manager)) {
                Comparison its = versions.get(entry.getValue().apiVersion());
                fields = fields.difference(conflicts.getOrDefault(other, FieldSet.NONE))
                        .difference(its == null ? FieldSet.NONE : its.removed());
            }
            if (fields.empty()) {
                managed.owned().remove(other);
            } else {
                managed.owned().put(other, entry.getValue().with(fields));
            }
        }
        return comparison;
    }

    private Comparison compare(ObjectNode live, ObjectNode written, String apiVersion) {
        return Comparison.of(live, written, Shape.orNothing(shapes.apply(apiVersion)))
                .without(ignored);
    }

    /** Remove what the manager applied last time and does not any more, unless others own it. */
    private ObjectNode prune(ObjectNode merged, Managed managed, Owned last) {
        Shape shape = shapes.apply(last.apiVersion());
        if (shape == null) {
            return merged;
        }
        JsonNode pruned = Removal.remove(merged, last.fields().withDeclaredFields(shape), shape);
        for (Map.Entry<String, FieldSet> owned :
                ownedByVersion(managed, last.apiVersion()).entrySet()) {
            Shape versioned = shapes.apply(owned.getKey());
            if (versioned != null) {
                FieldSet kept = named(pruned, versioned).union(owned.getValue().withDeclaredFields(versioned));
                pruned = Removal.remove(merged, named(merged, versioned).difference(kept), versioned);
            }
        }
        FieldSet doomed = named(merged, shape)
                .difference(named(pruned, shape))
                .intersection(last.fields().withDeclaredFields(shape));
        return object(Removal.remove(merged, doomed, shape), merged);
    }

    /** Return what anybody owns, by the version in which it is named; that of the last apply first. */
    private static Map<String, FieldSet> ownedByVersion(Managed managed, String first) {
        Map<String, FieldSet> owned = new LinkedHashMap<>();
        List<Owned> all = new ArrayList<>(managed.owned().values());
        all.stream().filter(one -> one.apiVersion().equals(first)).forEach(one -> add(owned, one));
        all.stream().filter(one -> !one.apiVersion().equals(first)).forEach(one -> add(owned, one));
        return owned;
    }

    private static void add(Map<String, FieldSet> owned, Owned one) {
        owned.merge(one.apiVersion(), one.fields(), FieldSet::union);
    }

    private static FieldSet named(JsonNode object, Shape shape) {
        return OwnedFields.of(object, shape).withDeclaredFields(shape);
    }

    private static ObjectNode object(@Nullable JsonNode value, ObjectNode none) {
        return value instanceof ObjectNode object ? object : none.objectNode();
    }
}
