package dev.simarena.engine.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.StatusDetails;
import dev.simarena.trace.Gvk;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Apply patches of any type. */
public final class Patches {

    private static final int MOST_OPERATIONS = 10_000;

    private Patches() {}

    /**
     * Return a patched copy of an object.
     *
     * @throws ApiException 400, 413, 415 or 422 where the API server would not take the patch
     */
    public static ObjectNode apply(PatchType type, Gvk gvk, ObjectNode object, JsonNode patch) {
        Objects.requireNonNull(patch, "Patch [null] is no document. Give one.");
        return switch (type) {
            case JSON -> json(object, patch);
            case MERGE -> merge(object.deepCopy(), document(patch, "error decoding patch: "));
            case STRATEGIC -> {
                MergeSchema schema = MergeSchema.of(gvk);
                if (schema == null) {
                    throw unsupported();
                }
                yield StrategicMerge.merge(
                        object.deepCopy(), document(patch, "").deepCopy(), schema);
            }
        };
    }

    private static ObjectNode json(ObjectNode object, JsonNode patch) {
        if (!(patch instanceof ArrayNode operations)) {
            throw undecodable(patch, "[]handlers.jsonPatchOp");
        }
        for (JsonNode operation : operations) {
            if (!operation.isObject() && !operation.isNull()) {
                throw undecodable(operation, "handlers.jsonPatchOp");
            }
        }
        if (patch.size() > MOST_OPERATIONS) {
            throw new ApiException(
                    413,
                    "RequestEntityTooLarge",
                    "Request entity too large: The allowed maximum operations in a JSON patch is %d, got %d"
                            .formatted(MOST_OPERATIONS, patch.size()));
        }
        try {
            if (JsonPatch.apply(object.deepCopy(), operations) instanceof ObjectNode result) {
                return result;
            }
        } catch (JsonPatch.FailedException e) {
            // answered below, in the same words for whatever is wrong
        }
        throw new ApiException(
                422,
                "Invalid",
                "the server rejected our request due to an error in our request",
                StatusDetails.of("", "", ""));
    }

    private static ApiException undecodable(JsonNode patch, String type) {
        return ApiException.badRequest("error decoding patch: json: cannot unmarshal %s into Go value of type %s"
                .formatted(type(patch), type));
    }

    private static ObjectNode document(JsonNode patch, String prefix) {
        if (patch instanceof ObjectNode object) {
            return object;
        }
        throw ApiException.badRequest("%sjson: cannot unmarshal %s into Go value of type map[string]interface {}"
                .formatted(prefix, type(patch)));
    }

    private static String type(JsonNode patch) {
        return patch.isBoolean() ? "bool" : patch.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    private static ObjectNode merge(ObjectNode target, ObjectNode patch) {
        for (Map.Entry<String, JsonNode> field : patch.properties()) {
            String name = field.getKey();
            JsonNode value = field.getValue();
            if (value.isNull()) {
                target.remove(name);
            } else if (value instanceof ObjectNode inner) {
                target.set(name, merge(objectAt(target.get(name), target), inner));
            } else {
                target.set(name, value.deepCopy());
            }
        }
        return target;
    }

    private static ObjectNode objectAt(@Nullable JsonNode present, ObjectNode owner) {
        return present instanceof ObjectNode object ? object : owner.objectNode();
    }

    private static ApiException unsupported() {
        return new ApiException(
                415,
                "UnsupportedMediaType",
                "the body of the request was in an unknown format - accepted media types include:"
                        + " application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml");
    }
}
