package dev.simarena.engine.apiserver.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Write JSON byte by byte as Go writes it for clients: signs that mean something in HTML are escaped. */
public final class JsonText {

    private static final ObjectWriter WRITER;

    static {
        JsonMapper mapper = new JsonMapper();
        mapper.getFactory().setCharacterEscapes(new GoEscapes());
        WRITER = mapper.writer();
    }

    private JsonText() {}

    /** Return a line of JSON with its line feed. */
    public static byte[] line(JsonNode json) {
        byte[] text = bytes(json);
        byte[] line = Arrays.copyOf(text, text.length + 1);
        line[text.length] = '\n';
        return line;
    }

    /** Return JSON without a line feed. */
    public static byte[] bytes(JsonNode json) {
        try {
            return WRITER.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class GoEscapes extends CharacterEscapes {

        private static final long serialVersionUID = 1L;
        private static final SerializableString[] SIGNS = new SerializableString['>' + 1];

        static {
            for (char sign : new char[] {'<', '>', '&'}) {
                SIGNS[sign] = new SerializedString("\\u00" + Integer.toHexString(sign));
            }
        }

        private final int[] codes = CharacterEscapes.standardAsciiEscapesForJSON();

        GoEscapes() {
            codes['<'] = ESCAPE_CUSTOM;
            codes['>'] = ESCAPE_CUSTOM;
            codes['&'] = ESCAPE_CUSTOM;
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            return codes;
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int character) {
            return character < SIGNS.length ? SIGNS[character] : null;
        }
    }
}
