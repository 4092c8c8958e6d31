package dev.simarena.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import dev.simarena.trace.TraceEvent;
import dev.simarena.trace.TraceObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Show in unified format what the actions of an episode changed in its trace; only objects that differ are written out. */
final class TraceDiff {

    private static final int CONTEXT = 3;
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private TraceDiff() {}

    /** Compare the first and the last trace of an episode. */
    static String of(String traceName, List<TraceEvent> before, List<TraceEvent> after) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
            String place = "%s event %d".formatted(traceName, i);
            List<TraceObject> applied = i < before.size() ? before.get(i).applied() : List.of();
            List<TraceObject> appliedAfter = i < after.size() ? after.get(i).applied() : List.of();
            objects(place + " applies", applied, appliedAfter, lines);
            List<TraceObject> deleted = i < before.size() ? before.get(i).deleted() : List.of();
            List<TraceObject> deletedAfter = i < after.size() ? after.get(i).deleted() : List.of();
            objects(place + " deletes", deleted, deletedAfter, lines);
        }
        return lines.isEmpty() ? "Trace [%s] is as it was.".formatted(traceName) : String.join("\n", lines);
    }

    private static void objects(String place, List<TraceObject> before, List<TraceObject> after, List<String> lines) {
        for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
            TraceObject from = i < before.size() ? before.get(i) : null;
            TraceObject to = i < after.size() ? after.get(i) : null;
            TraceObject named = to == null ? from : to;
            if (named == null || Objects.equals(from, to)) {
                continue;
            }
            List<String> old = from == null ? List.of() : json(from);
            List<String> edited = to == null ? List.of() : json(to);
            String name = "%s %s %s".formatted(place, named.gvk().kind(), named.key());
            lines.addAll(UnifiedDiffUtils.generateUnifiedDiff(
                    name + " (first)", name + " (final)", old, DiffUtils.diff(old, edited), CONTEXT));
        }
    }

    private static List<String> json(TraceObject object) {
        try {
            return JSON.writeValueAsString(object.body()).lines().toList();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Object [%s] cannot be written as JSON.".formatted(object), e);
        }
    }
}
