package dev.simarena.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** Hold the {@code index} of a trace: the spec hash of each tracked object when it was last applied; immutable. */
final class TraceIndex {

    static final TraceIndex EMPTY = new TraceIndex(Map.of());

    private static final Place PLACE = Place.TOP.child(TraceKeys.INDEX);

    private final Map<Gvk, Map<String, Long>> hashes;

    private TraceIndex(Map<Gvk, Map<String, Long>> hashes) {
        this.hashes = hashes;
    }

    static TraceIndex parse(JsonNode value) {
        Map<Gvk, Map<String, Long>> hashes = new LinkedHashMap<>();
        for (var kind : Shapes.map(value, PLACE).properties()) {
            Place place = PLACE.child(kind.getKey());
            Map<String, Long> byName = new LinkedHashMap<>();
            for (var object : Shapes.map(kind.getValue(), place).properties()) {
                byName.put(object.getKey(), Shapes.unsigned(object.getValue(), place.child(object.getKey())));
            }
            if (hashes.put(Shapes.gvk(kind.getKey(), place), byName) != null) {
                throw TraceFault.at(place, TraceMessages.duplicateKind());
            }
        }
        return new TraceIndex(hashes);
    }

    Optional<Long> hash(ObjectKey object) {
        return Optional.ofNullable(hashes.getOrDefault(object.gvk(), Map.of()).get(object.name()));
    }

    boolean has(ObjectKey object) {
        return hashes.getOrDefault(object.gvk(), Map.of()).containsKey(object.name());
    }

    int size() {
        return hashes.values().stream().mapToInt(Map::size).sum();
    }

    /** Return the index with hashes put and entries removed; new entries follow the others. */
    TraceIndex with(SortedMap<ObjectKey, Long> put, Set<ObjectKey> removed) {
        if (put.isEmpty() && removed.isEmpty()) {
            return this;
        }
        Map<Gvk, Map<String, Long>> changed = new LinkedHashMap<>(hashes);
        for (ObjectKey object : removed) {
            Map<String, Long> byName = changed.get(object.gvk());
            if (byName != null && byName.containsKey(object.name())) {
                Map<String, Long> fewer = new LinkedHashMap<>(byName);
                fewer.remove(object.name());
                changed.put(object.gvk(), fewer);
            }
        }
        Map<Gvk, Map<String, Long>> copies = new LinkedHashMap<>();
        for (var entry : put.entrySet()) {
            Gvk gvk = entry.getKey().gvk();
            copies.computeIfAbsent(gvk, kind -> new LinkedHashMap<>(changed.getOrDefault(kind, Map.of())))
                    .put(entry.getKey().name(), entry.getValue());
        }
        changed.putAll(copies);
        removed.forEach(object -> changed.remove(object.gvk(), Map.of()));
        return new TraceIndex(changed);
    }

    ObjectNode toNode() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        hashes.forEach((gvk, byName) -> {
            ObjectNode kind = node.putObject(gvk.toString());
            byName.forEach((name, hash) -> kind.set(name, Numbers.unsigned(hash)));
        });
        return node;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TraceIndex that && hashes.equals(that.hashes);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(hashes);
    }
}
