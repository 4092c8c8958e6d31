package dev.simarena.engine.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Apply JSON patches, RFC 6902, as loosely as the API server does.
 *
 * <p>A field that is replaced, copied or tested need not be there, a value that is left out is null, and negative indexes
 * count from the end of a list. Source: {@code evanphx/json-patch} version 4.
 */
final class JsonPatch {

    /** Tells that an operation does not apply; what is wrong is not told to clients. */
    static final class FailedException extends Exception {
        private static final long serialVersionUID = 1;

        FailedException(String what, JsonNode operation) {
            super("JSON patch operation [%s] %s.".formatted(operation, what));
        }
    }

    /** An object or a list, and what follows the last slash of a path that leads into it. */
    private record Place(JsonNode owner, String key) {}

    private final JsonNode operation;
    private JsonNode document;

    private JsonPatch(JsonNode operation, JsonNode document) {
        this.operation = operation;
        this.document = document;
    }

    /**
     * Carry out all operations of a patch in the document, or in what takes its place.
     *
     * @return the document afterwards
     * @throws FailedException where an operation does not apply; the document is of no use then
     */
    static JsonNode apply(JsonNode document, ArrayNode operations) throws FailedException {
        JsonNode result = document;
        for (JsonNode operation : operations) {
            JsonPatch step = new JsonPatch(operation, result);
            step.carryOut();
            result = step.document;
        }
        return result;
    }

    private void carryOut() throws FailedException {
        switch (operation.path("op").asText("")) {
            case "add" -> add(place("path"), value());
            case "remove" -> remove(place("path"));
            case "replace" -> replace();
            case "move" -> {
                Place from = place("from");
                JsonNode moved = get(from);
                remove(from);
                add(place("path"), moved);
            }
            case "copy" -> {
                JsonNode copied = get(place("from")).deepCopy();
                add(place("path"), copied);
            }
            case "test" -> {
                JsonNode present = path("path").isEmpty() ? document : get(place("path"));
                if (!present.equals(JsonPatch::compare, value())) {
                    throw failed("finds another value");
                }
            }
            default -> throw failed("is of no known kind");
        }
    }

    private JsonNode value() {
        JsonNode value = operation.get("value");
        return value == null ? NullNode.getInstance() : value.deepCopy();
    }

    private String path(String field) throws FailedException {
        JsonNode path = operation.path(field);
        if (!path.isTextual()) {
            throw failed("has no " + field);
        }
        return path.textValue();
    }

    /** Find what a path leads into; what stands before its first slash does not count. */
    private Place place(String field) throws FailedException {
        String[] parts = path(field).split("/", -1);
        JsonNode owner = document;
        for (int i = 1; i < parts.length - 1; i++) {
            owner = get(new Place(owner, unescaped(parts[i])));
        }
        if (parts.length < 2 || !owner.isContainerNode()) {
            throw failed("leads nowhere");
        }
        return new Place(owner, unescaped(parts[parts.length - 1]));
    }

    private static String unescaped(String part) {
        return part.replace("~1", "/").replace("~0", "~");
    }

    private JsonNode get(Place place) throws FailedException {
        JsonNode owner = place.owner();
        JsonNode value;
        if (owner instanceof ArrayNode list) {
            value = list.get(index(place.key(), list.size()));
        } else {
            value = owner.get(place.key());
        }
        return value == null ? NullNode.getInstance() : value;
    }

    private void add(Place place, JsonNode value) throws FailedException {
        if (place.owner() instanceof ArrayNode list) {
            boolean end = place.key().equals("-");
            list.insert(end ? list.size() : index(place.key(), list.size() + 1), value);
        } else {
            ((ObjectNode) place.owner()).set(place.key(), value);
        }
    }

    private void remove(Place place) throws FailedException {
        if (place.owner() instanceof ArrayNode list) {
            list.remove(index(place.key(), list.size()));
        } else if (((ObjectNode) place.owner()).remove(place.key()) == null) {
            throw failed("removes what is not there");
        }
    }

    private void replace() throws FailedException {
        JsonNode value = value();
        if (path("path").isEmpty()) {
            document = value;
            return;
        }
        Place place = place("path");
        if (place.owner() instanceof ArrayNode list) {
            list.set(index(place.key(), list.size()), value);
        } else {
            ((ObjectNode) place.owner()).set(place.key(), value);
        }
    }

    private int index(String key, int size) throws FailedException {
        Integer index = number(key);
        if (index == null || index >= size || index < -size) {
            throw failed("is about no element of its list");
        }
        return index < 0 ? index + size : index;
    }

    private static @Nullable Integer number(String key) {
        try {
            return Integer.valueOf(key);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private FailedException failed(String what) {
        return new FailedException(what, operation);
    }

    /** Numbers are the same where they are written alike, however they are held. */
    private static int compare(JsonNode one, JsonNode other) {
        boolean same = one.equals(other)
                || (one.isNumber()
                        && other.isNumber()
                        && one.isIntegralNumber() == other.isIntegralNumber()
                        && one.asText().equals(other.asText()));
        return same ? 0 : 1;
    }
}
