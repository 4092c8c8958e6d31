package dev.simarena.engine.kwok;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.simarena.trace.Gvk;
import dev.simarena.trace.Suggestions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Read stages in YAML or JSON, {@code kwok.x-k8s.io/v1alpha1}, one or several documents, or lists of them.
 *
 * <p>Everything of that version is understood but expressions in CEL, {@code apply} steps and impersonation.
 */
public final class StageReader {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String API_VERSION = "kwok.x-k8s.io/v1alpha1";

    private final String name;
    private final StageFields fields;

    private StageReader(String name) {
        this.name = name;
        this.fields = new StageFields(name);
    }

    /**
     * Read all stages of a text.
     *
     * @throws StageException for what is no stage, or one that cannot be understood
     */
    public static List<Stage> read(String yaml) {
        List<Stage> stages = new ArrayList<>();
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(yaml)) {
            while (documents.hasNextValue()) {
                add(documents.nextValue(), stages);
            }
        } catch (JsonProcessingException e) {
            throw StageException.document(
                    "Stages are no YAML: %s. Correct line %d."
                            .formatted(
                                    e.getOriginalMessage(),
                                    e.getLocation() == null
                                            ? 1
                                            : e.getLocation().getLineNr()),
                    e);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return stages;
    }

    private static void add(@Nullable JsonNode document, List<Stage> stages) {
        if (document == null || document.isNull() || document.isMissingNode()) {
            return;
        }
        String kind = document.path("kind").asText("");
        if (kind.equals("List") || kind.equals("StageList")) {
            document.path("items").forEach(item -> add(item, stages));
            return;
        }
        String apiVersion = document.path("apiVersion").asText("");
        if (!kind.equals("Stage") || !apiVersion.equals(API_VERSION)) {
            throw StageException.document(
                    "Document [%s %s] is no stage. Give kind Stage of %s.".formatted(apiVersion, kind, API_VERSION),
                    null);
        }
        String name = document.path("metadata").path("name").asText("");
        if (name.isEmpty()) {
            throw StageException.document("A stage has no name. Give it one in metadata.name.", null);
        }
        stages.add(new StageReader(name).stage(document.path("spec")));
    }

    private Stage stage(JsonNode spec) {
        fields.known(
                spec,
                "spec",
                "resourceRef",
                "selector",
                "weight",
                "weightFrom",
                "delay",
                "next",
                "steps",
                "immediateNextStage");
        JsonNode reference = fields.known(spec.path("resourceRef"), "spec.resourceRef", "apiGroup", "kind");
        String kind = reference.path("kind").asText("");
        if (kind.isEmpty()) {
            throw fields.error("does not say for what it is. Set spec.resourceRef.kind, for example to Pod.");
        }
        if (!spec.path("selector").isObject()) {
            throw fields.error("has no selector, so that it would never be played. Add spec.selector.");
        }
        StepReader steps = new StepReader(fields);
        String group = reference.path("apiGroup").asText("");
        return new Stage(
                name,
                Gvk.of(group.isEmpty() ? "v1" : group, kind),
                selector(spec.path("selector")),
                new StageWeight(
                        fields.number(spec, "weight", "spec"),
                        fields.query(spec.path("weightFrom"), "spec.weightFrom")),
                delay(spec.path("delay")),
                spec.path("steps").isEmpty() ? steps.next(spec.path("next")) : steps.steps(spec.path("steps")),
                spec.path("immediateNextStage").asBoolean(false));
    }

    private StageSelector selector(JsonNode selector) {
        fields.known(selector, "spec.selector", "matchLabels", "matchAnnotations", "matchExpressions");
        List<MatchExpression> expressions = new ArrayList<>();
        for (JsonNode expression : fields.list(selector, "matchExpressions", "spec.selector")) {
            expressions.add(expression(expression));
        }
        return new StageSelector(
                strings(selector.path("matchLabels")), strings(selector.path("matchAnnotations")), expressions);
    }

    private MatchExpression expression(JsonNode written) {
        String where = "spec.selector.matchExpressions";
        fields.known(written, where, "key", "operator", "values", "jq", "cel");
        fields.noCel(written, where);
        JsonNode expression = written.has("jq") ? written.path("jq") : written;
        String key = expression.path("key").asText("");
        if (key.isEmpty()) {
            throw fields.error("has a match expression without key. Set it to an expression of jq.");
        }
        String operator = expression.path("operator").asText("");
        MatchExpression.Operator found = Arrays.stream(MatchExpression.Operator.values())
                .filter(candidate -> candidate.toString().equals(operator))
                .findFirst()
                .orElseThrow(() ->
                        fields.error("has operator [%s], which does not exist.%s Use In, NotIn, Exists or DoesNotExist."
                                .formatted(
                                        operator,
                                        Suggestions.didYouMean(
                                                operator, List.of("In", "NotIn", "Exists", "DoesNotExist")))));
        List<String> values = new ArrayList<>();
        for (JsonNode value : fields.list(expression, "values", where)) {
            if (!value.isTextual()) {
                throw fields.error("has value [%s] in [%s], which is no text. Quote it.".formatted(value, where));
            }
            values.add(value.textValue());
        }
        boolean compares = found == MatchExpression.Operator.IN || found == MatchExpression.Operator.NOT_IN;
        if (compares == values.isEmpty()) {
            throw fields.error("has operator [%s] %s values. %s."
                    .formatted(operator, compares ? "without" : "with", compares ? "List some" : "Remove them"));
        }
        return new MatchExpression(Query.compile(name, key), found, values);
    }

    private StageDelay delay(JsonNode delay) {
        fields.known(
                delay,
                "spec.delay",
                "durationMilliseconds",
                "durationFrom",
                "jitterDurationMilliseconds",
                "jitterDurationFrom");
        DurationFrom duration = duration(delay, "durationMilliseconds", "durationFrom");
        if (duration == null) {
            duration = new DurationFrom(delay.isObject() ? 0L : null, null);
        } else if (duration.micros() == null) {
            duration = new DurationFrom(0L, duration.query());
        }
        return new StageDelay(duration, duration(delay, "jitterDurationMilliseconds", "jitterDurationFrom"));
    }

    private @Nullable DurationFrom duration(JsonNode delay, String millis, String from) {
        if (!delay.has(millis) && !delay.has(from)) {
            return null;
        }
        Long micros = null;
        if (delay.has(millis)) {
            long value = fields.number(delay, millis, "spec.delay");
            if (value > Long.MAX_VALUE / 2000) {
                throw fields.error("has spec.delay.%s [%d], which no clock can count. Give less milliseconds."
                        .formatted(millis, value));
            }
            micros = value * 1000;
        }
        return new DurationFrom(micros, fields.query(delay.path(from), "spec.delay." + from));
    }

    private Map<String, String> strings(JsonNode object) {
        Map<String, String> strings = new LinkedHashMap<>();
        object.properties()
                .forEach(field -> strings.put(field.getKey(), field.getValue().asText()));
        return strings;
    }
}
