package dev.simarena.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;

/** Find pod templates by SimKube's paths: JSON pointers in which {@code *} stands for every element of a list. */
final class PodTemplates {

    private PodTemplates() {}

    /** Return the pod specs of an object, one for each template found, in order. */
    static List<JsonNode> podSpecs(TraceObject object, List<String> paths) {
        List<JsonNode> specs = new ArrayList<>();
        for (String path : paths) {
            for (JsonNode template : resolve(object.body(), path)) {
                if (template.path("spec").isObject()) {
                    specs.add(template.path("spec"));
                }
            }
        }
        return specs;
    }

    private static List<JsonNode> resolve(JsonNode body, String path) {
        if (path.isEmpty()) {
            return List.of(body);
        }
        if (path.charAt(0) != '/') {
            return List.of();
        }
        List<JsonNode> found = List.of(body);
        for (String step : path.substring(1).split("/", -1)) {
            List<JsonNode> next = new ArrayList<>();
            for (JsonNode node : found) {
                if (step.equals("*") && node.isArray()) {
                    node.forEach(next::add);
                } else {
                    next.add(child(node, step.replace("~1", "/").replace("~0", "~")));
                }
            }
            next.removeIf(JsonNode::isMissingNode);
            found = next;
        }
        return found;
    }

    private static JsonNode child(JsonNode node, String step) {
        if (!node.isArray()) {
            return node.path(step);
        }
        boolean position = !step.isEmpty() && step.length() < 9 && step.chars().allMatch(c -> c >= '0' && c <= '9');
        return position ? node.path(Integer.parseInt(step)) : MissingNode.getInstance();
    }
}
