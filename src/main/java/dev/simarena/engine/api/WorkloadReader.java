package dev.simarena.engine.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.Deployment;
import dev.simarena.engine.model.DeploymentSpec;
import dev.simarena.engine.model.FieldErrors;
import dev.simarena.engine.model.IntOrPercent;
import dev.simarena.engine.model.JsonMaps;
import dev.simarena.engine.model.PodTemplate;
import dev.simarena.engine.model.ReplicaSet;
import dev.simarena.engine.validation.ObjectRules;
import dev.simarena.trace.InvalidQuantityException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Read Deployments, ReplicaSets and Pods.
 *
 * <p>Specs of Deployments that were found right are remembered for all worlds, since episodes apply the same few again
 * and again; what is remembered follows from the text alone, so this shows nowhere but in the time it takes.
 */
public final class WorkloadReader {

    private static final int MOST_REMEMBERED = 4096;
    private static final ConcurrentHashMap<JsonNode, DeploymentSpec> REMEMBERED = new ConcurrentHashMap<>();

    private WorkloadReader() {}

    /**
     * Read the declared part of a Deployment.
     *
     * @param live the Deployment as it is, {@code null} where it is new
     * @throws ApiException 400 or 422 where the API server would not take it
     */
    public static DeploymentSpec deployment(Manifest manifest, @Nullable Deployment live) {
        DeploymentSpec known = REMEMBERED.get(manifest.spec());
        if (known != null && (live == null || live.spec().selector().equals(known.selector()))) {
            check(manifest, ObjectRules.metadata(manifest.gvk(), manifest.json().path("metadata")));
            return known;
        }
        ObjectNode object = checked(manifest, live == null ? null : Renderer.json(live));
        JsonNode spec = object.path("spec");
        JsonNode rolling = spec.path("strategy").path("rollingUpdate");
        DeploymentSpec read = new DeploymentSpec(
                spec.path("replicas").asInt(),
                JsonMaps.selector(spec.path("selector")),
                template(manifest, manifest.spec().path("template")),
                spec.path("strategy").path("type").asText().equals("Recreate"),
                intOrPercent(rolling.path("maxSurge")),
                intOrPercent(rolling.path("maxUnavailable")),
                spec.path("minReadySeconds").asInt(),
                spec.path("revisionHistoryLimit").asInt(),
                spec.path("progressDeadlineSeconds").asInt(),
                spec.path("paused").asBoolean());
        if (REMEMBERED.size() >= MOST_REMEMBERED) {
            REMEMBERED.clear();
        }
        REMEMBERED.put(manifest.spec().deepCopy(), read);
        return read;
    }

    /**
     * Read a ReplicaSet that no Deployment made.
     *
     * @throws ApiException 400 or 422 where the API server would not take it
     */
    public static ReplicaSet replicaSet(Manifest manifest) {
        JsonNode spec = checked(manifest, null).path("spec");
        return new ReplicaSet(
                String.valueOf(manifest.namespace()),
                manifest.name(),
                manifest.labels(),
                manifest.annotations(),
                spec.path("replicas").asInt(),
                JsonMaps.selector(spec.path("selector")),
                template(manifest, manifest.spec().path("template")),
                false,
                spec.path("minReadySeconds").asInt());
    }

    /**
     * Read the spec of a pod that no controller made.
     *
     * @throws ApiException 400 where the API server would not take it
     */
    public static PodTemplate pod(Manifest manifest) {
        return template(manifest, manifest.json());
    }

    /**
     * Read the template of the pods of a controller.
     *
     * @throws ApiException 400 where a quantity is none
     */
    public static PodTemplate template(Manifest manifest) {
        return template(manifest, manifest.spec().path("template"));
    }

    static ObjectNode checked(Manifest manifest, @Nullable ObjectNode before) {
        ObjectNode object = ObjectDefaults.apply(manifest.gvk(), manifest.json());
        check(
                manifest,
                before == null
                        ? ObjectRules.created(manifest.gvk(), object)
                        : ObjectRules.updated(manifest.gvk(), object, before));
        return object;
    }

    static PodTemplate template(Manifest manifest, JsonNode template) {
        try {
            return PodTemplates.read(template);
        } catch (InvalidQuantityException e) {
            throw ApiException.unreadable(manifest.gvk(), e.apiMessage());
        }
    }

    private static IntOrPercent intOrPercent(JsonNode node) {
        if (node.isTextual()) {
            String text = node.asText();
            return new IntOrPercent(Integer.parseInt(text.substring(0, text.length() - 1)), true);
        }
        return node.isNumber() ? new IntOrPercent(node.intValue(), false) : IntOrPercent.QUARTER;
    }

    private static void check(Manifest manifest, FieldErrors errors) {
        errors.check(manifest.gvk(), manifest.name());
    }
}
