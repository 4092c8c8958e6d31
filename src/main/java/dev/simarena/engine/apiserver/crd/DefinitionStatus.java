package dev.simarena.engine.apiserver.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Write the status of a CustomResourceDefinition: which of its names are accepted, whether it is served, whether it ends.
 *
 * <p>A name that another definition of the same group already has is a conflict; what was accepted before stays. Source:
 * {@code apiextensions-apiserver/pkg/controller/status/naming_controller.go} and {@code .../establish}.
 */
final class DefinitionStatus {

    static final String STATUS = "status";

    private static final String CONDITIONS = "conditions";
    private static final String ACCEPTED = "acceptedNames";
    private static final String STORED = "storedVersions";
    private static final String TRUE = "True";
    private static final String FALSE = "False";

    private final ObjectNode definition;
    private final ObjectNode status;
    private final String time;

    /**
     * @param definition body that is changed in place
     * @param time present time as conditions write it
     */
    DefinitionStatus(ObjectNode definition, String time) {
        this.definition = definition;
        this.time = time;
        status = definition.path(STATUS) instanceof ObjectNode present ? present : definition.putObject(STATUS);
    }

    /** Tell whether a definition is served. */
    static boolean established(JsonNode definition) {
        for (JsonNode condition : definition.path(STATUS).path(CONDITIONS)) {
            if (condition.path("type").asText().equals("Established")) {
                return condition.path(STATUS).asText().equals(TRUE);
            }
        }
        return false;
    }

    /** Give a new definition its first status. */
    void begin() {
        status.removeAll();
        status.putNull(CONDITIONS);
        status.putObject(ACCEPTED).put("plural", "").put("kind", "");
        ArrayNode stored = status.putArray(STORED);
        for (JsonNode version : definition.path("spec").path("versions")) {
            if (version.path("storage").asBoolean()) {
                stored.add(version.path("name").asText());
            }
        }
    }

    /**
     * Accept the names that are free, and establish the definition once all are.
     *
     * @param others the other definitions
     */
    void accept(List<JsonNode> others) {
        AcceptedNames names = AcceptedNames.of(definition, others);
        status.set(ACCEPTED, names.accepted());
        if (names.reason().isEmpty()) {
            condition("NamesAccepted", TRUE, "NoConflicts", "no conflicts found");
            if (!established(definition)) {
                condition("Established", TRUE, "InitialNamesAccepted", "the initial names have been accepted");
            }
        } else {
            condition("NamesAccepted", FALSE, names.reason(), names.message());
            if (!established(definition)) {
                condition("Established", FALSE, "NotAccepted", "not all names are accepted");
            }
        }
        store();
    }

    /** Say that the objects of the definition are about to be deleted. */
    void end() {
        condition(
                "Terminating",
                TRUE,
                "InstanceDeletionPending",
                "CustomResourceDefinition marked for deletion; CustomResource deletion will begin soon");
    }

    /** Note the version in which objects are stored from now on. */
    private void store() {
        String storage = "";
        for (JsonNode version : definition.path("spec").path("versions")) {
            storage = version.path("storage").asBoolean() ? version.path("name").asText() : storage;
        }
        ArrayNode versions = list(STORED);
        for (JsonNode version : versions) {
            if (version.asText().equals(storage)) {
                return;
            }
        }
        versions.add(storage);
    }

    /** Set a condition; the time of its last transition stays as long as it says the same. */
    private void condition(String type, String value, String reason, String message) {
        ArrayNode conditions = list(CONDITIONS);
        ObjectNode condition = null;
        for (JsonNode present : conditions) {
            if (present instanceof ObjectNode object
                    && object.path("type").asText().equals(type)) {
                condition = object;
            }
        }
        if (condition == null) {
            condition = conditions.addObject();
        }
        String since = condition.path(STATUS).asText().equals(value)
                ? condition.path("lastTransitionTime").asText(time)
                : time;
        condition
                .put("type", type)
                .put(STATUS, value)
                .put("lastTransitionTime", since)
                .put("reason", reason)
                .put("message", message);
    }

    private ArrayNode list(String name) {
        return status.path(name) instanceof ArrayNode present ? present : status.putArray(name);
    }
}
