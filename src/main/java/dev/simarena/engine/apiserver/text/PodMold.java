package dev.simarena.engine.apiserver.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.api.PodAddresses;
import dev.simarena.engine.apiserver.message.JsonText;
import dev.simarena.engine.model.Pod;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hold the text that all pods of one look have in common, with gaps for what each has for itself. */
final class PodMold {

    private static final int MARK_BYTES = 3;

    /** What a pod has for itself; characters that mean nothing to anybody stand for it while the text is cut. */
    private enum Gap {
        NAME("\uE000"),
        UID("\uE001"),
        VERSION("\uE002"),
        NODE("\uE003"),
        ADDRESS("\uE004");

        private final String mark;

        Gap(String mark) {
            this.mark = mark;
        }

        static @Nullable Gap marked(String mark) {
            for (Gap gap : values()) {
                if (gap.mark.equals(mark)) {
                    return gap;
                }
            }
            return null;
        }
    }

    private final byte[][] parts;
    private final Gap[] gaps;

    private PodMold(byte[][] parts, Gap[] gaps) {
        this.parts = parts;
        this.gaps = gaps;
    }

    /**
     * Take the text of a pod apart.
     *
     * @param shown the pod as it is shown; it is used up
     * @return {@code null} where the text cannot be put together again
     */
    static @Nullable PodMold of(Pod pod, ObjectNode shown) {
        byte[] wanted = text(shown);
        mark(shown.path("metadata"), "name", Gap.NAME);
        mark(shown.path("metadata"), "uid", Gap.UID);
        mark(shown.path("metadata"), "resourceVersion", Gap.VERSION);
        mark(shown.path("spec"), "nodeName", Gap.NODE);
        mark(shown.path("status"), "podIP", Gap.ADDRESS);
        shown.at("/status/podIPs").forEach(ip -> mark(ip, "ip", Gap.ADDRESS));
        for (JsonNode manager : shown.at("/metadata/managedFields")) {
            markAddress(manager.at("/fieldsV1/f:status/f:podIPs"), PodAddresses.text(pod.address()));
        }
        PodMold mold = cut(text(shown));
        ByteArrayOutputStream filled = new ByteArrayOutputStream(wanted.length);
        mold.fill(pod, filled);
        // What looks like a mark may have been in the text before.
        return Arrays.equals(filled.toByteArray(), wanted) ? mold : null;
    }

    /** Write a pod that looks like the one the mold was made of; its name and that of its node need no escapes. */
    void fill(Pod pod, ByteArrayOutputStream text) {
        text.writeBytes(parts[0]);
        for (int i = 0; i < gaps.length; i++) {
            String filling = switch (gaps[i]) {
                case NAME -> pod.name();
                case UID -> pod.uid();
                case VERSION -> String.valueOf(pod.resourceVersion());
                case NODE -> String.valueOf(pod.nodeName());
                case ADDRESS -> PodAddresses.text(pod.address());
            };
            text.writeBytes(filling.getBytes(StandardCharsets.ISO_8859_1));
            text.writeBytes(parts[i + 1]);
        }
    }

    /** Return an object without its kind and the braces around it. */
    static byte[] text(ObjectNode shown) {
        byte[] text = JsonText.bytes(shown.without(List.of("kind", "apiVersion")));
        return Arrays.copyOfRange(text, 1, text.length - 1);
    }

    private static void mark(JsonNode parent, String field, Gap gap) {
        if (parent instanceof ObjectNode object && object.has(field)) {
            object.put(field, gap.mark);
        }
    }

    /** Mark the address where it is the key by which managers own it. */
    private static void markAddress(JsonNode owned, String address) {
        if (owned instanceof ObjectNode addresses) {
            List<Map.Entry<String, JsonNode>> fields = List.copyOf(addresses.properties());
            addresses.removeAll();
            fields.forEach(field -> addresses.set(
                    field.getKey().replace('"' + address + '"', '"' + Gap.ADDRESS.mark + '"'), field.getValue()));
        }
    }

    private static PodMold cut(byte[] text) {
        List<byte[]> parts = new ArrayList<>();
        List<Gap> gaps = new ArrayList<>();
        int start = 0;
        for (int i = 0; i + MARK_BYTES <= text.length; i++) {
            if (text[i] == (byte) 0xEE) {
                Gap gap = Gap.marked(new String(text, i, MARK_BYTES, StandardCharsets.UTF_8));
                if (gap != null) {
                    parts.add(Arrays.copyOfRange(text, start, i));
                    gaps.add(gap);
                    start = i + MARK_BYTES;
                }
            }
        }
        parts.add(Arrays.copyOfRange(text, start, text.length));
        return new PodMold(parts.toArray(byte[][]::new), gaps.toArray(Gap[]::new));
    }
}
