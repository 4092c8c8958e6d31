package dev.simarena.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Hold the {@code config} of a trace: which kinds are tracked, and where their pod templates are; immutable. */
final class TracerConfig {

    private static final Place PLACE = Place.TOP.child(TraceKeys.CONFIG);
    private static final Place TRACKED = PLACE.child(TraceKeys.TRACKED_OBJECTS);
    private static final Set<String> ENTRY_KEYS =
            Set.of(TraceKeys.PATHS, TraceKeys.LEGACY_PATH, TraceKeys.TRACK_LIFECYCLE, TraceKeys.SKIP_OWNED);

    private final ObjectNode node;
    private final Map<Gvk, List<String>> paths;

    /** Take over a config that was checked for its shape. */
    TracerConfig(ObjectNode node) {
        this.node = node;
        this.paths = new LinkedHashMap<>();
        for (var entry : node.path(TraceKeys.TRACKED_OBJECTS).properties()) {
            Gvk gvk = Gvk.parse(entry.getKey());
            List<String> given = givenPaths(entry.getValue());
            paths.put(gvk, given.isEmpty() ? KnownKinds.paths(gvk) : given);
        }
    }

    /** Track the known ones of some kinds with SimKube's default paths. */
    static TracerConfig tracking(Collection<Gvk> kinds) {
        return new TracerConfig(JsonNodeFactory.instance
                        .objectNode()
                        .set(TraceKeys.TRACKED_OBJECTS, JsonNodeFactory.instance.objectNode()))
                .alsoTracking(kinds);
    }

    /** Track further kinds with SimKube's default paths; kinds without one are left out, as SimKube refuses them. */
    TracerConfig alsoTracking(Collection<Gvk> kinds) {
        if (kinds.isEmpty()) {
            return this;
        }
        List<Gvk> added = new TreeSet<>(kinds)
                .stream()
                        .filter(KnownKinds::contains)
                        .filter(gvk -> !tracks(gvk))
                        .toList();
        if (added.isEmpty()) {
            return this;
        }
        ObjectNode copy = node.deepCopy();
        ObjectNode tracked = copy.withObject(TraceKeys.TRACKED_OBJECTS);
        added.forEach(gvk -> tracked.putObject(gvk.toString()).set(TraceKeys.PATHS, pathList(KnownKinds.paths(gvk))));
        return new TracerConfig(copy);
    }

    /** Check the shape, and repair what SimKube refuses. */
    static TracerConfig parse(JsonNode value, Collection<Gvk> kindsThatOccur, List<Repair> repairs) {
        ObjectNode config = Shapes.map(value, PLACE);
        if (!config.has(TraceKeys.TRACKED_OBJECTS)) {
            TracerConfig added = new TracerConfig(config.deepCopy()
                            .<ObjectNode>set(TraceKeys.TRACKED_OBJECTS, JsonNodeFactory.instance.objectNode()))
                    .alsoTracking(kindsThatOccur);
            repairs.add(Repair.at(TRACKED, Repair.Kind.MISSING_KEY, TraceMessages.repairedTracked(added.kinds())));
            return added;
        }
        ObjectNode tracked = Shapes.map(config.get(TraceKeys.TRACKED_OBJECTS), TRACKED);
        List<Repair> found = new ArrayList<>();
        ObjectNode repaired = tracked.deepCopy();
        for (var entry : tracked.properties()) {
            Place place = TRACKED.child(entry.getKey());
            Gvk gvk = Shapes.gvk(entry.getKey(), place);
            checkShape(Shapes.map(entry.getValue(), place), place);
            repair(gvk, entry.getKey(), repaired, found);
        }
        repairs.addAll(found);
        return new TracerConfig(found.isEmpty() ? config : config.deepCopy().set(TraceKeys.TRACKED_OBJECTS, repaired));
    }

    private static void checkShape(ObjectNode entry, Place place) {
        if (entry.hasNonNull(TraceKeys.PATHS)) {
            Place list = place.child(TraceKeys.PATHS);
            ArrayNode paths = Shapes.list(entry.get(TraceKeys.PATHS), list);
            for (int i = 0; i < paths.size(); i++) {
                if (!paths.get(i).isTextual()) {
                    throw Shapes.wrong(paths.get(i), list.child(i), "a text");
                }
            }
        }
        if (entry.hasNonNull(TraceKeys.LEGACY_PATH)
                && !entry.get(TraceKeys.LEGACY_PATH).isTextual()) {
            throw Shapes.wrong(entry.get(TraceKeys.LEGACY_PATH), place.child(TraceKeys.LEGACY_PATH), "a text");
        }
        for (String flag : List.of(TraceKeys.TRACK_LIFECYCLE, TraceKeys.SKIP_OWNED)) {
            if (entry.has(flag)) {
                Shapes.bool(entry.get(flag), place.child(flag));
            }
        }
    }

    private static void repair(Gvk gvk, String key, ObjectNode tracked, List<Repair> repairs) {
        ObjectNode entry = tracked.withObject("/" + key.replace("~", "~0").replace("/", "~1"));
        Place place = TRACKED.child(key);
        for (String unknown : unknownKeys(entry)) {
            entry.remove(unknown);
            repairs.add(Repair.at(
                    place.child(unknown), Repair.Kind.UNKNOWN_KEY, TraceMessages.repairedUnknownKey(gvk, unknown)));
        }
        List<String> given = givenPaths(entry);
        List<String> known = KnownKinds.paths(gvk);
        if (given.isEmpty() && known.isEmpty()) {
            tracked.remove(key);
            repairs.add(Repair.at(place, Repair.Kind.MISSING_PATH, TraceMessages.repairedMissingPath(gvk)));
        } else if (!given.isEmpty() && !known.isEmpty() && !given.equals(known)) {
            entry.remove(TraceKeys.LEGACY_PATH);
            entry.set(TraceKeys.PATHS, pathList(known));
            repairs.add(
                    Repair.at(place, Repair.Kind.INVALID_PATH, TraceMessages.repairedInvalidPath(gvk, given, known)));
        }
    }

    private static List<String> unknownKeys(ObjectNode entry) {
        List<String> unknown = new ArrayList<>();
        entry.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(ENTRY_KEYS);
        return unknown;
    }

    /** Throw where SimKube 2.6 and later refuse to load the config. */
    void check() {
        for (var entry : node.path(TraceKeys.TRACKED_OBJECTS).properties()) {
            Gvk gvk = Gvk.parse(entry.getKey());
            List<String> given = givenPaths(entry.getValue());
            List<String> known = KnownKinds.paths(gvk);
            if (given.isEmpty() && known.isEmpty()) {
                throw TraceFiles.unwritable(TraceMessages.missingPath(gvk), TraceMessages.dropFromTracked());
            }
            if (!given.isEmpty() && !known.isEmpty() && !given.equals(known)) {
                throw TraceFiles.unwritable(TraceMessages.invalidPath(gvk), TraceMessages.dropFromTracked());
            }
        }
    }

    /** Return the paths as SimKube resolves old and new key: a list that is not empty wins. */
    private static List<String> givenPaths(JsonNode entry) {
        List<String> paths = new ArrayList<>();
        entry.path(TraceKeys.PATHS).forEach(path -> paths.add(path.asText()));
        if (paths.isEmpty() && entry.path(TraceKeys.LEGACY_PATH).isTextual()) {
            paths.add(entry.path(TraceKeys.LEGACY_PATH).textValue());
        }
        return List.copyOf(paths);
    }

    private static ArrayNode pathList(List<String> paths) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        paths.forEach(list::add);
        return list;
    }

    boolean tracks(Gvk gvk) {
        return paths.containsKey(gvk);
    }

    Set<Gvk> kinds() {
        return paths.keySet();
    }

    /** Return the pod template paths of a tracked kind, empty where the kind is not tracked. */
    List<String> paths(Gvk gvk) {
        return paths.getOrDefault(gvk, List.of());
    }

    ObjectNode node() {
        return node;
    }
}
