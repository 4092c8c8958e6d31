package dev.simarena.engine.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.trace.Gvk;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hold an object of a kind that is stored as it was written. */
public final class GenericObject extends ApiObject {

    private ObjectNode body;

    /** Wrap a body without metadata; the caller hands it over and changes it no more. */
    public GenericObject(
            Gvk gvk,
            @Nullable String namespace,
            String name,
            Map<String, String> labels,
            Map<String, String> annotations,
            ObjectNode body) {
        super(gvk, namespace, name, labels, annotations);
        this.body = body;
    }

    /** Return everything but apiVersion, kind and metadata; read only. */
    public ObjectNode body() {
        return body;
    }

    public void setBody(ObjectNode body) {
        this.body = body;
    }
}
