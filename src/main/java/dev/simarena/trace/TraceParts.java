package dev.simarena.trace;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gather the top-level parts of a trace as they are read, check and repair them, and join them to a trace. */
final class TraceParts {

    private static final Place EVENTS = Place.TOP.child(TraceKeys.EVENTS);
    private static final Place VERSION = Place.TOP.child(TraceKeys.VERSION);

    private final Map<String, JsonNode> values = new LinkedHashMap<>();
    private final Set<String> keys = new LinkedHashSet<>();
    private final List<TraceEvent> events = new ArrayList<>();
    private final List<Repair> repairs = new ArrayList<>();

    /** Announce a key; tells whether it is new. */
    boolean begin(String key) {
        return keys.add(key);
    }

    /** Take the value of any key but {@code events}. */
    void put(String key, JsonNode value) {
        if (key.equals(TraceKeys.VERSION)) {
            checkVersion(value);
        }
        values.put(key, value);
    }

    /** Take the next event. */
    void event(JsonNode value) {
        events.add(TraceEvent.parse(value, EVENTS.child(events.size()), repairs));
    }

    private static void checkVersion(JsonNode value) {
        long version = Shapes.integer(value, VERSION);
        if (version == 3) {
            throw TraceFault.at(VERSION, TraceMessages.versionThree(), TraceMessages.EXPORT_VERSION_2);
        }
        if (version != 1 && version != Trace.VERSION) {
            throw TraceFault.at(VERSION, TraceMessages.unsupportedVersion(value), TraceMessages.EXPORT_VERSION_2);
        }
    }

    /** Return what was repaired so far. */
    List<Repair> repairs() {
        return repairs;
    }

    /**
     * Join the parts.
     *
     * @param source what was read, where an untouched trace is written back as that
     */
    Trace join(byte @Nullable [] source) {
        JsonNode version = values.get(TraceKeys.VERSION);
        if (version == null) {
            throw TraceFault.at(VERSION, TraceMessages.missing());
        }
        if (!keys.contains(TraceKeys.EVENTS)) {
            throw TraceFault.at(EVENTS, TraceMessages.missing());
        }
        if (version.intValue() != Trace.VERSION) {
            repairs.add(Repair.at(VERSION, Repair.Kind.VERSION, TraceMessages.repairedVersion()));
        }
        TracerConfig config = config();
        sortEvents();
        TraceIndex index = index(config);
        PodLifecycles lifecycles = lifecycles();
        Map<String, JsonNode> others = new LinkedHashMap<>(values);
        others.keySet().removeAll(TraceKeys.TOP);
        JsonNode metadata = others.get(TraceKeys.METADATA);
        if (metadata != null) {
            TraceDeclaration.declared(metadata);
        }
        return new Trace(order(), config, events, index, lifecycles, others, repairs.isEmpty() ? source : null);
    }

    private TracerConfig config() {
        JsonNode value = values.get(TraceKeys.CONFIG);
        if (value != null) {
            return TracerConfig.parse(value, AppliedObjects.kinds(events), repairs);
        }
        TracerConfig config = TracerConfig.tracking(AppliedObjects.kinds(events));
        missing(TraceKeys.CONFIG, TraceMessages.repairedConfig(config.kinds()));
        return config;
    }

    private void missing(String key, String text) {
        repairs.add(Repair.at(Place.TOP.child(key), Repair.Kind.MISSING_KEY, text));
    }

    private void sortEvents() {
        for (int i = 1; i < events.size(); i++) {
            if (events.get(i).ts() < events.get(i - 1).ts()) {
                repairs.add(Repair.at(EVENTS.child(i), Repair.Kind.UNSORTED, TraceMessages.repairedOrder(i)));
                events.sort(Trace.BY_TIME);
            }
        }
    }

    private TraceIndex index(TracerConfig config) {
        JsonNode value = values.get(TraceKeys.INDEX);
        if (value != null) {
            return TraceIndex.parse(value);
        }
        TraceIndex index = TraceConsistency.index(config, new AppliedObjects(events));
        missing(TraceKeys.INDEX, TraceMessages.repairedIndex(index.size()));
        return index;
    }

    private PodLifecycles lifecycles() {
        JsonNode value = values.get(TraceKeys.POD_LIFECYCLES);
        if (value != null) {
            return PodLifecycles.parse(value);
        }
        missing(TraceKeys.POD_LIFECYCLES, TraceMessages.repairedLifecycles());
        return PodLifecycles.EMPTY;
    }

    /** Keep the order of the file; where keys were added, take SimKube's order and put the others behind. */
    private List<String> order() {
        if (keys.containsAll(TraceKeys.TOP)) {
            return List.copyOf(keys);
        }
        List<String> order = new ArrayList<>(TraceKeys.TOP);
        keys.stream().filter(key -> !TraceKeys.TOP.contains(key)).forEach(order::add);
        return order;
    }
}
