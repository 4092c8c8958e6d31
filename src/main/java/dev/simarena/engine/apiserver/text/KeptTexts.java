package dev.simarena.engine.apiserver.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.ApiObject;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keep the texts of the objects that were read last, each as long as its object keeps its version.
 *
 * <p>Parts that objects have in common are kept once. To be used by one thread at a time.
 */
final class KeptTexts {

    private static final long MOST_BYTES = 64L << 20;
    private static final int MOST_SHARED = 4096;

    /** Fewest bytes of a part but the last. */
    private static final int SHORTEST = 64;

    /** Parts of a text in their order; the bytes count only those that no other text has. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Text(long version, byte[][] parts, int bytes) {}

    private final Map<ApiObject, Text> texts = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<ByteBuffer, byte[]> shared = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, byte[]> eldest) {
            return size() > MOST_SHARED;
        }
    };
    private long bytes;

    /** Return the text of an object without its kind and the braces around it, in parts; read only. */
    byte[][] parts(ApiObject object, Function<ApiObject, ObjectNode> shown) {
        Text known = texts.get(object);
        if (known != null && known.version() == object.resourceVersion()) {
            return known.parts();
        }
        Text text = cut(object.resourceVersion(), PodMold.text(shown.apply(object)));
        forgotten(texts.put(object, text));
        bytes += text.bytes();
        Iterator<Text> eldest = texts.values().iterator();
        while (bytes > MOST_BYTES && texts.size() > 1) {
            forgotten(eldest.next());
            eldest.remove();
        }
        return text.parts();
    }

    void forget(ApiObject object) {
        forgotten(texts.remove(object));
    }

    private void forgotten(@Nullable Text text) {
        bytes -= text == null ? 0 : text.bytes();
    }

    /** Cut a text where texts of like objects begin to be equal again. */
    private Text cut(long version, byte[] text) {
        List<byte[]> parts = new ArrayList<>();
        int own = 0;
        int start = 0;
        for (int i = 0; i < text.length; i++) {
            boolean cut = i > 0 && text[i] == ',' && text[i - 1] == '}' && i - start >= SHORTEST;
            if (cut || i == text.length - 1) {
                byte[] part = Arrays.copyOfRange(text, start, i + 1);
                byte[] known = shared.putIfAbsent(ByteBuffer.wrap(part), part);
                own += known == null ? part.length : 0;
                parts.add(known == null ? part : known);
                start = i + 1;
            }
        }
        return new Text(version, parts.toArray(byte[][]::new), own);
    }
}
