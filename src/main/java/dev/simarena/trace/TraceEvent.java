package dev.simarena.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Hold what happens at one moment of a trace: objects applied, objects deleted; immutable. */
public final class TraceEvent {

    private final long ts;
    private final List<TraceObject> applied;
    private final List<TraceObject> deleted;
    private final List<String> keys;
    private final Map<String, JsonNode> others;

    /** Make an event at a time in unix seconds. */
    public TraceEvent(long ts, List<TraceObject> applied, List<TraceObject> deleted) {
        this(ts, applied, deleted, TraceKeys.EVENT, Map.of());
    }

    private TraceEvent(
            long ts,
            List<TraceObject> applied,
            List<TraceObject> deleted,
            List<String> keys,
            Map<String, JsonNode> others) {
        this.ts = ts;
        this.applied = List.copyOf(applied);
        this.deleted = List.copyOf(deleted);
        this.keys = keys;
        this.others = others;
    }

    /** Return the time in unix seconds. */
    public long ts() {
        return ts;
    }

    /** Return the objects created or changed, in order. */
    public List<TraceObject> applied() {
        return applied;
    }

    /** Return the objects deleted, in order; they may have nothing but kind, namespace and name. */
    public List<TraceObject> deleted() {
        return deleted;
    }

    /** Return this event with other applied objects; keys this library does not know are kept. */
    public TraceEvent withApplied(List<TraceObject> objects) {
        return new TraceEvent(ts, objects, deleted, keys, others);
    }

    /** Return this event with other deleted objects; keys this library does not know are kept. */
    public TraceEvent withDeleted(List<TraceObject> objects) {
        return new TraceEvent(ts, applied, objects, keys, others);
    }

    /** Return this event at another time in unix seconds. */
    public TraceEvent withTs(long time) {
        return new TraceEvent(time, applied, deleted, keys, others);
    }

    /** Read an event from its JSON view; a missing list becomes an empty one and is told to the repairs. */
    static TraceEvent parse(JsonNode value, Place place, List<Repair> repairs) {
        ObjectNode map = Shapes.map(value, place);
        long ts = Shapes.integer(map.get(TraceKeys.TS), place.child(TraceKeys.TS));
        List<TraceObject> applied = objects(map, place.child(TraceKeys.APPLIED), TraceKeys.APPLIED, repairs);
        List<TraceObject> deleted = objects(map, place.child(TraceKeys.DELETED), TraceKeys.DELETED, repairs);
        List<String> keys = new ArrayList<>(map.size());
        map.fieldNames().forEachRemaining(keys::add);
        if (keys.equals(TraceKeys.EVENT)) {
            return new TraceEvent(ts, applied, deleted);
        }
        TraceKeys.EVENT.stream().filter(key -> !map.has(key)).forEach(keys::add);
        Map<String, JsonNode> others = new HashMap<>();
        map.properties().forEach(field -> others.put(field.getKey(), field.getValue()));
        others.keySet().removeAll(TraceKeys.EVENT);
        return new TraceEvent(ts, applied, deleted, List.copyOf(keys), Map.copyOf(others));
    }

    private static List<TraceObject> objects(ObjectNode event, Place place, String key, List<Repair> repairs) {
        JsonNode value = event.get(key);
        if (value == null) {
            repairs.add(Repair.at(place, Repair.Kind.MISSING_KEY, TraceMessages.repairedList(place)));
            return List.of();
        }
        ArrayNode list = Shapes.list(value, place);
        List<TraceObject> objects = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            objects.add(object(list.get(i), place.child(i)));
        }
        return objects;
    }

    private static TraceObject object(JsonNode value, Place place) {
        ObjectNode body = Shapes.map(value, place);
        String apiVersion = Shapes.text(body.get("apiVersion"), place.child("apiVersion"));
        if (apiVersion.indexOf('/') != apiVersion.lastIndexOf('/')) {
            throw TraceFault.at(
                    place.child("apiVersion"), TraceMessages.invalid(apiVersion, "a version or group/version"));
        }
        Shapes.text(body.get("kind"), place.child("kind"));
        Place metadata = place.child("metadata");
        ObjectNode map = Shapes.map(body.get("metadata"), metadata);
        Shapes.text(map.get("name"), metadata.child("name"));
        if (map.hasNonNull("namespace")) {
            Shapes.text(map.get("namespace"), metadata.child("namespace"));
        }
        return TraceObject.of(body);
    }

    /** Return the JSON view; the bodies in it are shared. */
    ObjectNode toNode() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        for (String key : keys) {
            switch (key) {
                case TraceKeys.TS -> node.set(key, Numbers.integer(ts));
                case TraceKeys.APPLIED -> node.set(key, bodies(applied));
                case TraceKeys.DELETED -> node.set(key, bodies(deleted));
                default -> node.set(key, Objects.requireNonNull(others.get(key)));
            }
        }
        return node;
    }

    private static ArrayNode bodies(List<TraceObject> objects) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode(objects.size());
        objects.forEach(object -> list.add(object.body()));
        return list;
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof TraceEvent that
                && ts == that.ts
                && applied.equals(that.applied)
                && deleted.equals(that.deleted)
                && keys.equals(that.keys)
                && others.equals(that.others);
    }

    @Override
    public int hashCode() {
        return Objects.hash(ts, applied, deleted);
    }

    @Override
    public String toString() {
        return "TraceEvent[ts=%d, applied=%s, deleted=%s]".formatted(ts, applied, deleted);
    }
}
