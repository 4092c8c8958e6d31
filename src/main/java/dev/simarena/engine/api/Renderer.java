package dev.simarena.engine.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Autoscaler;
import dev.simarena.engine.model.Condition;
import dev.simarena.engine.model.ConditionedObject;
import dev.simarena.engine.model.ControllerRevision;
import dev.simarena.engine.model.CronJob;
import dev.simarena.engine.model.DaemonSet;
import dev.simarena.engine.model.Deployment;
import dev.simarena.engine.model.EventObject;
import dev.simarena.engine.model.GenericObject;
import dev.simarena.engine.model.Job;
import dev.simarena.engine.model.Kinds;
import dev.simarena.engine.model.LabelSelector;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.OwnerRef;
import dev.simarena.engine.model.PersistentVolume;
import dev.simarena.engine.model.PersistentVolumeClaim;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.PodTemplate;
import dev.simarena.engine.model.ReplicaSet;
import dev.simarena.engine.model.Requirement;
import dev.simarena.engine.model.StatefulSet;
import dev.simarena.trace.Gvk;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Write objects as the API server shows them; every call makes new JSON. */
public final class Renderer {

    private static final Map<Class<?>, BiConsumer<ApiObject, ObjectNode>> RENDERERS = new HashMap<>();

    /** Kinds whose deletion is left to a controller from the start, without a grace period. */
    private static final Set<Gvk> ENDED_BY_CONTROLLERS =
            Set.of(Gvk.NAMESPACE, new Gvk("apiextensions.k8s.io", "v1", "CustomResourceDefinition"));

    static {
        add(Pod.class, PodRenderer::render);
        add(Node.class, NodeRenderer::render);
        add(Deployment.class, DeploymentRenderer::render);
        add(ReplicaSet.class, DeploymentRenderer::render);
        add(Job.class, BatchRenderer::render);
        add(CronJob.class, BatchRenderer::render);
        add(Autoscaler.class, AutoscalerRenderer::render);
        add(StatefulSet.class, StatefulSets::render);
        add(DaemonSet.class, DaemonSets::render);
        add(ControllerRevision.class, Volumes::render);
        add(PersistentVolumeClaim.class, Volumes::render);
        add(PersistentVolume.class, Volumes::render);
        add(EventObject.class, EventRenderer::render);
        add(GenericObject.class, (object, json) -> json.setAll(object.body().deepCopy()));
    }

    private Renderer() {}

    private static <T extends ApiObject> void add(Class<T> type, BiConsumer<T, ObjectNode> renderer) {
        RENDERERS.put(type, (object, json) -> renderer.accept(type.cast(object), json));
    }

    /** Write an object. */
    public static ObjectNode json(ApiObject object) {
        ObjectNode json = Json.object();
        json.put("kind", object.gvk().kind());
        json.put("apiVersion", object.gvk().apiVersion());
        json.set("metadata", metadata(object));
        BiConsumer<ApiObject, ObjectNode> renderer = RENDERERS.get(object.getClass());
        if (renderer != null) {
            renderer.accept(object, json);
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

    /**
     * Write a condition.
     *
     * @param updated name of the field with the time of the last update, empty where there is none
     */
    static ObjectNode condition(Condition condition, String updated) {
        ObjectNode json = Json.object();
        json.put("type", condition.type());
        json.put("status", condition.status());
        if (!updated.isEmpty()) {
            time(json, updated, condition.updated());
        }
        time(json, "lastTransitionTime", condition.transitioned());
        if (!condition.reason().isEmpty()) {
            json.put("reason", condition.reason());
        }
        if (!condition.message().isEmpty()) {
            json.put("message", condition.message());
        }
        return json;
    }

    /** Write the conditions of an object that has one of its controller at most. */
    static void conditions(ConditionedObject object, @Nullable Condition own, ObjectNode status) {
        if (object.otherConditions().isEmpty() && own == null) {
            return;
        }
        ArrayNode conditions = status.putArray("conditions");
        object.otherConditions().forEach(condition -> conditions.add(condition(condition, "")));
        if (own != null) {
            conditions.add(condition(own, ""));
        }
    }

    private static void time(ObjectNode json, String field, long time) {
        if (time == ApiObject.NEVER) {
            json.putNull(field);
        } else {
            json.put(field, Json.time(time));
        }
    }

    private static JsonNode metadata(ApiObject object) {
        ObjectNode metadata = Json.object();
        metadata.put("name", object.name());
        if (!object.generateName().isEmpty()) {
            metadata.put("generateName", object.generateName());
        }
        if (object.namespace() != null) {
            metadata.put("namespace", object.namespace());
        }
        metadata.put("uid", object.uid());
        metadata.put("resourceVersion", String.valueOf(object.resourceVersion()));
        if (Kinds.counted(object.gvk())) {
            metadata.put("generation", object.generation());
        }
        metadata.put("creationTimestamp", Json.time(object.created()));
        if (object.terminating()) {
            metadata.put("deletionTimestamp", Json.time(object.deletion()));
            if (!ENDED_BY_CONTROLLERS.contains(object.gvk())) {
                metadata.put("deletionGracePeriodSeconds", object.gracePeriodSeconds());
            }
        }
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
        if (!object.finalizers().isEmpty()) {
            ArrayNode finalizers = metadata.putArray("finalizers");
            object.finalizers().forEach(finalizers::add);
        }
        return metadata;
    }
}
