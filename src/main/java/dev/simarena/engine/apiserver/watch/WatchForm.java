package dev.simarena.engine.apiserver.watch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.apiserver.message.JsonText;
import dev.simarena.engine.apiserver.text.ObjectTexts;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.trace.Gvk;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Say how a watcher sees objects.
 *
 * @param served kind and version in which they are served
 * @param shown makes the whole object as the API server shows it
 * @param reshaped makes something else of that, for example a row of a table, in the order in which the watcher sees it;
 *     {@code null} for watchers that see whole objects, who share the lines
 * @param texts writes whole objects, {@code null} where they are not shown as they are stored
 */
public record WatchForm(
        Gvk served,
        Function<ApiObject, ObjectNode> shown,
        @Nullable UnaryOperator<ObjectNode> reshaped,
        @Nullable ObjectTexts texts) {

    /** Return the line that tells of an object; written once for all who see whole objects. */
    byte[] line(String type, Version version, KeptLines kept) {
        if (reshaped != null) {
            return line(type, reshaped.apply(shown.apply(version.object())));
        }
        byte[] known = version.line(type, served);
        if (known == null) {
            known = texts == null ? line(type, shown.apply(version.object())) : texts.event(type, version.object());
            kept.keep(version, type, served, known);
        }
        return known;
    }

    /** Return the line that tells of a version without a change. */
    byte[] bookmark(long version, boolean endsInitialEvents) {
        ObjectNode object = BlankObjects.of(served);
        ObjectNode metadata = object.putObject("metadata").put("resourceVersion", String.valueOf(version));
        if (endsInitialEvents) {
            metadata.putObject("annotations").put("k8s.io/initial-events-end", "true");
        }
        return line("BOOKMARK", reshaped == null ? object : reshaped.apply(object));
    }

    static byte[] line(String type, ObjectNode object) {
        ObjectNode event = object.objectNode().put("type", type);
        event.set("object", object);
        return JsonText.line(event);
    }
}
