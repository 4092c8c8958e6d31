package dev.simarena.engine.apiserver.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.simarena.engine.apiserver.resource.ApiResource;
import dev.simarena.engine.apiserver.resource.ApiSubresource;
import dev.simarena.engine.apiserver.resource.Trait;
import dev.simarena.trace.Gvk;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Describe one version of a kind that a CustomResourceDefinition makes.
 *
 * @param gvk group, version and kind as served
 * @param stored group, version and kind in which all versions are stored
 * @param definition the CustomResourceDefinition
 * @param version the part of it about this version
 */
public record CustomKind(Gvk gvk, Gvk stored, JsonNode definition, JsonNode version) {

    private static final Gvk SCALE = new Gvk("autoscaling", "v1", "Scale");
    private static final List<String> VERBS =
            List.of("delete", "deletecollection", "get", "list", "patch", "create", "update", "watch");
    private static final List<String> PART_VERBS = List.of("get", "patch", "update");

    /** Return the versions that a definition serves. */
    static List<CustomKind> of(JsonNode definition) {
        JsonNode spec = definition.path("spec");
        String group = spec.path("group").asText();
        String kind = spec.path("names").path("kind").asText();
        String storage = "";
        for (JsonNode version : spec.path("versions")) {
            if (version.path("storage").asBoolean()) {
                storage = version.path("name").asText();
            }
        }
        List<CustomKind> kinds = new ArrayList<>();
        for (JsonNode version : spec.path("versions")) {
            if (version.path("served").asBoolean()) {
                Gvk gvk = new Gvk(group, version.path("name").asText(), kind);
                kinds.add(new CustomKind(gvk, new Gvk(group, storage, kind), definition, version));
            }
        }
        return kinds;
    }

    /** Return the schema of its objects. */
    public JsonNode schema() {
        return version.path("schema").path("openAPIV3Schema");
    }

    /** Return the columns that are shown of its objects besides the name; none where the age is shown. */
    public JsonNode columns() {
        return version.path("additionalPrinterColumns");
    }

    /** Tell whether the status of its objects is written by requests of its own. */
    public boolean statusApart() {
        return version.path("subresources").path("status").isObject();
    }

    /** Return where its objects tell of replicas; missing where they have no scale. */
    public JsonNode scale() {
        JsonNode scale = version.path("subresources").path("scale");
        return scale.isObject() ? scale : MissingNode.getInstance();
    }

    /** Return where its objects say how many replicas are wanted, empty where they have no scale. */
    String replicas() {
        return path("specReplicasPath");
    }

    /** Return a path of the scale without the dot before its first field, empty where there is none. */
    String path(String name) {
        String path = scale().path(name).asText("");
        return path.startsWith(".") ? path.substring(1) : path;
    }

    /** Return how it is served. */
    ApiResource resource() {
        JsonNode names = definition.path("status").path("acceptedNames");
        List<ApiSubresource> parts = new ArrayList<>();
        if (statusApart()) {
            parts.add(new ApiSubresource("status", gvk, false, PART_VERBS));
        }
        if (scale().isObject()) {
            parts.add(new ApiSubresource("scale", SCALE, true, PART_VERBS));
        }
        return new ApiResource(
                gvk,
                stored,
                names.path("plural").asText(),
                names.path("singular").asText(),
                definition.path("spec").path("scope").asText().equals("Namespaced"),
                VERBS,
                texts(names.path("shortNames")),
                texts(names.path("categories")),
                parts,
                Set.of(Trait.VERSIONED),
                true);
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
