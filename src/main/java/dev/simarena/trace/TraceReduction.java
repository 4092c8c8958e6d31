package dev.simarena.trace;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Make a trace smaller while it keeps a property: first whole events go, then objects of those that stay. */
public final class TraceReduction {

    private TraceReduction() {}

    /** Say how large a trace is, for example {@code 3 events, 7 objects}. */
    public static String size(Trace trace) {
        int events = trace.events().size();
        int objects = entries(trace.events()).size();
        return "%d %s, %d %s"
                .formatted(events, events == 1 ? "event" : "events", objects, objects == 1 ? "object" : "objects");
    }

    /**
     * Return a small trace that still has a property; its config, index and lifecycles stay consistent, see {@link
     * Trace#withEvents}.
     *
     * @param trace a trace that has the property, which is not asked again
     * @param property tells whether a trace has it; it may end the search with {@link DeltaDebugging.Exhausted}
     */
    public static Trace minimal(Trace trace, Predicate<Trace> property) {
        List<TraceEvent> events = events(trace, trace.events(), property);
        List<Entry> entries = DeltaDebugging.minimal(
                entries(events), left -> property.test(trace.withEvents(with(events, left))), false);
        List<TraceEvent> reduced = with(events, entries);
        // an event without objects may still say when others happen, so that it is tried like the others
        boolean emptied = reduced.stream()
                .anyMatch(event -> event.applied().isEmpty() && event.deleted().isEmpty());
        return trace.withEvents(emptied ? events(trace, reduced, property) : reduced);
    }

    private static List<TraceEvent> events(Trace trace, List<TraceEvent> events, Predicate<Trace> property) {
        return DeltaDebugging.minimal(events, left -> property.test(trace.withEvents(left)), false);
    }

    /**
     * One object of an event.
     *
     * @param event number of the event
     * @param deleted whether the event deletes it
     * @param object number among those that the event applies or deletes
     */
    private record Entry(int event, boolean deleted, int object) {}

    private static List<Entry> entries(List<TraceEvent> events) {
        List<Entry> entries = new ArrayList<>();
        for (int event = 0; event < events.size(); event++) {
            for (int i = 0; i < events.get(event).applied().size(); i++) {
                entries.add(new Entry(event, false, i));
            }
            for (int i = 0; i < events.get(event).deleted().size(); i++) {
                entries.add(new Entry(event, true, i));
            }
        }
        return entries;
    }

    private static List<TraceEvent> with(List<TraceEvent> events, List<Entry> entries) {
        Set<Entry> kept = new HashSet<>(entries);
        List<TraceEvent> reduced = new ArrayList<>();
        for (int event = 0; event < events.size(); event++) {
            TraceEvent whole = events.get(event);
            reduced.add(whole.withApplied(kept(kept, event, false, whole.applied()))
                    .withDeleted(kept(kept, event, true, whole.deleted())));
        }
        return reduced;
    }

    private static List<TraceObject> kept(Set<Entry> kept, int event, boolean deleted, List<TraceObject> objects) {
        List<TraceObject> left = new ArrayList<>();
        for (int i = 0; i < objects.size(); i++) {
            if (kept.contains(new Entry(event, deleted, i))) {
                left.add(objects.get(i));
            }
        }
        return left;
    }
}
