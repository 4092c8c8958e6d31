package dev.simarena.engine.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.Job;
import dev.simarena.engine.model.JobSpec;
import dev.simarena.engine.model.JsonMaps;
import dev.simarena.engine.model.PodFailurePolicy;
import dev.simarena.engine.model.PodTemplate;
import dev.simarena.engine.model.SuccessPolicy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Read what Jobs declare. */
public final class JobReader {

    private static final String INDEX_VARIABLE = "JOB_COMPLETION_INDEX";
    private static final String OWN_CONTROLLER = "kubernetes.io/job-controller";

    private JobReader() {}

    /**
     * Read the declared part of a Job.
     *
     * @param live the Job as it is, whose selector and labels stay where they are not given; {@code null} where it is new
     * @throws dev.simarena.engine.model.ApiException 400 or 422 where the API server would not take it
     */
    public static JobSpec job(Manifest manifest, @Nullable Job live) {
        ObjectNode object = manifest.json().deepCopy();
        ObjectNode before = null;
        if (live != null) {
            before = Renderer.json(live);
            keepGenerated(object, before);
        }
        Manifest whole = manifest.with(object);
        ObjectNode checked = WorkloadReader.checked(whole, before);
        PodTemplate template =
                WorkloadReader.template(whole, object.path("spec").path("template"));
        return spec(checked.path("spec"), template);
    }

    /**
     * Read what a CronJob declares of its Jobs, with the defaults Jobs get when they are made.
     *
     * @param written the Job's spec as the CronJob holds it
     */
    static JobSpec template(Manifest manifest, JsonNode written) {
        ObjectNode job = Json.object();
        job.set("spec", written.deepCopy());
        JsonNode spec = ObjectDefaults.apply(Job.GVK, job).path("spec");
        return spec(spec, WorkloadReader.template(manifest, written.path("template")));
    }

    /** A manifest that was written before the API server completed it still means the same Job. */
    private static void keepGenerated(ObjectNode object, ObjectNode before) {
        ObjectNode spec = Json.objectAt(object, "spec");
        JsonNode old = before.path("spec");
        if (!Json.present(spec.path("selector"))) {
            spec.set("selector", old.path("selector"));
        }
        ObjectNode metadata = Json.objectAt(Json.objectAt(spec, "template"), "metadata");
        ObjectNode labels = Json.objectAt(metadata, "labels");
        old.path("template").path("metadata").path("labels").properties().forEach(label -> {
            if (Job.GENERATED_LABELS.contains(label.getKey()) && !labels.has(label.getKey())) {
                labels.set(label.getKey(), label.getValue());
            }
        });
    }

    private static JobSpec spec(JsonNode spec, PodTemplate template) {
        boolean indexed = spec.path("completionMode").asText("").equals("Indexed");
        JsonNode policy = spec.path("podFailurePolicy");
        ObjectNode written = spec.deepCopy();
        written.remove(List.of("selector", "template"));
        String manager = spec.path("managedBy").asText(OWN_CONTROLLER);
        return new JobSpec(
                spec.path("parallelism").asInt(),
                integer(spec.path("completions")),
                indexed,
                spec.path("backoffLimit").asInt(),
                integer(spec.path("backoffLimitPerIndex")),
                integer(spec.path("maxFailedIndexes")),
                spec.hasNonNull("activeDeadlineSeconds")
                        ? spec.path("activeDeadlineSeconds").asLong()
                        : null,
                integer(spec.path("ttlSecondsAfterFinished")),
                spec.path("suspend").asBoolean(),
                policy.isObject()
                        || spec.path("podReplacementPolicy").asText("").equals("Failed"),
                policy.isObject() ? failurePolicy(policy) : null,
                spec.path("successPolicy").isObject() ? successPolicy(spec.path("successPolicy")) : null,
                !manager.equals(OWN_CONTROLLER),
                spec.path("manualSelector").asBoolean(),
                template.spec().path("restartPolicy").asText("").equals("OnFailure"),
                JsonMaps.selector(spec.path("selector")),
                template,
                indexed ? withIndex(template) : template,
                written);
    }

    private static @Nullable Integer integer(JsonNode number) {
        return number.isNumber() ? number.asInt() : null;
    }

    private static PodFailurePolicy failurePolicy(JsonNode policy) {
        List<PodFailurePolicy.Rule> rules = new ArrayList<>();
        for (JsonNode rule : policy.path("rules")) {
            JsonNode codes = rule.path("onExitCodes");
            List<PodFailurePolicy.Pattern> conditions = new ArrayList<>();
            for (JsonNode pattern : rule.path("onPodConditions")) {
                conditions.add(new PodFailurePolicy.Pattern(
                        pattern.path("type").asText(), pattern.path("status").asText("True")));
            }
            rules.add(new PodFailurePolicy.Rule(
                    rule.path("action").asText(), codes.isObject() ? exitCodes(codes) : null, conditions));
        }
        return new PodFailurePolicy(rules);
    }

    private static PodFailurePolicy.ExitCodes exitCodes(JsonNode codes) {
        List<Integer> values = new ArrayList<>();
        codes.path("values").forEach(value -> values.add(value.asInt()));
        return new PodFailurePolicy.ExitCodes(
                codes.hasNonNull("containerName") ? codes.path("containerName").asText() : null,
                codes.path("operator").asText().equals("In"),
                values);
    }

    private static SuccessPolicy successPolicy(JsonNode policy) {
        List<SuccessPolicy.Rule> rules = new ArrayList<>();
        for (JsonNode rule : policy.path("rules")) {
            rules.add(new SuccessPolicy.Rule(
                    rule.hasNonNull("succeededIndexes")
                            ? rule.path("succeededIndexes").asText()
                            : null,
                    integer(rule.path("succeededCount"))));
        }
        return new SuccessPolicy(rules);
    }

    /** Pods of an Indexed Job learn their index from an environment variable. */
    private static PodTemplate withIndex(PodTemplate template) {
        return new PodTemplate(
                template.labels(), template.annotations(), addIndex(template.spec()), addIndex(template.podSpec()));
    }

    private static ObjectNode addIndex(ObjectNode original) {
        ObjectNode spec = original.deepCopy();
        for (String field : new String[] {"initContainers", "containers"}) {
            for (JsonNode container : spec.path(field)) {
                ArrayNode variables = container.path("env") instanceof ArrayNode present
                        ? present
                        : ((ObjectNode) container).putArray("env");
                boolean given = false;
                for (JsonNode variable : variables) {
                    given |= variable.path("name").asText().equals(INDEX_VARIABLE);
                }
                if (!given) {
                    ObjectNode variable = variables.addObject();
                    variable.put("name", INDEX_VARIABLE);
                    ObjectNode source = variable.putObject("valueFrom").putObject("fieldRef");
                    source.put("apiVersion", "v1");
                    source.put("fieldPath", "metadata.labels['" + Job.INDEX + "']");
                }
            }
        }
        return spec;
    }
}
