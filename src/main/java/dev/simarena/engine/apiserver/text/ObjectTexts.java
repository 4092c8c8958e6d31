package dev.simarena.engine.apiserver.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.apiserver.message.JsonText;
import dev.simarena.engine.core.StoreListener;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Pod;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/**
 * Write whole objects and lists as clients read them.
 *
 * <p>Pods that look alike share one text; of other objects the texts that were read last are kept. To be used by who has the
 * world for himself, but for {@link #event}.
 */
public final class ObjectTexts implements StoreListener {

    /** Roughly what an object takes. */
    private static final int USUAL = 2048;

    private final Function<ApiObject, ObjectNode> shown;
    private final PodMolds molds;
    private final KeptTexts kept = new KeptTexts();

    /**
     * Begin to write objects.
     *
     * @param shown makes the whole object as it is shown; may be called by several threads at once
     */
    public ObjectTexts(Function<ApiObject, ObjectNode> shown) {
        this.shown = shown;
        molds = new PodMolds(shown);
    }

    @Override
    public void removed(ApiObject object) {
        kept.forget(object);
    }

    /** Return a line with the whole object. */
    public byte[] object(ApiObject object) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(USUAL * 2);
        open(object, line);
        write(object, line);
        write("}\n", line);
        return line.toByteArray();
    }

    /** Return a line with a copy of an object, of which nothing is kept. */
    public byte[] copy(ApiObject snapshot) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(USUAL * 2);
        once(snapshot, line);
        write("\n", line);
        return line.toByteArray();
    }

    /**
     * Return a line with a list, whose items say nothing of their kind.
     *
     * @param empty the list without its items, which are its last field
     */
    public byte[] list(ObjectNode empty, List<ApiObject> objects) {
        byte[] frame = JsonText.bytes(empty);
        ByteArrayOutputStream line = new ByteArrayOutputStream(frame.length + objects.size() * USUAL);
        line.write(frame, 0, frame.length - 2);
        boolean first = true;
        for (ApiObject object : objects) {
            write(first ? "{" : ",{", line);
            first = false;
            write(object, line);
            line.write('}');
        }
        write("]}\n", line);
        return line.toByteArray();
    }

    /** Return a line that tells a watcher of an object; nothing is kept, and any thread may ask. */
    public byte[] event(String type, ApiObject object) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(USUAL * 2);
        write("{\"type\":\"" + type + "\",\"object\":", line);
        once(object, line);
        write("}\n", line);
        return line.toByteArray();
    }

    private void once(ApiObject object, ByteArrayOutputStream line) {
        open(object, line);
        if (!(object instanceof Pod pod && molds.write(pod, line))) {
            line.writeBytes(PodMold.text(shown.apply(object)));
        }
        line.write('}');
    }

    private static void open(ApiObject object, ByteArrayOutputStream line) {
        write(
                "{\"kind\":\"" + object.gvk().kind() + "\",\"apiVersion\":\""
                        + object.gvk().apiVersion() + "\",",
                line);
    }

    private void write(ApiObject object, ByteArrayOutputStream line) {
        if (object instanceof Pod pod && molds.write(pod, line)) {
            kept.forget(object);
            return;
        }
        for (byte[] part : kept.parts(object, shown)) {
            line.writeBytes(part);
        }
    }

    private static void write(String text, ByteArrayOutputStream line) {
        line.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
