package dev.simarena.engine.apiserver.apply;

import dev.simarena.engine.model.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tell which fields others manage that somebody wants to apply with other values. */
final class ConflictException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Map<Manager, FieldSet> conflicts;

    ConflictException(Map<Manager, FieldSet> conflicts) {
        super("conflicts");
        this.conflicts = new TreeMap<>(conflicts);
    }

    /** Return all fields in conflict. */
    FieldSet fields() {
        FieldSet all = FieldSet.NONE;
        for (FieldSet fields : conflicts.values()) {
            all = all.union(fields);
        }
        return all;
    }

    /** Return these conflicts but for some fields. */
    ConflictException without(FieldSet allowed) {
        Map<Manager, FieldSet> rest = new TreeMap<>();
        conflicts.forEach((manager, fields) -> {
            FieldSet kept = fields.difference(allowed);
            if (!kept.empty()) {
                rest.put(manager, kept);
            }
        });
        return new ConflictException(rest);
    }

    /** Return the answer of the API server: 409 with a cause for every field. */
    ApiException answer() {
        List<Cause> causes = new ArrayList<>();
        conflicts.forEach((manager, fields) ->
                fields.forEach(path -> causes.add(new Cause(manager.shown(), FieldSet.show(path)))));
        return Answers.conflict(message(causes), causes);
    }

    private static String message(List<Cause> causes) {
        if (causes.size() == 1) {
            return "Apply failed with 1 conflict: conflict with %s: %s"
                    .formatted(causes.get(0).manager(), causes.get(0).field());
        }
        List<String> lines = new ArrayList<>();
        String manager = "";
        for (Cause cause : causes) {
            if (!cause.manager().equals(manager)) {
                manager = cause.manager();
                lines.add("conflicts with %s:".formatted(manager));
            }
            lines.add("- " + cause.field());
        }
        return "Apply failed with %d conflicts: %s".formatted(causes.size(), String.join("\n", lines));
    }

    /** One field in conflict. */
    record Cause(String manager, String field) {}
}
