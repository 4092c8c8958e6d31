package dev.simarena.trace.lint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.trace.LoadedTrace;
import dev.simarena.trace.Trace;
import dev.simarena.trace.TraceEvent;
import dev.simarena.trace.TraceObject;
import java.util.ArrayList;
import java.util.List;

/** Mend what can be mended without a change to what is applied, as a replay drops the status: all fixable rules. */
public final class LintFixes {

    private LintFixes() {}

    /**
     * Return the trace without the findings of fixable rules.
     *
     * @return the same trace where it has none; what was mended while reading is not in the file before it is written
     */
    public static Trace fix(LoadedTrace loaded) {
        return withoutStatus(loaded.trace()).indexed();
    }

    private static Trace withoutStatus(Trace trace) {
        List<TraceEvent> events = new ArrayList<>(trace.events().size());
        boolean changed = false;
        for (TraceEvent event : trace.events()) {
            if (event.applied().stream().noneMatch(object -> TraceLint.hasStatus(object.body()))) {
                events.add(event);
            } else {
                events.add(event.withApplied(
                        event.applied().stream().map(LintFixes::withoutStatus).toList()));
                changed = true;
            }
        }
        return changed ? trace.withEvents(events) : trace;
    }

    private static TraceObject withoutStatus(TraceObject object) {
        if (!TraceLint.hasStatus(object.body())) {
            return object;
        }
        ObjectNode body = object.body().deepCopy();
        body.remove("status");
        return TraceObject.of(body);
    }
}
