package dev.simarena.engine.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Condition;
import dev.simarena.engine.model.Deployment;
import dev.simarena.engine.model.GenericObject;
import dev.simarena.engine.model.LabelSelector;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.OwnerRef;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.PodTemplate;
import dev.simarena.engine.model.ReplicaSet;
import dev.simarena.engine.model.Requirement;
import dev.simarena.trace.Gvk;
import java.util.Map;

/** Write objects as the API server shows them; every call makes new JSON. */
public final class Renderer {

    private Renderer() {}

    /** Write an object. */
    public static ObjectNode json(ApiObject object) {
        ObjectNode json = Json.object();
        json.put("apiVersion", object.gvk().apiVersion());
        json.put("kind", object.gvk().kind());
        json.set("metadata", metadata(object));
        if (object instanceof Pod pod) {
            PodRenderer.render(pod, json);
        } else if (object instanceof Deployment deployment) {
            DeploymentRenderer.render(deployment, json);
        } else if (object instanceof ReplicaSet set) {
            DeploymentRenderer.render(set, json);
        } else if (object instanceof Node node) {
            NodeRenderer.render(node, json);
        } else if (object instanceof GenericObject generic) {
            json.setAll(generic.body().deepCopy());
        }
        return json;
    }

    static ObjectNode template(PodTemplate template, Map<String, String> labels) {
        ObjectNode json = Json.object();
        ObjectNode metadata = json.putObject("metadata");
        Json.putStrings(metadata, "labels", labels);
        Json.putStrings(metadata, "annotations", template.annotations());
        json.set("spec", template.spec().deepCopy());
        return json;
    }

    static ObjectNode selector(LabelSelector selector) {
        ObjectNode json = Json.object();
        Json.putStrings(json, "matchLabels", selector.matchLabels());
        if (!selector.requirements().isEmpty()) {
            ArrayNode expressions = json.putArray("matchExpressions");
            for (Requirement requirement : selector.requirements()) {
                ObjectNode expression = expressions.addObject();
                expression.put("key", requirement.key());
                expression.put("operator", requirement.operator());
                if (!requirement.values().isEmpty()) {
                    ArrayNode values = expression.putArray("values");
                    requirement.values().forEach(values::add);
                }
            }
        }
        return json;
    }

    static ObjectNode condition(Condition condition) {
        ObjectNode json = Json.object();
        json.put("type", condition.type());
        json.put("status", condition.status());
        json.put("lastUpdateTime", Json.time(condition.updated()));
        json.put("lastTransitionTime", Json.time(condition.transitioned()));
        json.put("reason", condition.reason());
        json.put("message", condition.message());
        return json;
    }

    private static JsonNode metadata(ApiObject object) {
        ObjectNode metadata = Json.object();
        metadata.put("name", object.name());
        if (object.namespace() != null) {
            metadata.put("namespace", object.namespace());
        }
        metadata.put("uid", object.uid());
        metadata.put("resourceVersion", String.valueOf(object.resourceVersion()));
        if (object.gvk().group().equals("apps") || object.gvk().equals(Gvk.POD)) {
            metadata.put("generation", object.generation());
        }
        metadata.put("creationTimestamp", Json.time(object.created()));
        Json.putStrings(metadata, "labels", object.labels());
        Json.putStrings(metadata, "annotations", object.annotations());
        if (!object.owners().isEmpty()) {
            ArrayNode owners = metadata.putArray("ownerReferences");
            for (OwnerRef owner : object.owners()) {
                ObjectNode reference = owners.addObject();
                reference.put("apiVersion", owner.apiVersion());
                reference.put("kind", owner.kind());
                reference.put("name", owner.name());
                reference.put("uid", owner.uid());
                if (owner.controller()) {
                    reference.put("controller", true);
                }
                if (owner.blockOwnerDeletion()) {
                    reference.put("blockOwnerDeletion", true);
                }
            }
        }
        return metadata;
    }
}
