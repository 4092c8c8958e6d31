package dev.simarena.engine.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.Deployment;
import dev.simarena.engine.model.DeploymentSpec;
import dev.simarena.engine.model.IntOrPercent;
import dev.simarena.engine.model.JsonMaps;
import dev.simarena.engine.model.LabelSelector;
import dev.simarena.engine.model.PodTemplate;
import dev.simarena.engine.model.ReplicaSet;
import dev.simarena.trace.InvalidQuantityException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Read Deployments, ReplicaSets and Pods: defaults, checks and the API server's messages. */
public final class WorkloadReader {

    private static final String TEMPLATE_SPEC = "spec.template.spec";

    private WorkloadReader() {}

    /**
     * Read the declared part of a Deployment.
     *
     * @param live the Deployment as it is, {@code null} where it is new
     * @throws ApiException 400 or 422 where the API server would not take it
     */
    public static DeploymentSpec deployment(Manifest manifest, @Nullable Deployment live) {
        JsonNode spec = manifest.spec();
        List<String> causes = new ArrayList<>(0);
        int replicas = count(manifest, "replicas", 1, causes);
        PodTemplate template = template(manifest, causes);
        LabelSelector selector = selector(manifest, template, causes);
        if (live != null && !live.spec().selector().equals(selector)) {
            causes.add("spec.selector: Invalid value: %s: field is immutable".formatted(spec.path("selector")));
        }
        JsonNode strategy = spec.path("strategy");
        JsonNode rolling = strategy.path("rollingUpdate");
        DeploymentSpec read = new DeploymentSpec(
                replicas,
                selector,
                template,
                strategy.path("type").asText("").equals("Recreate"),
                intOrPercent(rolling.path("maxSurge"), "maxSurge", causes),
                intOrPercent(rolling.path("maxUnavailable"), "maxUnavailable", causes),
                count(manifest, "minReadySeconds", 0, causes),
                count(manifest, "revisionHistoryLimit", 10, causes),
                count(manifest, "progressDeadlineSeconds", 600, causes),
                spec.path("paused").asBoolean());
        check(manifest, causes);
        return read;
    }

    /**
     * Read a ReplicaSet that no Deployment made.
     *
     * @throws ApiException 400 or 422 where the API server would not take it
     */
    public static ReplicaSet replicaSet(Manifest manifest) {
        List<String> causes = new ArrayList<>(0);
        PodTemplate template = template(manifest, causes);
        ReplicaSet set = new ReplicaSet(
                String.valueOf(manifest.namespace()),
                manifest.name(),
                manifest.labels(),
                manifest.annotations(),
                count(manifest, "replicas", 1, causes),
                selector(manifest, template, causes),
                template,
                false,
                count(manifest, "minReadySeconds", 0, causes));
        check(manifest, causes);
        return set;
    }

    /**
     * Read the spec of a pod that no controller made.
     *
     * @throws ApiException 400 or 422 where the API server would not take it
     */
    public static PodTemplate pod(Manifest manifest) {
        List<String> causes = new ArrayList<>(0);
        PodTemplate template = read(manifest, manifest.json(), "spec", causes);
        check(manifest, causes);
        return template;
    }

    private static PodTemplate template(Manifest manifest, List<String> causes) {
        return read(manifest, manifest.spec().path("template"), TEMPLATE_SPEC, causes);
    }

    private static PodTemplate read(Manifest manifest, JsonNode template, String path, List<String> causes) {
        try {
            return PodTemplates.read(template, path, causes);
        } catch (InvalidQuantityException e) {
            throw ApiException.unreadable(manifest.gvk(), ResourceLists.UNREADABLE);
        }
    }

    private static LabelSelector selector(Manifest manifest, PodTemplate template, List<String> causes) {
        JsonNode written = manifest.spec().path("selector");
        LabelSelector selector = JsonMaps.selector(written);
        if (!Json.present(written)) {
            causes.add("spec.selector: Required value");
        } else if (selector.isEmpty()) {
            causes.add("spec.selector: Invalid value: %s: empty selector is invalid for deployment".formatted(written));
        }
        if (selector.isEmpty() || !selector.matches(template.labels())) {
            JsonNode labels = manifest.spec().path("template").path("metadata").path("labels");
            causes.add("spec.template.metadata.labels: Invalid value: %s: `selector` does not match template `labels`"
                    .formatted(labels.isMissingNode() ? "null" : labels));
        }
        return selector;
    }

    private static int count(Manifest manifest, String field, int absent, List<String> causes) {
        JsonNode node = manifest.spec().path(field);
        if (!Json.present(node)) {
            return absent;
        }
        if (!node.canConvertToExactIntegral() || !node.canConvertToInt()) {
            throw ApiException.unreadable(
                    manifest.gvk(),
                    "json: cannot unmarshal %s into Go struct field %sSpec.spec.%s of type int32"
                            .formatted(goType(node), manifest.gvk().kind(), field));
        }
        if (node.intValue() < 0) {
            causes.add(
                    "spec.%s: Invalid value: %d: must be greater than or equal to 0".formatted(field, node.intValue()));
        }
        return node.intValue();
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

    private static IntOrPercent intOrPercent(JsonNode node, String field, List<String> causes) {
        if (!Json.present(node)) {
            return IntOrPercent.QUARTER;
        }
        if (node.canConvertToInt() && node.intValue() >= 0) {
            return new IntOrPercent(node.intValue(), false);
        }
        String text = node.asText();
        if (node.isTextual() && text.endsWith("%")) {
            try {
                int percent = Integer.parseInt(text.substring(0, text.length() - 1));
                if (percent >= 0) {
                    return new IntOrPercent(percent, true);
                }
            } catch (NumberFormatException e) {
                // falls through to the same message as any other text
            }
        }
        causes.add(
                ("spec.strategy.rollingUpdate.%s: Invalid value: %s: a valid percent string must be a numeric string "
                                + "followed by an ending '%%' (e.g. '1%%',  or '93%%', regex used for validation is '[0-9]+%%')")
                        .formatted(field, node));
        return IntOrPercent.QUARTER;
    }

    private static void check(Manifest manifest, List<String> causes) {
        if (!causes.isEmpty()) {
            throw ApiException.invalid(manifest.gvk(), manifest.name(), causes);
        }
    }
}
