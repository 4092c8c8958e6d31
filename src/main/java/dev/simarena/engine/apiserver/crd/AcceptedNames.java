package dev.simarena.engine.apiserver.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Say which names of a definition are accepted: those wanted that no other definition of its group has, else those it had.
 *
 * @param accepted the names, as the status of the definition has them
 * @param reason why some are not accepted, empty where all are
 * @param message what is not accepted, empty where all are
 */
record AcceptedNames(ObjectNode accepted, String reason, String message) {

    private static final String SHORT_NAMES = "shortNames";
    private static final String CATEGORIES = "categories";

    /** Compare the names of a definition with those accepted of the others. */
    static AcceptedNames of(JsonNode definition, List<JsonNode> others) {
        String group = definition.path("spec").path("group").asText();
        Set<String> resources = new HashSet<>();
        Set<String> kinds = new HashSet<>();
        for (JsonNode other : others) {
            if (other.path("spec").path("group").asText().equals(group)) {
                JsonNode names = other.path("status").path("acceptedNames");
                resources.add(names.path("plural").asText(""));
                resources.add(names.path("singular").asText(""));
                names.path(SHORT_NAMES).forEach(name -> resources.add(name.asText()));
                kinds.add(names.path("kind").asText(""));
                kinds.add(names.path("listKind").asText(""));
            }
        }
        resources.remove("");
        kinds.remove("");
        return new Comparison(definition, resources, kinds).result();
    }

    private static String inUse(String name) {
        return "\"%s\" is already in use".formatted(name);
    }

    private static final class Comparison {

        private final JsonNode wanted;
        private final JsonNode before;
        private final Set<String> resources;
        private final Set<String> kinds;
        private final ObjectNode accepted = JsonNodeFactory.instance.objectNode();
        private String reason = "";
        private String message = "";

        Comparison(JsonNode definition, Set<String> resources, Set<String> kinds) {
            wanted = definition.path("spec").path("names");
            before = definition.path("status").path("acceptedNames");
            this.resources = resources;
            this.kinds = kinds;
        }

        /** The last conflict is the one that is told. */
        AcceptedNames result() {
            accepted.put("plural", one("plural", resources, "PluralConflict"));
            String singular = one("singular", resources, "SingularConflict");
            shortNames();
            String kind = one("kind", kinds, "KindConflict");
            String listKind = one("listKind", kinds, "ListKindConflict");
            if (!singular.isEmpty()) {
                accepted.put("singular", singular);
            }
            accepted.put("kind", kind);
            if (!listKind.isEmpty()) {
                accepted.put("listKind", listKind);
            }
            if (!wanted.path(CATEGORIES).isEmpty()) {
                accepted.set(CATEGORIES, wanted.path(CATEGORIES).deepCopy());
            }
            return new AcceptedNames(accepted, reason, message);
        }

        private String one(String name, Set<String> taken, String conflict) {
            String value = wanted.path(name).asText("");
            String known = before.path(name).asText("");
            if (value.equals(known) || !taken.contains(value)) {
                return value;
            }
            reason = conflict;
            message = inUse(value);
            return known;
        }

        private void shortNames() {
            Set<String> known = new HashSet<>();
            before.path(SHORT_NAMES).forEach(name -> known.add(name.asText()));
            List<String> conflicts = new ArrayList<>();
            for (JsonNode name : wanted.path(SHORT_NAMES)) {
                if (!known.contains(name.asText()) && resources.contains(name.asText())) {
                    conflicts.add(inUse(name.asText()));
                }
            }
            JsonNode names = conflicts.isEmpty() ? wanted.path(SHORT_NAMES) : before.path(SHORT_NAMES);
            if (!names.isEmpty()) {
                accepted.set(SHORT_NAMES, names.deepCopy());
            }
            if (!conflicts.isEmpty()) {
                reason = "ShortNamesConflict";
                message = conflicts.size() == 1 ? conflicts.get(0) : "[" + String.join(", ", conflicts) + "]";
            }
        }
    }
}
