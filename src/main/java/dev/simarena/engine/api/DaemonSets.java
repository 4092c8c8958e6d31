package dev.simarena.engine.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.DaemonSet;
import dev.simarena.engine.model.DaemonSetSpec;
import dev.simarena.engine.model.DaemonSetStatus;
import dev.simarena.engine.model.IntOrPercent;
import dev.simarena.engine.model.JsonMaps;
import dev.simarena.engine.model.PodTemplate;

/** Read and write DaemonSets. */
public final class DaemonSets {

    private static final IntOrPercent NONE = new IntOrPercent(0, false);
    private static final IntOrPercent ONE = new IntOrPercent(1, false);

    private DaemonSets() {}

    /** Read the declared part of a DaemonSet that was found right, defaults applied. */
    public static DaemonSetSpec read(JsonNode spec, PodTemplate template) {
        JsonNode strategy = spec.path("updateStrategy");
        JsonNode rolling = strategy.path("rollingUpdate");
        return new DaemonSetSpec(
                JsonMaps.selector(spec.path("selector")),
                template,
                strategy.path("type").asText().equals("OnDelete"),
                intOrPercent(rolling.path("maxSurge"), NONE),
                intOrPercent(rolling.path("maxUnavailable"), ONE),
                spec.path("minReadySeconds").asInt(),
                spec.path("revisionHistoryLimit").asInt(10));
    }

    /**
     * Return the number a client gave the template.
     *
     * @throws ApiException 400 where it is none
     */
    public static long templateGeneration(Manifest manifest) {
        JsonNode written = manifest.json().path("metadata").path("annotations").path(DaemonSet.TEMPLATE_GENERATION);
        try {
            return written.isMissingNode() ? 1 : Long.parseLong(written.asText());
        } catch (NumberFormatException e) {
            String why = "strconv.ParseInt: parsing \"%s\": invalid syntax".formatted(written.asText());
            throw ApiException.unreadable(manifest.gvk(), why);
        }
    }

    static void render(DaemonSet set, ObjectNode json) {
        Json.putStrings(json.withObject("/metadata"), "annotations", set.shownAnnotations());
        DaemonSetSpec declared = set.spec();
        ObjectNode spec = json.putObject("spec");
        spec.set("selector", Renderer.selector(declared.selector()));
        spec.set(
                "template",
                Renderer.template(declared.template(), declared.template().labels()));
        ObjectNode strategy = spec.putObject("updateStrategy");
        strategy.put("type", declared.onDelete() ? "OnDelete" : "RollingUpdate");
        if (!declared.onDelete()) {
            ObjectNode rolling = strategy.putObject("rollingUpdate");
            put(rolling, "maxUnavailable", declared.unavailable());
            put(rolling, "maxSurge", declared.surge());
        }
        Json.putCount(spec, "minReadySeconds", declared.minReadySeconds());
        spec.put("revisionHistoryLimit", declared.revisionHistoryLimit());
        DaemonSetStatus shown = set.status();
        ObjectNode status = json.putObject("status");
        status.put("currentNumberScheduled", shown.current());
        status.put("numberMisscheduled", shown.misscheduled());
        status.put("desiredNumberScheduled", shown.desired());
        status.put("numberReady", shown.ready());
        Json.putCount(status, "observedGeneration", shown.observedGeneration());
        Json.putCount(status, "updatedNumberScheduled", shown.updated());
        Json.putCount(status, "numberAvailable", shown.available());
        Json.putCount(status, "numberUnavailable", shown.unavailable());
        Renderer.conditions(set, null, status);
    }

    private static IntOrPercent intOrPercent(JsonNode node, IntOrPercent absent) {
        if (node.isTextual()) {
            String text = node.asText();
            return new IntOrPercent(Integer.parseInt(text.substring(0, text.length() - 1)), true);
        }
        return node.isNumber() ? new IntOrPercent(node.intValue(), false) : absent;
    }

    private static void put(ObjectNode object, String field, IntOrPercent value) {
        if (value.percent()) {
            object.put(field, value.value() + "%");
        } else {
            object.put(field, value.value());
        }
    }
}
