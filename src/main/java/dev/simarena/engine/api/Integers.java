package dev.simarena.engine.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.model.ApiException;
import java.util.List;

/** Refuse specs in which a number is none, as decoding them into Go structures does. */
final class Integers {

    private static final List<String> FIELDS = List.of(
            "replicas",
            "minReadySeconds",
            "revisionHistoryLimit",
            "progressDeadlineSeconds",
            "parallelism",
            "completions",
            "backoffLimit",
            "minReplicas",
            "maxReplicas");

    private Integers() {}

    /**
     * Check the counts of a spec.
     *
     * @throws ApiException 400 where one is not a 32-bit integer
     */
    static void check(Manifest manifest) {
        for (String field : FIELDS) {
            JsonNode node = manifest.spec().path(field);
            if (Json.present(node) && !(node.canConvertToExactIntegral() && node.canConvertToInt())) {
                throw ApiException.unreadable(
                        manifest.gvk(),
                        "json: cannot unmarshal %s into Go struct field %sSpec.spec.%s of type int32"
                                .formatted(goType(node), manifest.gvk().kind(), field));
            }
        }
    }

    private static String goType(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> "string";
            case BOOLEAN -> "bool";
            case ARRAY -> "array";
            case OBJECT -> "object";
            default -> "number " + node;
        };
    }
}
