package dev.simarena.engine.apiserver.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Hold who manages which fields of an object, and since when. */
final class Managed {

    /** Stands for no time. */
    static final long NO_TIME = Long.MIN_VALUE;

    private static final Comparator<ObjectNode> ORDER = Comparator.<ObjectNode, String>comparing(
                    entry -> entry.path("operation").asText())
            .thenComparing(Managed::seconds)
            .thenComparing(entry -> entry.path("manager").asText())
            .thenComparing(entry -> entry.path("apiVersion").asText())
            .thenComparing(entry -> entry.path("subresource").asText());

    private final TreeMap<Manager, Owned> owned = new TreeMap<>();

    /**
     * What one manager owns.
     *
     * @param apiVersion version in which the fields are named
     * @param seconds time of its last change in seconds since 1970, {@link #NO_TIME} where it has none
     */
    record Owned(FieldSet fields, String apiVersion, long seconds) {

        Owned with(FieldSet newFields) {
            return new Owned(newFields, apiVersion, seconds);
        }

        Owned at(long newSeconds) {
            return new Owned(fields, apiVersion, newSeconds);
        }
    }

    /** Return what managers own, by manager; to be changed by who owns this. */
    Map<Manager, Owned> owned() {
        return owned;
    }

    boolean empty() {
        return owned.isEmpty();
    }

    Managed copy() {
        Managed copy = new Managed();
        copy.owned.putAll(owned);
        return copy;
    }

    /**
     * Read {@code metadata.managedFields}.
     *
     * @throws IllegalArgumentException where an entry is not well formed
     */
    static Managed read(JsonNode entries) {
        Managed managed = new Managed();
        for (int i = 0; i < entries.size(); i++) {
            JsonNode entry = entries.get(i);
            String operation = entry.path("operation").asText("");
            if (!operation.equals("Apply") && !operation.equals("Update")) {
                throw new IllegalArgumentException("operation must be `Apply` or `Update`");
            }
            String apiVersion = entry.path("apiVersion").asText("");
            if (apiVersion.isEmpty()) {
                throw new IllegalArgumentException("apiVersion must not be empty");
            }
            String type = entry.path("fieldsType").asText("");
            if (type.isEmpty()) {
                throw new IllegalArgumentException("missing fieldsType in managed fields entry %d".formatted(i));
            }
            if (!type.equals("FieldsV1")) {
                throw new IllegalArgumentException(
                        "invalid fieldsType \"%s\" in managed fields entry %d".formatted(type, i));
            }
            boolean applies = operation.equals("Apply");
            Manager manager = new Manager(
                    entry.path("manager").asText(""),
                    applies,
                    applies ? "" : apiVersion,
                    entry.path("subresource").asText(""));
            long seconds = entry.has("time") ? seconds(entry) : NO_TIME;
            managed.owned.put(manager, new Owned(FieldSet.read(entry.path("fieldsV1")), apiVersion, seconds));
        }
        return managed;
    }

    /** Write {@code metadata.managedFields}: appliers first, then by time and name. */
    ArrayNode toJson() {
        List<ObjectNode> entries = new ArrayList<>();
        owned.forEach((manager, what) -> {
            ObjectNode entry = JsonNodeFactory.instance.objectNode();
            if (!manager.name().isEmpty()) {
                entry.put("manager", manager.name());
            }
            entry.put("operation", manager.applies() ? "Apply" : "Update");
            entry.put("apiVersion", what.apiVersion());
            if (what.seconds() != NO_TIME) {
                entry.put("time", Instant.ofEpochSecond(what.seconds()).toString());
            }
            entry.put("fieldsType", "FieldsV1");
            entry.set("fieldsV1", what.fields().toJson());
            if (!manager.subresource().isEmpty()) {
                entry.put("subresource", manager.subresource());
            }
            entries.add(entry);
        });
        entries.sort(ORDER);
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        json.addAll(entries);
        return json;
    }

    /** Tell whether others own the same fields in the same versions, whenever they came to do so. */
    boolean sameFields(@Nullable Managed other) {
        return other != null && toJsonWithoutTimes().equals(other.toJsonWithoutTimes());
    }

    private ArrayNode toJsonWithoutTimes() {
        Managed timeless = new Managed();
        owned.forEach((manager, what) -> timeless.owned.put(manager, what.at(NO_TIME)));
        return timeless.toJson();
    }

    private static long seconds(JsonNode entry) {
        String time = entry.path("time").asText("");
        try {
            return time.isEmpty() ? 0 : Instant.parse(time).getEpochSecond();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("time [%s] cannot be read".formatted(time), e);
        }
    }
}
