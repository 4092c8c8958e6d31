package dev.simarena.engine.model;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.trace.Gvk;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hold one state of the pod template of a StatefulSet or DaemonSet. */
public final class ControllerRevision extends ApiObject {

    /** ControllerRevisions of group {@code apps/v1}. */
    public static final Gvk GVK = new Gvk("apps", "v1", "ControllerRevision");

    private final @Nullable PodTemplate template;
    private final @Nullable ObjectNode written;
    private long revision;

    /** Hold a template. */
    public ControllerRevision(
            String namespace,
            String name,
            Map<String, String> labels,
            Map<String, String> annotations,
            PodTemplate template,
            long revision) {
        super(GVK, namespace, name, labels, annotations);
        this.template = template;
        this.written = null;
        this.revision = revision;
    }

    /** Hold data that a client wrote and no controller will find equal to a template. */
    public ControllerRevision(
            String namespace,
            String name,
            Map<String, String> labels,
            Map<String, String> annotations,
            ObjectNode written,
            long revision) {
        super(GVK, namespace, name, labels, annotations);
        this.template = null;
        this.written = written;
        this.revision = revision;
    }

    /** Return the template, {@code null} where a client wrote something else. */
    public @Nullable PodTemplate template() {
        return template;
    }

    /** Tell whether the revision holds a template. */
    public boolean holds(PodTemplate other) {
        return other.equals(template);
    }

    /** Return the position in the history, larger for newer ones. */
    public long revision() {
        return revision;
    }

    public void setRevision(long revision) {
        this.revision = revision;
    }

    /** Return the data as stored: the patch that brings a controller back to the template; new JSON. */
    public ObjectNode data() {
        if (template == null) {
            return written == null ? JsonNodeFactory.instance.objectNode() : written.deepCopy();
        }
        return data(template);
    }

    /** Return the data that stands for a template. */
    public static ObjectNode data(PodTemplate template) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        ObjectNode json = data.putObject("spec").putObject("template");
        json.put("$patch", "replace");
        ObjectNode metadata = json.putObject("metadata");
        putStrings(metadata, "annotations", template.annotations());
        putStrings(metadata, "labels", template.labels());
        json.set("spec", template.spec().deepCopy());
        return data;
    }

    private static void putStrings(ObjectNode object, String field, Map<String, String> strings) {
        if (!strings.isEmpty()) {
            ObjectNode map = object.putObject(field);
            strings.forEach(map::put);
        }
    }
}
