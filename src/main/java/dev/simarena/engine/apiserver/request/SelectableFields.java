package dev.simarena.engine.apiserver.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.apiserver.resource.ApiResource;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Phase;
import dev.simarena.engine.model.Pod;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Know by which fields the objects of a kind may be selected.
 *
 * <p>Source: {@code AddFieldLabelConversionFunc} of each API group, and {@code ToSelectableFields} of each kind's registry.
 */
public final class SelectableFields {

    private static final Map<String, List<String>> BY_KIND = Map.ofEntries(
            Map.entry(
                    "Pod",
                    List.of(
                            "spec.nodeName",
                            "spec.restartPolicy",
                            "spec.schedulerName",
                            "spec.serviceAccountName",
                            "spec.hostNetwork",
                            "status.phase",
                            "status.podIP",
                            "status.podIPs",
                            "status.nominatedNodeName")),
            Map.entry("Node", List.of("spec.unschedulable")),
            Map.entry("Namespace", List.of("status.phase")),
            Map.entry("Secret", List.of("type")),
            Map.entry("Service", List.of("spec.clusterIP", "spec.type")),
            Map.entry("ReplicationController", List.of("status.replicas")),
            Map.entry("Job.batch", List.of("status.successful")),
            Map.entry("CertificateSigningRequest.certificates.k8s.io", List.of("spec.signerName")),
            Map.entry(
                    "Event",
                    List.of(
                            "involvedObject.kind",
                            "involvedObject.namespace",
                            "involvedObject.name",
                            "involvedObject.uid",
                            "involvedObject.apiVersion",
                            "involvedObject.resourceVersion",
                            "involvedObject.fieldPath",
                            "reason",
                            "reportingComponent",
                            "source",
                            "type")),
            Map.entry(
                    "Event.events.k8s.io",
                    List.of(
                            "regarding.kind",
                            "regarding.namespace",
                            "regarding.name",
                            "regarding.uid",
                            "regarding.apiVersion",
                            "regarding.resourceVersion",
                            "regarding.fieldPath",
                            "reason",
                            "reportingController",
                            "type")));

    private SelectableFields() {}

    /**
     * Refuse fields that the objects of a resource are not selected by.
     *
     * @throws ApiException 400 naming the first such field
     */
    public static void check(ApiResource resource, FieldQuery query) {
        List<String> own = BY_KIND.get(key(resource));
        for (FieldQuery.Term term : query.terms()) {
            String field = term.field();
            boolean plain = field.equals("metadata.name") || (field.equals("metadata.namespace") && named(resource));
            if (plain || (own != null && own.contains(field))) {
                continue;
            }
            if (own == null) {
                throw ApiException.badRequest(
                        "\"%s\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\""
                                .formatted(field));
            }
            throw ApiException.badRequest(
                    resource.kind().equals("Job")
                            ? "field label \"%s\" not supported for Job".formatted(field)
                            : "field label not supported: " + field);
        }
    }

    /** Nodes and namespaces are not asked for the namespace they are in. */
    private static boolean named(ApiResource resource) {
        return resource.namespaced() || !BY_KIND.containsKey(key(resource));
    }

    /**
     * Tell whether an object is selected.
     *
     * @param json shows the object as the resource does; asked for only where it must be
     */
    public static boolean select(FieldQuery query, ApiObject object, Supplier<? extends JsonNode> json) {
        for (FieldQuery.Term term : query.terms()) {
            if (!term.holds(value(term.field(), object, json))) {
                return false;
            }
        }
        return true;
    }

    private static String value(String field, ApiObject object, Supplier<? extends JsonNode> json) {
        switch (field) {
            case "metadata.name" -> {
                return object.name();
            }
            case "metadata.namespace" -> {
                return object.namespace() == null ? "" : object.namespace();
            }
            case "spec.nodeName" -> {
                if (object instanceof Pod pod) {
                    return pod.nodeName() == null ? "" : pod.nodeName();
                }
            }
            case "status.phase" -> {
                if (object instanceof Pod pod && pod.phase() != Phase.PENDING) {
                    return pod.phase().toString();
                }
            }
            default -> {}
        }
        return value(field, json.get());
    }

    /** Return the value of a field as Go prints it: absent numbers are 0, absent truth values false. */
    public static String value(String field, JsonNode object) {
        JsonNode node = object;
        for (String part : field.equals("status.successful") ? "status.succeeded".split("\\.") : field.split("\\.")) {
            node = node.path(part);
        }
        if (field.equals("status.podIPs")) {
            return object.path("status").path("podIP").asText("");
        }
        if (field.equals("source") && node.isObject()) {
            return node.path("component").asText("");
        }
        if (node.isMissingNode()) {
            return switch (field) {
                case "spec.unschedulable", "spec.hostNetwork" -> "false";
                case "status.successful", "status.replicas" -> "0";
                default -> "";
            };
        }
        return node.asText("");
    }

    private static String key(ApiResource resource) {
        return resource.group().isEmpty() ? resource.kind() : resource.kind() + "." + resource.group();
    }
}
