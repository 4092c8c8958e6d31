package dev.simarena.trace.lint;

import dev.simarena.trace.TraceEvent;
import dev.simarena.trace.TraceObject;
import dev.simarena.trace.lint.Reference.Target;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Know which of the objects that pods refer to exist after each event. */
final class AppliedNames {

    private final boolean byKindAlone;
    private final Map<Target, Set<String>> keys = new EnumMap<>(Target.class);

    /** Begin before the first event; SimKube tells kinds apart by their kind alone, without the group. */
    AppliedNames(boolean byKindAlone) {
        this.byKindAlone = byKindAlone;
        for (Target target : Target.values()) {
            keys.put(target, new HashSet<>());
        }
    }

    /** Take in an event: what it applies first, then what it deletes, whatever their order. */
    void record(TraceEvent event) {
        for (TraceObject object : event.applied()) {
            for (Target target : Target.values()) {
                if (matches(object, target)) {
                    keys(target).add(object.key());
                }
            }
        }
        for (TraceObject object : event.deleted()) {
            for (Target target : Target.values()) {
                if (matches(object, target)) {
                    keys(target).remove(object.key());
                }
            }
        }
    }

    boolean has(Target target, String key) {
        return keys(target).contains(key);
    }

    private boolean matches(TraceObject object, Target target) {
        return target.kind().equals(object.gvk().kind())
                && (byKindAlone || target.group().equals(object.gvk().group()));
    }

    private Set<String> keys(Target target) {
        return keys.getOrDefault(target, Set.of());
    }
}
