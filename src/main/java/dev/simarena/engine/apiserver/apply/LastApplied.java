package dev.simarena.engine.apiserver.apply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Let {@code kubectl apply} change from applying by itself to letting the server apply: what its annotation says it
 * applied counts as its own, and the annotation follows what it applies from then on.
 *
 * <p>Source: {@code managedfields/internal/lastappliedmanager.go}, {@code lastappliedupdater.go}.
 */
final class LastApplied {

    private static final String ANNOTATION = "kubectl.kubernetes.io/last-applied-configuration";
    private static final int MOST_BYTES = 256 * 1024;
    private static final ObjectMapper SORTED =
            new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

    private LastApplied() {}

    /** Tell whether a manager is the one whose annotation is looked after. */
    static boolean tracks(String manager) {
        return manager.equals("kubectl");
    }

    static boolean present(ObjectNode object) {
        return !annotation(object).isEmpty();
    }

    private static String annotation(ObjectNode object) {
        return object.path("metadata").path("annotations").path(ANNOTATION).asText("");
    }

    /** Write what is applied into the annotation, unless annotations become too large. */
    static void set(ObjectNode object, ObjectNode applied) {
        ObjectNode plain = applied.deepCopy();
        if (plain.path("metadata").path("annotations") instanceof ObjectNode annotations) {
            annotations.remove(ANNOTATION);
        }
        ObjectNode annotations = object.withObject("/metadata").withObject("/annotations");
        annotations.put(ANNOTATION, write(plain) + "\n");
        long size = 0;
        for (var annotation : annotations.properties()) {
            size += annotation.getKey().length()
                    + annotation.getValue().asText().length();
        }
        if (size > MOST_BYTES) {
            annotations.remove(ANNOTATION);
        }
    }

    /** Return the fields that the annotation says were applied and that have not changed since. */
    static FieldSet unchanged(ObjectNode live, String apiVersion, Shape shape) {
        String text = annotation(live);
        if (text.isEmpty()) {
            return FieldSet.NONE;
        }
        try {
            JsonNode last = SORTED.readTree(text);
            if (!last.path("apiVersion").asText("").equals(apiVersion)) {
                return FieldSet.NONE;
            }
            ShapeCheck.check(last, shape, false);
            Comparison since = Comparison.of(last, live, shape);
            return OwnedFields.of(last, shape)
                    .difference(since.modified())
                    .difference(since.added())
                    .difference(since.removed());
        } catch (JsonProcessingException | ShapeException e) {
            return FieldSet.NONE; // an annotation that says nothing
        }
    }

    private static String write(ObjectNode object) {
        try {
            return SORTED.writeValueAsString(SORTED.treeToValue(object, Object.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("apply [%s] cannot be written".formatted(ANNOTATION), e);
        }
    }
}
