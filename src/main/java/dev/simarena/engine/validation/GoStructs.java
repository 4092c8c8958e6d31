package dev.simarena.engine.validation;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Bring parts of objects into the form in which the API server holds and prints them: every field, with Go's own names and
 * zero values.
 */
final class GoStructs {

    private record Member(String name, boolean optional, String source, String type) {}

    private static final String EMBEDDED = "+";
    private static final Map<String, List<Member>> STRUCTS = read();

    private GoStructs() {}

    /**
     * Return a part of an object as Go holds it.
     *
     * @param struct name of the structure, for example {@code PodSpec}
     * @param value the part as the version v1 shows it, with defaults; an absent one has no fields
     */
    static ObjectNode of(String struct, JsonNode value) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        put(fields, struct, value, value);
        return fields;
    }

    /** Return a list of parts as Go holds it. */
    static ArrayNode list(String struct, JsonNode values) {
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        values.forEach(value -> items.add(of(struct, value)));
        return items;
    }

    private static void put(ObjectNode fields, String struct, JsonNode value, JsonNode around) {
        for (Member member : requireNonNull(STRUCTS.get(struct), struct)) {
            if (member.name().equals(EMBEDDED)) {
                put(fields, member.type(), member.source().equals(".") ? value : value.path(member.source()), around);
                continue;
            }
            boolean outside = member.source().startsWith("^");
            JsonNode written = outside ? around.path(member.source().substring(1)) : value.path(member.source());
            JsonNode held = held(member.type(), written, value);
            if (!member.optional() || !zero(held)) {
                fields.set(member.name(), held);
            }
        }
    }

    private static JsonNode held(String type, JsonNode value, JsonNode around) {
        boolean absent = value.isMissingNode() || value.isNull();
        if (type.startsWith("*")) {
            return absent ? NullNode.instance : held(type.substring(1), value, around);
        }
        if (type.startsWith("[]")) {
            if (absent) {
                return NullNode.instance;
            }
            ArrayNode items = JsonNodeFactory.instance.arrayNode();
            value.forEach(item -> items.add(held(type.substring(2), item, around)));
            return items;
        }
        if (type.startsWith("map ")) {
            if (absent) {
                return NullNode.instance;
            }
            Map<String, JsonNode> sorted = new TreeMap<>();
            value.properties()
                    .forEach(entry -> sorted.put(entry.getKey(), held(type.substring(4), entry.getValue(), around)));
            return JsonNodeFactory.instance.objectNode().setAll(sorted);
        }
        return switch (type) {
            case "string" -> absent ? TextNode.valueOf("") : value;
            case "bool" -> absent ? JsonNodeFactory.instance.booleanNode(false) : value;
            case "int", "IntOrString" -> absent ? IntNode.valueOf(0) : value;
            case "Quantity" -> absent ? TextNode.valueOf("0") : value;
            case "Time" -> absent ? NullNode.instance : value;
            default -> {
                ObjectNode fields = JsonNodeFactory.instance.objectNode();
                put(fields, type, value, around);
                yield fields;
            }
        };
    }

    private static boolean zero(JsonNode value) {
        return value.isNull()
                || (value.isContainerNode() && value.isEmpty())
                || (value.isTextual() && value.textValue().isEmpty())
                || (value.isBoolean() && !value.booleanValue())
                || (value.isNumber() && value.asLong() == 0);
    }

    private static Map<String, List<Member>> read() {
        Map<String, List<Member>> structs = new LinkedHashMap<>();
        List<Member> members = new ArrayList<>();
        try (InputStream text = requireNonNull(GoStructs.class.getResourceAsStream("go-structs.txt"))) {
            for (String line : new String(text.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (line.startsWith(" ")) {
                    String[] parts = line.strip().split(" ", 3);
                    String name = parts[0];
                    boolean optional = name.endsWith("?");
                    members.add(new Member(
                            optional ? name.substring(0, name.length() - 1) : name, optional, parts[1], parts[2]));
                } else if (!line.startsWith("#")) {
                    members = new ArrayList<>();
                    structs.put(line, members);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return structs;
    }
}
