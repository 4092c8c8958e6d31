package dev.simarena.engine.apiserver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.apiserver.message.JsonText;
import dev.simarena.engine.core.StoreListener;
import dev.simarena.engine.model.ApiObject;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
 * <p>Parts that objects have in common, as pods of one template do, are kept once. To be used by who has the world for
 * himself.
 */
final class ObjectTexts implements StoreListener {

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

    @Override
    public void removed(ApiObject object) {
        forget(texts.remove(object));
    }

    /** Return a line with the whole object. */
    byte[] object(ApiObject object, Function<ApiObject, ObjectNode> shown) {
        String kind = "{\"kind\":\"%s\",\"apiVersion\":\"%s\""
                .formatted(object.gvk().kind(), object.gvk().apiVersion());
        ByteArrayOutputStream line = new ByteArrayOutputStream(4096);
        line.writeBytes(kind.getBytes(StandardCharsets.UTF_8));
        line.write(',');
        for (byte[] part : text(object, shown).parts()) {
            line.writeBytes(part);
        }
        line.writeBytes(new byte[] {'}', '\n'});
        return line.toByteArray();
    }

    /**
     * Return a line with a list, whose items say nothing of their kind.
     *
     * @param empty the list without its items, which are its last field
     */
    byte[] list(ObjectNode empty, List<ApiObject> objects, Function<ApiObject, ObjectNode> shown) {
        byte[] frame = JsonText.bytes(empty);
        ByteArrayOutputStream line = new ByteArrayOutputStream(4096);
        line.write(frame, 0, frame.length - 2);
        boolean first = true;
        for (ApiObject object : objects) {
            if (!first) {
                line.write(',');
            }
            first = false;
            line.write('{');
            for (byte[] part : text(object, shown).parts()) {
                line.writeBytes(part);
            }
            line.write('}');
        }
        line.writeBytes(new byte[] {']', '}', '\n'});
        return line.toByteArray();
    }

    private Text text(ApiObject object, Function<ApiObject, ObjectNode> shown) {
        Text known = texts.get(object);
        if (known != null && known.version() == object.resourceVersion()) {
            return known;
        }
        Text text = written(object.resourceVersion(), shown.apply(object));
        forget(texts.put(object, text));
        bytes += text.bytes();
        Iterator<Text> eldest = texts.values().iterator();
        while (bytes > MOST_BYTES && texts.size() > 1) {
            forget(eldest.next());
            eldest.remove();
        }
        return text;
    }

    private void forget(@Nullable Text text) {
        bytes -= text == null ? 0 : text.bytes();
    }

    /** Write an object without its kind and the braces around it, cut where texts of like objects begin to be equal again. */
    private Text written(long version, ObjectNode object) {
        byte[] text = JsonText.bytes(object.without(List.of("kind", "apiVersion")));
        List<byte[]> parts = new ArrayList<>();
        int own = 0;
        int end = text.length - 1;
        int start = 1;
        for (int i = start; i < end; i++) {
            boolean cut = text[i] == ',' && text[i - 1] == '}' && i - start >= SHORTEST;
            if (cut || i == end - 1) {
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
