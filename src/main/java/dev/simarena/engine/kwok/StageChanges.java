package dev.simarena.engine.kwok;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.simarena.engine.patch.PatchType;
import dev.simarena.engine.template.TemplateFunction;
import dev.simarena.trace.Gvk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Work out what the steps of a stage do to an object. */
final class StageChanges {

    private static final YAMLMapper YAML = new YAMLMapper();

    private final Stage stage;
    private final JsonNode object;
    private final Map<String, TemplateFunction> functions;

    StageChanges(Stage stage, JsonNode object, Map<String, TemplateFunction> functions) {
        this.stage = stage;
        this.object = object;
        this.functions = functions;
    }

    List<StageChange> all(List<StageStep> steps) {
        List<StageChange> changes = new ArrayList<>();
        boolean deleted = false;
        for (StageStep step : steps) {
            if (step instanceof StageStep.Report report) {
                changes.add(report.event());
            } else if (!deleted && step instanceof StageStep.Finalizers finalizers) {
                finalizers(finalizers, changes);
            } else if (!deleted && step instanceof StageStep.Render render) {
                changes.add(patch(render));
            } else if (!deleted) {
                changes.add(new StageChange.Delete());
                deleted = true;
            }
        }
        return changes;
    }

    private StageChange.Patch patch(StageStep.Render render) {
        JsonNode data = yaml(render.template().render(object, functions));
        PatchType type = render.type();
        if (type == null) {
            boolean typed = stage.kind().equals(Gvk.POD) || stage.kind().equals(Gvk.NODE);
            type = typed ? PatchType.STRATEGIC : PatchType.MERGE;
        }
        if (!render.root().isEmpty()) {
            data = type == PatchType.JSON
                    ? below(render.root(), data)
                    : JsonNodeFactory.instance.objectNode().set(render.root(), data);
        }
        return new StageChange.Patch(type, render.subresource(), data);
    }

    private JsonNode yaml(String text) {
        try {
            return YAML.readTree(text);
        } catch (JsonProcessingException e) {
            throw StageException.of(
                    stage.name(),
                    "rendered a template to what is no YAML: %s. Correct the template; it gave:%n%s"
                            .formatted(e.getOriginalMessage(), text.strip()),
                    e);
        }
    }

    private JsonNode below(String root, JsonNode operations) {
        if (!operations.isArray()) {
            throw StageException.of(
                    stage.name(), "has a patch of type [json] that is no list of operations. Render a list.");
        }
        for (JsonNode operation : operations) {
            if (operation instanceof ObjectNode changed) {
                changed.put("path", "/" + root + changed.path("path").asText());
            }
        }
        return operations;
    }

    private void finalizers(StageStep.Finalizers step, List<StageChange> changes) {
        List<String> present = new ArrayList<>();
        object.path("metadata").path("finalizers").forEach(finalizer -> present.add(finalizer.asText()));
        List<String> left = new ArrayList<>(present);
        if (step.empty()) {
            left.clear();
        } else {
            left.removeAll(step.remove());
        }
        for (String added : step.add()) {
            if (!left.contains(added)) {
                left.add(added);
            }
        }
        if (left.equals(present)) {
            return;
        }
        ArrayNode operations = JsonNodeFactory.instance.arrayNode();
        ObjectNode operation = operations.addObject();
        operation.put("op", left.isEmpty() ? "remove" : "add");
        operation.put("path", "/metadata/finalizers");
        if (!left.isEmpty()) {
            ArrayNode value = operation.putArray("value");
            left.forEach(value::add);
        }
        changes.add(new StageChange.Patch(PatchType.JSON, "", operations));
    }
}
