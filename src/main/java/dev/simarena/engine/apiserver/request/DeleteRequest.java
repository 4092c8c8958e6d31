package dev.simarena.engine.apiserver.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.DeleteOptions;
import dev.simarena.engine.apiserver.message.ApiRequest;
import dev.simarena.engine.apiserver.schema.TypeErrors;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.FieldErrors;
import dev.simarena.trace.Gvk;
import java.util.ArrayList;
import java.util.List;

/**
 * Hold how something is to be deleted, as the body says, or the query where there is no body.
 *
 * @param options how to delete
 * @param dryRun whether nothing is to be kept
 */
public record DeleteRequest(DeleteOptions options, boolean dryRun) {

    private static final Gvk GVK = new Gvk("meta.k8s.io", "v1", "DeleteOptions");

    /**
     * Read the options of a request.
     *
     * @throws ApiException 400, 415 or 422 where they cannot be taken
     */
    public static DeleteRequest read(ApiRequest request) {
        return of(request.body().length > 0 ? body(request) : query(request));
    }

    /** Read options that came inside another object. */
    public static DeleteRequest of(JsonNode json) {
        FieldErrors errors = new FieldErrors();
        List<String> dryRun = new ArrayList<>();
        json.path("dryRun").forEach(value -> dryRun.add(value.asText()));
        boolean dry = WriteOptions.dryRun(dryRun, errors);
        if (json.hasNonNull("orphanDependents") && json.hasNonNull("propagationPolicy")) {
            errors.invalid(
                    "propagationPolicy",
                    json.path("propagationPolicy").asText(),
                    "orphanDependents and deletionPropagation cannot be both set");
        }
        DeleteOptions options = DeleteOptions.read(json);
        errors.check(GVK, "");
        return new DeleteRequest(options, dry);
    }

    private static JsonNode body(ApiRequest request) {
        JsonNode json = Bodies.options(request.header("content-type"), request.body());
        String kind = json.path("kind").asText("DeleteOptions");
        if (!kind.equals("DeleteOptions")) {
            throw ApiException.badRequest(
                    "no kind \"%s\" is registered for version \"%s\" in scheme \"pkg/runtime/scheme.go:111\""
                            .formatted(kind, json.path("apiVersion").asText("v1")));
        }
        JsonNode grace = json.path("gracePeriodSeconds");
        if (!grace.isMissingNode() && !grace.isNull() && !grace.isIntegralNumber()) {
            throw ApiException.badRequest(
                    "json: cannot unmarshal %s into Go struct field DeleteOptions.gracePeriodSeconds of type int64"
                            .formatted(TypeErrors.found(grace)));
        }
        return json;
    }

    private static ObjectNode query(ApiRequest request) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        Long grace = Parameters.number(request, "gracePeriodSeconds");
        if (grace != null) {
            json.put("gracePeriodSeconds", grace);
        }
        Boolean orphan = Parameters.truth(request, "orphanDependents");
        if (orphan != null) {
            json.put("orphanDependents", orphan);
        }
        if (request.query().containsKey("propagationPolicy")) {
            json.put("propagationPolicy", request.parameter("propagationPolicy"));
        }
        ArrayNode dryRun = json.putArray("dryRun");
        request.query().getOrDefault("dryRun", List.of()).forEach(dryRun::add);
        return json;
    }
}
