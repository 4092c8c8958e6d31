package dev.simarena.engine.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.ClaimTemplate;
import dev.simarena.engine.model.JsonMaps;
import dev.simarena.engine.model.PodTemplate;
import dev.simarena.engine.model.StatefulSet;
import dev.simarena.engine.model.StatefulSetSpec;
import dev.simarena.engine.model.StatefulSetStatus;
import java.util.ArrayList;
import java.util.List;

/** Read and write StatefulSets. */
public final class StatefulSets {

    private StatefulSets() {}

    /** Read the declared part of a StatefulSet that was found right, defaults applied. */
    public static StatefulSetSpec read(JsonNode spec, PodTemplate template) {
        JsonNode strategy = spec.path("updateStrategy");
        JsonNode rolling = strategy.path("rollingUpdate");
        JsonNode retention = spec.path("persistentVolumeClaimRetentionPolicy");
        return new StatefulSetSpec(
                spec.path("replicas").asInt(1),
                JsonMaps.selector(spec.path("selector")),
                template,
                spec.path("serviceName").asText(""),
                claims(spec.path("volumeClaimTemplates")),
                spec.path("podManagementPolicy").asText().equals("Parallel"),
                strategy.path("type").asText().equals("OnDelete"),
                rolling.isObject() ? Integer.valueOf(rolling.path("partition").asInt()) : null,
                spec.path("ordinals").isObject()
                        ? Integer.valueOf(spec.path("ordinals").path("start").asInt())
                        : null,
                spec.path("minReadySeconds").asInt(),
                spec.path("revisionHistoryLimit").asInt(10),
                retention.path("whenDeleted").asText().equals("Delete"),
                retention.path("whenScaled").asText().equals("Delete"));
    }

    static void render(StatefulSet set, ObjectNode json) {
        StatefulSetSpec declared = set.spec();
        ObjectNode spec = json.putObject("spec");
        spec.put("replicas", declared.replicas());
        spec.set("selector", Renderer.selector(declared.selector()));
        spec.set(
                "template",
                Renderer.template(declared.template(), declared.template().labels()));
        if (!declared.claimTemplates().isEmpty()) {
            ArrayNode claims = spec.putArray("volumeClaimTemplates");
            declared.claimTemplates().forEach(claim -> render(claim, claims.addObject()));
        }
        spec.put("serviceName", declared.serviceName());
        spec.put("podManagementPolicy", declared.parallel() ? "Parallel" : "OrderedReady");
        ObjectNode strategy = spec.putObject("updateStrategy");
        strategy.put("type", declared.onDelete() ? "OnDelete" : "RollingUpdate");
        if (declared.partition() != null) {
            strategy.putObject("rollingUpdate").put("partition", declared.partition());
        }
        spec.put("revisionHistoryLimit", declared.revisionHistoryLimit());
        Json.putCount(spec, "minReadySeconds", declared.minReadySeconds());
        ObjectNode retention = spec.putObject("persistentVolumeClaimRetentionPolicy");
        retention.put("whenDeleted", declared.deleteClaimsWithSet() ? "Delete" : "Retain");
        retention.put("whenScaled", declared.deleteClaimsWithPod() ? "Delete" : "Retain");
        if (declared.startOrdinal() != null) {
            spec.putObject("ordinals").put("start", declared.startOrdinal());
        }
        ObjectNode status = json.putObject("status");
        render(set.status(), status);
        Renderer.conditions(set, null, status);
    }

    private static List<ClaimTemplate> claims(JsonNode templates) {
        List<ClaimTemplate> claims = new ArrayList<>();
        for (JsonNode template : templates) {
            JsonNode metadata = template.path("metadata");
            if (template.path("spec") instanceof ObjectNode spec) {
                claims.add(new ClaimTemplate(
                        metadata.path("name").asText(),
                        JsonMaps.strings(metadata.path("labels")),
                        JsonMaps.strings(metadata.path("annotations")),
                        spec.deepCopy()));
            }
        }
        return claims;
    }

    private static void render(ClaimTemplate claim, ObjectNode json) {
        json.put("apiVersion", "v1");
        json.put("kind", "PersistentVolumeClaim");
        ObjectNode metadata = json.putObject("metadata");
        metadata.put("name", claim.name());
        Json.putStrings(metadata, "labels", claim.labels());
        Json.putStrings(metadata, "annotations", claim.annotations());
        json.set("spec", claim.spec().deepCopy());
        json.putObject("status").put("phase", "Pending");
    }

    private static void render(StatefulSetStatus shown, ObjectNode status) {
        Json.putCount(status, "observedGeneration", shown.observedGeneration());
        status.put("replicas", shown.replicas());
        Json.putCount(status, "readyReplicas", shown.ready());
        Json.putCount(status, "currentReplicas", shown.current());
        Json.putCount(status, "updatedReplicas", shown.updated());
        if (!shown.updateRevision().isEmpty()) {
            status.put("currentRevision", shown.currentRevision());
            status.put("updateRevision", shown.updateRevision());
            status.put("collisionCount", shown.collisionCount());
        }
        status.put("availableReplicas", shown.available());
    }
}
