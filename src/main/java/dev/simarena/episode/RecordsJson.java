package dev.simarena.episode;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Write the JSON of the records, the same on every machine and JDK. */
public final class RecordsJson {

    /** JDK 17 and 19 spell some doubles differently; Jackson's own writer does not depend on the JDK. */
    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            // as text and bytes are written alike then
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build());

    private static final int DECIMALS = 9;

    /** Bytes that most lines need. */
    private static final int LINE = 2048;

    private static final ObjectWriter PRETTY =
            MAPPER.writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

    private RecordsJson() {}

    /**
     * Round to {@value #DECIMALS} decimals, so that what binary fractions add to a sum of decimals is not written; NaN and
     * infinity stay.
     */
    public static double rounded(double value) {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value)
                        .setScale(DECIMALS, RoundingMode.HALF_EVEN)
                        .doubleValue()
                : value;
    }

    /** Round a number that may not be there. */
    public static @Nullable Double rounded(@Nullable Double value) {
        return value == null ? null : Double.valueOf(rounded(value.doubleValue()));
    }

    /** Begin an object. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Write one line with its line feed. */
    public static byte[] line(JsonNode json) {
        try {
            return (MAPPER.writeValueAsString(json) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Write fields one by one. */
    interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    /** Write one object as a line with its line feed, without making a tree of it first: steps are many. */
    static byte[] line(Fields fields) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(LINE);
        try (JsonGenerator json = MAPPER.getFactory().createGenerator(line, JsonEncoding.UTF8)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
        line.write('\n');
        return line.toByteArray();
    }

    /** Write for people to read. */
    public static byte[] pretty(JsonNode json) {
        try {
            return (PRETTY.writeValueAsString(json) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
