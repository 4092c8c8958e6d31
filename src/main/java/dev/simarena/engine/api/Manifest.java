package dev.simarena.engine.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.apiserver.schema.Decoder;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.DaemonSet;
import dev.simarena.engine.model.FieldErrors;
import dev.simarena.engine.model.JsonMaps;
import dev.simarena.engine.model.Kinds;
import dev.simarena.trace.Gvk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Hold an object as a client wrote it, its metadata read; nobody changes it any more. */
public final class Manifest {

    private final Gvk gvk;
    private final @Nullable String namespace;
    private final String name;
    private final Map<String, String> labels;
    private final Map<String, String> annotations;
    private final JsonNode json;

    /** What was read of a node, since replays submit the same few again and again; it follows from the rest. */
    private volatile NodeReader.@Nullable Declared node;

    private Manifest(
            Gvk gvk,
            @Nullable String namespace,
            String name,
            Map<String, String> labels,
            Map<String, String> annotations,
            JsonNode json) {
        this.gvk = gvk;
        this.namespace = namespace;
        this.name = name;
        this.labels = labels;
        this.annotations = annotations;
        this.json = json;
    }

    /**
     * Read an object as a client sent it: unknown fields are dropped.
     *
     * @throws ApiException 400 without kind or apiVersion and for values of a wrong type, 422 without name
     */
    public static Manifest decode(JsonNode json) {
        Gvk gvk = kind(json);
        return read(gvk, Decoder.decode(gvk, json));
    }

    /**
     * Read the metadata of an object.
     *
     * @throws ApiException 400 without kind or apiVersion, 422 without name
     */
    public static Manifest read(JsonNode json) {
        return read(kind(json), json);
    }

    private static Manifest read(Gvk gvk, JsonNode json) {
        if (gvk.equals(AutoscalerVersions.OLDER) && json instanceof ObjectNode older) {
            return read(AutoscalerVersions.newer(older));
        }
        JsonNode metadata = json.path("metadata");
        String name = metadata.path("name").asText("");
        if (name.isEmpty() && metadata.path("generateName").asText("").isEmpty()) {
            FieldErrors errors = new FieldErrors();
            errors.required("metadata.name", "name or generateName is required");
            throw ApiException.invalid(gvk, "", errors);
        }
        return new Manifest(
                gvk,
                namespace(gvk, metadata),
                name,
                JsonMaps.strings(metadata.path("labels")),
                annotations(gvk, metadata.path("annotations")),
                json);
    }

    private static Gvk kind(JsonNode json) {
        String kind = json.path("kind").asText("");
        String apiVersion = json.path("apiVersion").asText("");
        if (kind.isEmpty() || apiVersion.isEmpty()) {
            String field = kind.isEmpty() ? "Kind" : "apiVersion";
            throw new ApiException(400, "BadRequest", "Object '%s' is missing in '%s'".formatted(field, json));
        }
        return Gvk.of(apiVersion, kind);
    }

    /** Return the kind. */
    public Gvk gvk() {
        return gvk;
    }

    /** Return the namespace, {@code null} for a cluster-scoped object. */
    public @Nullable String namespace() {
        return namespace;
    }

    /** Return the name, empty where only {@code generateName} is given. */
    public String name() {
        return name;
    }

    /** Return the labels, sorted. */
    public Map<String, String> labels() {
        return labels;
    }

    /** Return the annotations, sorted. */
    public Map<String, String> annotations() {
        return annotations;
    }

    /** Return the whole object; read only. */
    public JsonNode json() {
        return json;
    }

    /** Return what was read of a node before, {@code null} where nothing was. */
    NodeReader.@Nullable Declared node() {
        return node;
    }

    void setNode(NodeReader.Declared read) {
        node = read;
    }

    /** Return the same manifest with another text. */
    public Manifest with(JsonNode other) {
        return new Manifest(gvk, namespace, name, labels, annotations, other);
    }

    /** The annotation that numbers a DaemonSet's template is none inside: it is made from a field when shown. */
    private static Map<String, String> annotations(Gvk gvk, JsonNode written) {
        Map<String, String> annotations = JsonMaps.strings(written);
        if (!gvk.equals(DaemonSet.GVK) || !annotations.containsKey(DaemonSet.TEMPLATE_GENERATION)) {
            return annotations;
        }
        Map<String, String> others = new TreeMap<>(annotations);
        others.remove(DaemonSet.TEMPLATE_GENERATION);
        return Collections.unmodifiableMap(others);
    }

    /** Return the same manifest with a name that was generated. */
    public Manifest named(String generated) {
        ObjectNode copy = json.deepCopy();
        copy.withObject("/metadata").put("name", generated);
        return new Manifest(gvk, namespace, generated, labels, annotations, copy);
    }

    /** Return the base for a generated name. */
    public String generateName() {
        return json.path("metadata").path("generateName").asText("");
    }

    /** Return the finalizers as written. */
    public List<String> finalizers() {
        List<String> finalizers = new ArrayList<>();
        json.path("metadata").path("finalizers").forEach(finalizer -> finalizers.add(finalizer.asText()));
        return finalizers;
    }

    /** Return the owner references as written. */
    public JsonNode ownerReferences() {
        return json.path("metadata").path("ownerReferences");
    }

    /** Return the declared part. */
    public JsonNode spec() {
        return json.path("spec");
    }

    /** A kind that is not known to be cluster-scoped lives in a namespace where Kubernetes' own kinds all do. */
    private static @Nullable String namespace(Gvk gvk, JsonNode metadata) {
        if (Kinds.clusterScoped(gvk)) {
            return null;
        }
        String written = metadata.path("namespace").asText("");
        if (!written.isEmpty()) {
            return written;
        }
        return Kinds.simulated(gvk) && !gvk.group().equals("simkube.io") ? "default" : null;
    }
}
