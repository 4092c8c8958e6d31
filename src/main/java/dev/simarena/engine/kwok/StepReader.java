package dev.simarena.engine.kwok;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.patch.PatchType;
import java.util.ArrayList;
import java.util.List;

/** Read what a stage does. */
final class StepReader {

    private final StageFields fields;

    StepReader(StageFields fields) {
        this.fields = fields;
    }

    List<StageStep> next(JsonNode next) {
        fields.known(
                next,
                "spec.next",
                "event",
                "finalizers",
                "delete",
                "patches",
                "statusTemplate",
                "statusSubresource",
                "statusPatchAs");
        List<StageStep> steps = new ArrayList<>();
        if (next.path("event").isObject()) {
            steps.add(report(next.path("event")));
        }
        if (next.path("finalizers").isObject()) {
            steps.add(finalizers(next.path("finalizers")));
        }
        if (!next.path("patches").isEmpty()) {
            for (JsonNode patch : fields.list(next, "patches", "spec.next")) {
                steps.add(render(patch));
            }
        } else if (!next.path("statusTemplate").asText("").isEmpty()) {
            steps.add(new StageStep.Render(
                    null,
                    next.path("statusSubresource").asText("status"),
                    "status",
                    fields.template(next.path("statusTemplate").asText())));
        }
        if (next.path("delete").asBoolean()) {
            steps.add(new StageStep.Delete());
        }
        return steps;
    }

    List<StageStep> steps(JsonNode list) {
        List<StageStep> steps = new ArrayList<>();
        for (JsonNode step : list) {
            fields.known(step, "spec.steps", "patch", "event", "finalizers", "delete", "apply");
            if (step.has("apply")) {
                throw fields.error(
                        "has an apply step, which is not supported. Patch the object, or create the other one yourself.");
            }
            if (step.path("event").isObject()) {
                steps.add(report(step.path("event")));
            }
            if (step.path("finalizers").isObject()) {
                steps.add(finalizers(step.path("finalizers")));
            }
            if (step.path("delete").asBoolean()) {
                steps.add(new StageStep.Delete());
            } else if (step.path("patch").isObject()) {
                steps.add(render(step.path("patch")));
            }
        }
        return steps;
    }

    private StageStep report(JsonNode event) {
        fields.known(event, "event", "type", "reason", "message");
        return new StageStep.Report(new StageChange.Event(
                event.path("type").asText(""),
                event.path("reason").asText(""),
                event.path("message").asText("")));
    }

    private StageStep finalizers(JsonNode finalizers) {
        fields.known(finalizers, "finalizers", "add", "remove", "empty");
        return new StageStep.Finalizers(
                finalizers.path("empty").asBoolean(), items(finalizers, "remove"), items(finalizers, "add"));
    }

    private List<String> items(JsonNode finalizers, String field) {
        List<String> items = new ArrayList<>();
        for (JsonNode item : fields.list(finalizers, field, "finalizers")) {
            items.add(fields.known(item, "finalizers." + field, "value")
                    .path("value")
                    .asText());
        }
        return items;
    }

    private StageStep render(JsonNode patch) {
        fields.known(patch, "patch", "subresource", "root", "template", "type", "impersonation");
        String type = patch.path("type").asText("");
        PatchType found = switch (type) {
            case "" -> null;
            case "strategic" -> PatchType.STRATEGIC;
            case "merge" -> PatchType.MERGE;
            case "json" -> PatchType.JSON;
            default ->
                throw fields.error("has a patch of type [%s], which does not exist. Use strategic, merge or json."
                        .formatted(type));
        };
        return new StageStep.Render(
                found,
                patch.path("subresource").asText(""),
                patch.path("root").asText(""),
                fields.template(patch.path("template").asText("")));
    }
}
