package dev.simarena.trace;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Know the objects that the events of a trace apply, and what they were when last applied. */
final class AppliedObjects {

    private final Map<ObjectKey, TraceObject> last = new LinkedHashMap<>();
    private final List<TraceEvent> events;

    AppliedObjects(List<TraceEvent> events) {
        this.events = events;
        for (TraceEvent event : events) {
            for (TraceObject object : event.applied()) {
                last.put(ObjectKey.of(object), object);
            }
        }
    }

    Set<ObjectKey> keys() {
        return last.keySet();
    }

    /** Return the kinds that are applied here but not there. */
    Set<Gvk> kindsBeyond(AppliedObjects others) {
        Set<Gvk> more = new HashSet<>();
        for (ObjectKey key : beyond(others)) {
            more.add(key.gvk());
        }
        more.removeIf(
                kind -> others.last.keySet().stream().anyMatch(key -> key.gvk().equals(kind)));
        return more;
    }

    /** Return the objects that are applied here but not there. */
    Set<ObjectKey> beyond(AppliedObjects others) {
        Set<ObjectKey> more = new HashSet<>();
        for (ObjectKey key : last.keySet()) {
            if (!others.last.containsKey(key)) {
                more.add(key);
            }
        }
        return more;
    }

    /** Return the object as last applied, {@code null} where it never is. */
    @Nullable
    TraceObject last(ObjectKey key) {
        return last.get(key);
    }

    /** Return every copy of an object in the order they are applied. */
    List<TraceObject> copies(ObjectKey key) {
        List<TraceObject> copies = new ArrayList<>();
        for (TraceEvent event : events) {
            for (TraceObject object : event.applied()) {
                if (object.gvk().equals(key.gvk()) && object.key().equals(key.name())) {
                    copies.add(object);
                }
            }
        }
        return copies;
    }

    /** Return the kinds that occur in events, applied or deleted, sorted. */
    static Set<Gvk> kinds(List<TraceEvent> events) {
        Set<Gvk> kinds = new TreeSet<>();
        for (TraceEvent event : events) {
            event.applied().forEach(object -> kinds.add(object.gvk()));
            event.deleted().forEach(object -> kinds.add(object.gvk()));
        }
        return kinds;
    }

    @SuppressWarnings("ReferenceEquality") // a shortcut; equals decides
    static boolean sameSpec(TraceObject left, TraceObject right) {
        return Objects.equals(left.body().get("spec"), right.body().get("spec"));
    }
}
