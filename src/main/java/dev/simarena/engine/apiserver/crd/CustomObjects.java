package dev.simarena.engine.apiserver.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.Subresource;
import dev.simarena.engine.apiserver.rule.RuleBook;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.FieldError;
import dev.simarena.engine.model.FieldErrors;
import dev.simarena.engine.model.GoText;
import dev.simarena.trace.Gvk;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Complete, prune and check the objects of one custom kind, and show their scale.
 *
 * <p>Source: {@code apiextensions-apiserver/pkg/registry/customresource}.
 */
final class CustomObjects {

    private static final String STATUS = "status";

    private final CustomKind kind;
    private final RuleBook rules;

    CustomObjects(CustomKind kind, RuleBook rules) {
        this.kind = kind;
        this.rules = rules;
    }

    /**
     * Complete a new object in place.
     *
     * @throws ApiException 422 where it breaks rules
     */
    void create(ObjectNode object) {
        complete(object);
        if (kind.statusApart()) {
            object.remove(STATUS);
        }
        check(object, null, object.path("metadata").path("name").asText(""));
    }

    /**
     * Complete an object in place that takes the place of another one.
     *
     * @throws ApiException 422 where it breaks rules
     */
    void update(ObjectNode object, ObjectNode live, Subresource subresource) {
        complete(object);
        String name = live.at("/metadata/name").asText("");
        if (subresource == Subresource.STATUS) {
            FieldErrors errors = new FieldErrors();
            JsonNode schema = kind.schema().path("properties").path(STATUS);
            if (object.has(STATUS) && schema.isObject()) {
                for (FieldError error : SchemaCheck.errors(schema, object.path(STATUS), live.get(STATUS))) {
                    boolean whole = error.field().equals("<nil>");
                    errors.add(error.reason(), whole ? STATUS : STATUS + "." + error.field(), error.message());
                }
            }
            scale(object, "statusReplicasPath", errors);
            rules.check(object, live, errors);
            errors.check(kind.gvk(), name);
            return;
        }
        if (kind.statusApart()) {
            object.remove(STATUS);
            if (live.has(STATUS)) {
                object.set(STATUS, live.path(STATUS));
            }
        }
        check(object, live, name);
    }

    /** Return the paths of fields the schema does not know. */
    List<String> unknown(ObjectNode object) {
        return Pruning.prune(object.deepCopy(), kind.schema());
    }

    private void complete(ObjectNode object) {
        Pruning.prune(object, kind.schema());
        Defaults.apply(object, kind.schema());
    }

    private void check(ObjectNode object, @Nullable ObjectNode live, String name) {
        FieldErrors errors = new FieldErrors();
        errors.addAll(SchemaCheck.errors(kind.schema(), object, live));
        scale(object, "specReplicasPath", errors);
        scale(object, "statusReplicasPath", errors);
        ListRules.check(object, kind.schema(), "", errors);
        EmbeddedRules.check(object, kind.schema(), "", errors);
        rules.check(object, live, errors);
        errors.check(kind.gvk(), name);
    }

    private void scale(ObjectNode object, String which, FieldErrors errors) {
        String path = kind.path(which);
        JsonNode value = path.isEmpty() ? LongNode.valueOf(0) : at(object, path);
        if (!value.isMissingNode() && !value.isNull() && !value.isIntegralNumber()) {
            errors.invalid(
                    "." + path,
                    0,
                    ".%s accessor error: %s is of the type %s, expected int64"
                            .formatted(path, GoText.of(value), GoText.type(value)));
        } else if (value.isNumber() && value.asLong() < 0) {
            errors.invalid("." + path, value.asLong(), "should be a non-negative integer");
        } else if (value.isNumber() && value.asLong() > Integer.MAX_VALUE) {
            errors.invalid(
                    "." + path, value.asLong(), "should be less than or equal to %d".formatted(Integer.MAX_VALUE));
        }
    }

    /**
     * Show the scale of an object.
     *
     * @throws ApiException 500 where it does not say how many replicas are wanted
     */
    ObjectNode scale(ObjectNode object) {
        JsonNode wanted = at(object, kind.replicas());
        if (!wanted.isNumber()) {
            throw new ApiException(
                    500,
                    "InternalError",
                    "Internal error occurred: the spec replicas field \"%s\" does not exist"
                            .formatted(kind.scale().path("specReplicasPath").asText()));
        }
        ObjectNode scale = JsonNodeFactory.instance.objectNode();
        scale.put("kind", "Scale").put("apiVersion", "autoscaling/v1");
        ObjectNode metadata = scale.putObject("metadata");
        for (String field : List.of("name", "namespace", "uid", "resourceVersion", "creationTimestamp")) {
            JsonNode value = object.path("metadata").get(field);
            if (value != null) {
                metadata.set(field, value);
            }
        }
        scale.putObject("spec").put("replicas", wanted.asInt());
        ObjectNode status = scale.putObject(STATUS);
        status.put("replicas", at(object, kind.path("statusReplicasPath")).asInt());
        String selector = kind.path("labelSelectorPath");
        if (!selector.isEmpty() && at(object, selector).isTextual()) {
            status.put("selector", at(object, selector).asText());
        }
        return scale;
    }

    /** Return an object with the replicas of a scale. */
    ObjectNode scaled(ObjectNode object, JsonNode scale) {
        JsonNode replicas = scale.at("/spec/replicas");
        if (replicas.asLong() < 0) {
            FieldErrors errors = new FieldErrors();
            errors.invalid("spec.replicas", replicas.asLong(), "must be greater than or equal to 0");
            throw ApiException.invalid(
                    new Gvk("autoscaling", "v1", "Scale"),
                    object.at("/metadata/name").asText(""),
                    errors);
        }
        ObjectNode result = object.deepCopy();
        String[] path = kind.replicas().split("\\.");
        ObjectNode owner = result;
        for (int i = 0; i < path.length - 1; i++) {
            owner = owner.withObject("/" + path[i]);
        }
        owner.put(path[path.length - 1], replicas.asInt());
        JsonNode version = scale.at("/metadata/resourceVersion");
        if (version.isTextual()) {
            result.withObject("/metadata").set("resourceVersion", version);
        }
        return result;
    }

    private static JsonNode at(JsonNode object, String path) {
        JsonNode value = object;
        for (String name : path.split("\\.")) {
            value = value.path(name);
        }
        return value;
    }
}
