package dev.simarena.trace;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** Word the reasons why an edit changes nothing. */
final class EditMessages {

    private static final int SHOWN = 60;

    private EditMessages() {}

    static String unknownDeployment(DeploymentRef deployment, Collection<TraceObject> existing) {
        if (existing.isEmpty()) {
            return "Deployment [%s] does not exist in the trace, which applies none. Choose a trace that applies it."
                    .formatted(deployment);
        }
        List<String> known = deployment.namespace() == null
                ? existing.stream().map(TraceObject::name).toList()
                : existing.stream().map(TraceObject::key).toList();
        TreeSet<String> keys = new TreeSet<>();
        existing.forEach(object -> keys.add(object.key()));
        return "Deployment [%s] does not exist in the trace.%s Available: %s"
                .formatted(
                        deployment, Suggestions.didYouMean(deployment.toString(), known), Suggestions.available(keys));
    }

    static String missing(String where, String path) {
        return "%s has no [%s]. Complete it before editing.".formatted(where, path);
    }

    static String wrongType(String where, String path, String expected) {
        return "%s has a [%s] that is no %s. Repair it before editing.".formatted(where, path, expected);
    }

    static String unreadable(String where, ResourceName resource, String fault) {
        return "%s has an unreadable %s request: %s".formatted(where, resource.key(), fault);
    }

    static String replicasNoInteger(String where, JsonNode replicas) {
        return "%s has replicas [%s], which is no integer of 32 bits. Write spec.replicas as a number."
                .formatted(where, shown(replicas));
    }

    static String absentRequest(String where, ResourceName resource) {
        return "%s requests no [%s], so there is nothing to reduce. Add to it first.".formatted(where, resource.key());
    }

    static String belowZero(String where, ResourceName resource, Quantity result) {
        return "%s would request [%s] of %s, less than zero. Keep it at zero or more."
                .formatted(where, result, resource.key());
    }

    static String replicasOutOfRange(String where, long result) {
        return "%s would have [%d] replicas. Keep them between 0 and %d.".formatted(where, result, Integer.MAX_VALUE);
    }

    static String nothingToAdd(String what) {
        return "Edit [0] of %s changes nothing. Add a number other than zero.".formatted(what);
    }

    static String where(TraceObject object, int event) {
        return "Deployment [%s] in event [%d]".formatted(object.key(), event);
    }

    private static String shown(JsonNode node) {
        String text = node.isContainerNode() ? node.getNodeType().name().toLowerCase(Locale.ROOT) : node.asText();
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }
}
