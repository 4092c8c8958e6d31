package dev.simarena.engine.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.apiserver.crd.Definitions;
import dev.simarena.engine.apiserver.message.ApiRequest;
import dev.simarena.engine.apiserver.request.Bodies;
import dev.simarena.engine.apiserver.request.SentFields;
import dev.simarena.engine.apiserver.request.UnknownFields;
import dev.simarena.engine.apiserver.request.Warnings;
import dev.simarena.engine.apiserver.request.WriteOptions;
import dev.simarena.engine.apiserver.request.WriteOptions.Validation;
import dev.simarena.engine.apiserver.resource.ApiResource;
import dev.simarena.engine.apiserver.resource.ResourceRegistry;
import dev.simarena.engine.apiserver.schema.BuiltInSchemas;
import dev.simarena.engine.apiserver.schema.ConversionErrors;
import dev.simarena.engine.apiserver.schema.Decoder;
import dev.simarena.engine.apiserver.schema.Schema;
import dev.simarena.engine.apiserver.schema.TypeErrors;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.FieldErrors;
import dev.simarena.engine.model.GoText;
import dev.simarena.engine.patch.PatchType;
import dev.simarena.trace.Gvk;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Read the objects clients send: of the right kind, and without fields nobody knows. */
final class SentObjects {

    private static final String ORDER = "$setElementOrder/";
    private static final String SCHEME = "pkg/api/legacyscheme/scheme.go:30";

    private final ResourceRegistry registry;
    private final Definitions definitions;

    SentObjects(ResourceRegistry registry, Definitions definitions) {
        this.registry = registry;
        this.definitions = definitions;
    }

    /**
     * Read the object in the body of a request.
     *
     * @param gvk kind it must be of
     * @throws ApiException 400 where it cannot be taken, 415 where its media type is unknown
     */
    ObjectNode read(ApiRequest request, ApiResource resource, Gvk gvk, WriteOptions options, Warnings warnings) {
        Bodies.Sent sent = Bodies.sent(request.header("content-type"), request.body(), gvk);
        ObjectNode object = sent.object();
        String wrong = mismatch(object, gvk);
        if (!wrong.isEmpty()) {
            Gvk written = written(object, gvk);
            throw ApiException.badRequest("%s in version \"%s\" cannot be handled as a %s: %s"
                    .formatted(written.kind(), written.version(), gvk.kind(), wrong));
        }
        if (resource.custom()) {
            report(gvk, unknown(resource, object), options.validation(), warnings);
        } else {
            Schema schema = BuiltInSchemas.of(gvk);
            if (schema != null && !(sent.once() && Decoder.clean(object, schema))) {
                List<String> problems =
                        SentFields.check(request.header("content-type"), request.body(), object, schema);
                report(gvk, problems, options.validation(), warnings);
                String type = TypeErrors.of(object, schema, gvk);
                if (!type.isEmpty()) {
                    throw ApiException.unreadable(gvk, type);
                }
                Decoder.prune(object, schema);
            }
        }
        object.put("apiVersion", gvk.apiVersion()).put("kind", gvk.kind());
        return object;
    }

    /**
     * Look at an object as a patch left it.
     *
     * @param gvk kind of the object: that of the resource, or of its scale
     * @throws ApiException 422 where it is none of its kind any more
     */
    void patched(
            ApiRequest request,
            ObjectNode patched,
            PatchType type,
            JsonNode patch,
            ApiResource resource,
            Gvk gvk,
            WriteOptions options,
            Warnings warnings) {
        String wrong = mismatch(patched, gvk);
        boolean custom = resource.custom() && gvk.equals(resource.gvk());
        Schema schema = custom ? null : BuiltInSchemas.of(gvk);
        boolean clean = schema != null && Decoder.clean(patched, schema);
        if (wrong.isEmpty() && schema != null && !clean) {
            wrong = type == PatchType.STRATEGIC
                    ? ConversionErrors.of(patched, schema)
                    : TypeErrors.of(patched, schema, gvk);
        }
        if (wrong.isEmpty() && (schema != null || custom) && options.validation() != Validation.IGNORE) {
            List<String> problems = new ArrayList<>(SentFields.check(null, request.body(), patch, null));
            if (schema == null) {
                problems.addAll(unknown(resource, patched));
            } else if (!clean) {
                problems.addAll(UnknownFields.of(patched, schema, type == PatchType.STRATEGIC));
            }
            if (options.validation() == Validation.STRICT && !problems.isEmpty()) {
                wrong = "strict decoding error: " + String.join(", ", problems);
            }
            problems.forEach(warnings::add);
        }
        if (wrong.isEmpty() && schema != null && !clean) {
            Decoder.prune(patched, schema);
        }
        if (!wrong.isEmpty()) {
            throw notPatched(type, patch, patched, wrong);
        }
    }

    /** Warn of what a definition that was written asks for and is not done. */
    void warn(ApiResource resource, ObjectNode written, Warnings warnings) {
        if (resource.gvk().equals(Definitions.KIND)) {
            definitions.warnings(written).forEach(warnings::add);
        }
    }

    /** Return the error that a patch is answered with where what it left cannot be read as an object of its kind. */
    static ApiException patchError(
            ApiException error, ApiResource resource, PatchType type, JsonNode patch, ObjectNode patched) {
        String message = String.valueOf(error.getMessage());
        String unreadable = " cannot be handled as a %s: ".formatted(resource.kind());
        int at = error.code() == 400 ? message.indexOf(unreadable) : -1;
        return at < 0 ? error : notPatched(type, patch, patched, message.substring(at + unreadable.length()));
    }

    private static ApiException notPatched(PatchType type, JsonNode patch, ObjectNode patched, String wrong) {
        FieldErrors errors = new FieldErrors();
        boolean strategic = type == PatchType.STRATEGIC;
        errors.invalid("patch", strategic ? GoText.of(rest(patch)) : PatchedText.of(type, patch, patched), wrong);
        return ApiException.invalid(new Gvk("", "", ""), "", errors);
    }

    /** Return what is left of a strategic merge patch once it is merged: lists whose order it sets are taken out of it. */
    private static JsonNode rest(JsonNode patch) {
        if (!(patch instanceof ObjectNode object)) {
            return patch;
        }
        Set<String> ordered = new HashSet<>();
        object.fieldNames().forEachRemaining(name -> {
            if (name.startsWith(ORDER)) {
                ordered.add(name);
                ordered.add(name.substring(ORDER.length()));
            }
        });
        ObjectNode rest = object.objectNode();
        object.properties().forEach(field -> {
            if (!ordered.contains(field.getKey()) && !field.getKey().equals("$retainKeys")) {
                rest.set(field.getKey(), rest(field.getValue()));
            }
        });
        return rest;
    }

    /**
     * Look at an object that is to be applied: of unknown fields nothing is kept.
     *
     * @throws ApiException 400 where only known fields may be sent
     */
    ObjectNode applied(
            ApiRequest request, JsonNode body, ApiResource resource, Gvk gvk, WriteOptions options, Warnings warnings) {
        if (!(body instanceof ObjectNode object)) {
            throw ApiException.badRequest(
                    "error decoding YAML: json: cannot unmarshal into Go value of type" + " map[string]interface {}");
        }
        Gvk written =
                Gvk.of(body.path("apiVersion").asText(""), body.path("kind").asText(""));
        if (!written.equals(gvk)) {
            String version = written.group().isEmpty() ? "/" + written.version() : written.apiVersion();
            throw ApiException.badRequest("invalid object type: %s, Kind=%s".formatted(version, written.kind()));
        }
        Schema schema = resource.custom() && gvk.equals(resource.gvk()) ? null : BuiltInSchemas.of(gvk);
        if (schema != null && options.validation() != Validation.IGNORE) {
            List<String> repeated = SentFields.check("application/yaml", request.body(), body, schema).stream()
                    .filter(problem -> problem.startsWith("line "))
                    .toList();
            report(gvk, repeated, options.validation(), warnings);
        }
        return object;
    }

    private List<String> unknown(ApiResource resource, ObjectNode object) {
        return definitions.unknown(resource.gvk(), object).stream()
                .map(path -> "unknown field \"%s\"".formatted(path))
                .toList();
    }

    private static void report(Gvk gvk, List<String> problems, Validation validation, Warnings warnings) {
        if (problems.isEmpty() || validation == Validation.IGNORE) {
            return;
        }
        if (validation == Validation.STRICT) {
            throw ApiException.unreadable(gvk, "strict decoding error: " + String.join(", ", problems));
        }
        problems.forEach(warnings::add);
    }

    /** Return why an object is not of a kind, empty where it is or does not say. */
    String mismatch(JsonNode object, Gvk gvk) {
        Gvk written = written(object, gvk);
        if (written.equals(gvk)) {
            return "";
        }
        if (registry.of(written) == null) {
            return "no kind \"%s\" is registered for version \"%s\" in scheme \"%s\""
                    .formatted(written.kind(), written.apiVersion(), SCHEME);
        }
        int dot = gvk.group().indexOf('.');
        String internal = gvk.group().isEmpty()
                ? "core"
                : dot < 0 ? gvk.group() : gvk.group().substring(0, dot);
        return "converting (%s.%s) to (%s.%s): unknown conversion"
                .formatted(written.version(), written.kind(), internal, gvk.kind());
    }

    private static Gvk written(JsonNode object, Gvk gvk) {
        String version = object.path("apiVersion").asText("");
        String kind = object.path("kind").asText("");
        return Gvk.of(version.isEmpty() ? gvk.apiVersion() : version, kind.isEmpty() ? gvk.kind() : kind);
    }
}
