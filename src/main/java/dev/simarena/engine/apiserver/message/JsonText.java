package dev.simarena.engine.apiserver.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Write JSON byte by byte as Go writes it for clients: signs that mean something in HTML are escaped. */
public final class JsonText {

    private static final ObjectWriter WRITER;
    private static final ObjectWriter INDENTED;

    static {
        JsonMapper mapper = new JsonMapper();
        mapper.getFactory().setCharacterEscapes(new GoEscapes());
        WRITER = mapper.writer();
        INDENTED = mapper.writer(new GoPrinter());
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
        return bytes(WRITER, json);
    }

    /** Return JSON for people, without a line feed at its end. */
    public static byte[] indented(JsonNode json) {
        return bytes(INDENTED, json);
    }

    private static byte[] bytes(ObjectWriter writer, JsonNode json) {
        try {
            return writer.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Indent by two spaces, with nothing in what is empty. */
    private static final class GoPrinter extends DefaultPrettyPrinter {

        private static final long serialVersionUID = 1L;

        GoPrinter() {
            super(Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                    .withObjectEmptySeparator("")
                    .withArrayEmptySeparator(""));
            DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
            indentObjectsWith(indenter);
            indentArraysWith(indenter);
        }

        @Override
        public DefaultPrettyPrinter createInstance() {
            return new GoPrinter();
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
