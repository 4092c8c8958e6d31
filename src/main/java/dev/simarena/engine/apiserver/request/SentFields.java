package dev.simarena.engine.apiserver.request;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.simarena.engine.apiserver.schema.Decoder;
import dev.simarena.engine.apiserver.schema.Schema;
import dev.simarena.engine.apiserver.schema.ValueType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Look through the fields of an object as a client wrote them, before what cannot be stored is lost.
 *
 * <p>Fields nobody knows and fields written twice are told in the order in which they are written.
 */
public final class SentFields {

    private static final JsonFactory JSON = new JsonFactory();
    private static final JsonFactory YAML = new YAMLFactory();

    /** So many are told at most. */
    private static final int MOST = 100;

    private final JsonParser parser;
    private final boolean yaml;
    private final List<String> problems = new ArrayList<>();
    private final List<String> repeated = new ArrayList<>();

    private SentFields(JsonParser parser, boolean yaml) {
        this.parser = parser;
        this.yaml = yaml;
    }

    /** Return what is wrong with the fields of an object, in the API server's words; mostly nothing. */
    public static List<String> check(
            @Nullable String contentType, byte[] body, JsonNode object, @Nullable Schema schema) {
        boolean yaml = Bodies.mediaType(contentType).equals("application/yaml");
        if (body.length == 0 || !object.isObject()) {
            return List.of();
        }
        try (JsonParser parser = (yaml ? YAML : JSON).createParser(body)) {
            SentFields fields = new SentFields(parser, yaml);
            parser.nextToken();
            fields.value("", schema == null ? Schema.ANYTHING : schema);
            fields.repeated.addAll(fields.problems);
            return fields.repeated;
        } catch (IOException e) {
            return List.of();
        }
    }

    private void value(String path, Schema schema) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            object(path, schema);
        } else if (token == JsonToken.START_ARRAY) {
            Schema element = schema.type() == ValueType.LIST ? schema.element() : Schema.ANYTHING;
            for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                value(path + "[" + i + "]", element);
            }
        }
    }

    private void object(String path, Schema schema) throws IOException {
        Set<String> seen = new HashSet<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            int line = parser.currentLocation().getLineNr();
            String inner = path.isEmpty() ? name : path + "." + name;
            Schema type = Decoder.inside(schema, name, path.isEmpty());
            if (yaml && !seen.add(name)) {
                repeat(line, name);
            } else if (type == null) {
                tell("unknown field \"" + inner + "\"");
            } else if (!yaml && !seen.add(name)) {
                tell("duplicate field \"" + inner + "\"");
            }
            parser.nextToken();
            if (type == null) {
                parser.skipChildren();
            } else {
                value(inner, type);
            }
        }
    }

    private void repeat(int line, String name) {
        if (repeated.size() < MOST) {
            repeated.add("line %d: key \"%s\" already set in map".formatted(line, name));
        }
    }

    private void tell(String problem) {
        if (problems.size() < MOST && !problems.contains(problem)) {
            problems.add(problem);
        }
    }
}
