package dev.simarena.trace;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Read and write the JSON view of a trace: the same structure, with texts as the keys of lifecycles. */
final class TraceJson {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MessagePackReader.MAX_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private static final ObjectMapper MAPPER = new ObjectMapper(FACTORY);

    private TraceJson() {}

    /** Read all parts of a trace and insist that nothing follows. */
    static void read(byte[] bytes, TraceParts parts) {
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            parser.setCodec(MAPPER);
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw TraceFault.at(0L, TraceMessages.notAMap("JSON of another shape"), TraceMessages.NOT_A_TRACE);
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                top(parser, parts);
            }
            if (parser.nextToken() != null) {
                throw TraceFault.at(
                        offset(parser.currentTokenLocation()),
                        TraceMessages.trailing(bytes.length - offset(parser.currentTokenLocation())),
                        TraceMessages.CORRECT_IT);
            }
        } catch (JsonProcessingException e) {
            throw TraceFault.at(
                    e.getLocation() == null ? bytes.length : offset(e.getLocation()),
                    TraceMessages.notJson(e.getOriginalMessage()),
                    TraceMessages.CORRECT_IT,
                    e);
        } catch (IOException e) {
            throw TraceFault.at(
                    -1L, TraceMessages.notJson(String.valueOf(e.getMessage())), TraceMessages.CORRECT_IT, e);
        }
    }

    private static void top(JsonParser parser, TraceParts parts) throws IOException {
        String key = parser.currentName();
        parts.begin(key);
        JsonToken token = parser.nextToken();
        if (!key.equals(TraceKeys.EVENTS)) {
            parts.put(key, value(parser));
        } else if (token == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                parts.event(value(parser));
            }
        } else {
            throw Shapes.wrong(value(parser), Place.TOP.child(key), "a list");
        }
    }

    private static JsonNode value(JsonParser parser) throws IOException {
        long at = offset(parser.currentTokenLocation());
        JsonNode value = MAPPER.readTree(parser);
        insistOnWritable(value, at);
        return value;
    }

    /** Refuse what JSON can say and MessagePack cannot. */
    private static void insistOnWritable(JsonNode value, long at) {
        switch (value.getNodeType()) {
            case NUMBER -> {
                if (value.isBigInteger()
                        && (value.bigIntegerValue().signum() < 0
                                || value.bigIntegerValue().bitLength() > Long.SIZE)) {
                    throw TraceFault.at(at, TraceMessages.outOfRange(value), TraceMessages.CORRECT_IT);
                }
                if (!value.isIntegralNumber() && !Double.isFinite(value.doubleValue())) {
                    throw TraceFault.at(at, TraceMessages.notFinite(value.doubleValue()), TraceMessages.CORRECT_IT);
                }
            }
            case STRING -> insistOnWholeText(value.textValue(), at);
            case OBJECT ->
                value.properties().forEach(field -> {
                    insistOnWholeText(field.getKey(), at);
                    insistOnWritable(field.getValue(), at);
                });
            default -> value.forEach(element -> insistOnWritable(element, at));
        }
    }

    private static void insistOnWholeText(String text, long at) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!Character.isSurrogatePair(text.charAt(i), i + 1 < text.length() ? text.charAt(i + 1) : 0)) {
                    throw TraceFault.at(at, TraceMessages.notUtf8(), TraceMessages.CORRECT_IT);
                }
                i++;
            }
        }
    }

    private static long offset(JsonLocation location) {
        return location.getByteOffset();
    }

    /** Write the JSON view, indented, in the order of the trace. */
    static String write(Trace trace) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        for (String key : trace.keys()) {
            node.set(key, key.equals(TraceKeys.EVENTS) ? events(trace) : trace.part(key));
        }
        try {
            return MAPPER.writer(printer()).writeValueAsString(node) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ArrayNode events(Trace trace) {
        ArrayNode events = JsonNodeFactory.instance.arrayNode();
        trace.events().forEach(event -> events.add(event.toNode()));
        return events;
    }

    private static DefaultPrettyPrinter printer() {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        return new DefaultPrettyPrinter(Separators.createDefaultInstance()
                        .withObjectFieldValueSpacing(Spacing.AFTER)
                        .withObjectEmptySeparator("")
                        .withArrayEmptySeparator(""))
                .withObjectIndenter(indenter)
                .withArrayIndenter(indenter);
    }
}
