package dev.simarena.engine.apiserver.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;

/** Print the kinds of admission, flow control and certificates. */
final class AdmissionTables {

    private AdmissionTables() {}

    static Printer webhooks() {
        return Printer.of(
                List.of(
                        Column.NAME,
                        Column.integer(
                                "Webhooks",
                                "Webhooks indicates the number of webhooks registered in this configuration"),
                        Column.AGE),
                o -> List.of(o.name(), o.count("webhooks"), o.age()));
    }

    static Printer validatingPolicy() {
        return Printer.of(
                List.of(
                        Column.NAME,
                        Column.integer(
                                "Validations",
                                "Validations indicates the number of validation rules defined in this configuration"),
                        Column.string(
                                "ParamKind",
                                "ParamKind specifies the kind of resources used to parameterize this policy"),
                        Column.AGE),
                o -> List.of(o.name(), o.count("spec", "validations"), paramKind(o), o.age()));
    }

    static Printer mutatingPolicy() {
        return Printer.of(
                List.of(
                        Column.NAME,
                        Column.integer(
                                "Mutations",
                                "Mutation indicates the number of mutations rules defined in this configuration"),
                        Column.string(
                                "ParamKind",
                                "ParamKind specifies the kind of resources used to parameterize this policy"),
                        Column.AGE),
                o -> List.of(o.name(), o.count("spec", "mutations"), paramKind(o), o.age()));
    }

    static Printer policyBinding() {
        return Printer.of(
                List.of(
                        Column.NAME,
                        Column.string(
                                "PolicyName",
                                "PolicyName indicates the policy definition which the policy binding binded to"),
                        Column.string(
                                "ParamRef", "ParamRef indicates the param resource which sets the configuration param"),
                        Column.AGE),
                o -> List.of(o.name(), o.text("spec", "policyName"), paramRef(o), o.age()));
    }

    static Printer flowSchema() {
        return Printer.of(
                List.of(
                        Column.NAME,
                        Column.string(
                                "PriorityLevel",
                                Column.doc("flowcontrol.v1.PriorityLevelConfigurationReference", "name")),
                        Column.string(
                                "MatchingPrecedence",
                                Column.doc("flowcontrol.v1.FlowSchemaSpec", "matchingPrecedence")),
                        Column.string(
                                "DistinguisherMethod",
                                Column.doc("flowcontrol.v1.FlowSchemaSpec", "distinguisherMethod")),
                        Column.AGE,
                        Column.string("MissingPL", "references a broken or non-existent PriorityLevelConfiguration")),
                o -> List.of(
                        o.name(),
                        o.text("spec", "priorityLevelConfiguration", "name"),
                        o.number("spec", "matchingPrecedence"),
                        o.textOr(Shown.NONE, "spec", "distinguisherMethod", "type"),
                        o.age(),
                        dangling(o)));
    }

    static Printer priorityLevel() {
        return Printer.of(
                List.of(
                        Column.NAME,
                        Column.string("Type", Column.doc("flowcontrol.v1.PriorityLevelConfigurationSpec", "type")),
                        Column.string(
                                "NominalConcurrencyShares",
                                Column.doc(
                                        "flowcontrol.v1.LimitedPriorityLevelConfiguration",
                                        "nominalConcurrencyShares")),
                        Column.string("Queues", Column.doc("flowcontrol.v1.QueuingConfiguration", "queues")),
                        Column.string("HandSize", Column.doc("flowcontrol.v1.QueuingConfiguration", "handSize")),
                        Column.string(
                                "QueueLengthLimit",
                                Column.doc("flowcontrol.v1.QueuingConfiguration", "queueLengthLimit")),
                        Column.AGE),
                o -> List.of(
                        o.name(),
                        o.text("spec", "type"),
                        limited(o, "nominalConcurrencyShares"),
                        limited(o, "limitResponse", "queuing", "queues"),
                        limited(o, "limitResponse", "queuing", "handSize"),
                        limited(o, "limitResponse", "queuing", "queueLengthLimit"),
                        o.age()));
    }

    static Printer signingRequest() {
        return Printer.of(
                List.of(
                        Column.NAME,
                        Column.AGE,
                        Column.string(
                                "SignerName",
                                Column.doc("certificates.v1.CertificateSigningRequestSpec", "signerName")),
                        Column.string(
                                "Requestor", Column.doc("certificates.v1.CertificateSigningRequestSpec", "request")),
                        Column.string(
                                "RequestedDuration",
                                Column.doc("certificates.v1.CertificateSigningRequestSpec", "expirationSeconds")),
                        Column.string(
                                "Condition",
                                Column.doc("certificates.v1.CertificateSigningRequestStatus", "conditions"))),
                o -> List.of(
                        o.name(),
                        o.age(),
                        o.textOr(Shown.NONE, "spec", "signerName"),
                        o.text("spec", "username"),
                        requested(o),
                        signed(o)));
    }

    static Printer apiService() {
        return Printer.of(
                List.of(
                        Column.NAME,
                        Column.string("Service", "The reference to the service that hosts this API endpoint."),
                        Column.string("Available", "Whether this service is available."),
                        Column.AGE),
                o -> List.of(o.name(), service(o), available(o), o.age()));
    }

    private static String paramKind(Shown policy) {
        JsonNode kind = policy.at("spec", "paramKind");
        return kind.isObject()
                ? kind.path("apiVersion").asText("") + "/" + kind.path("kind").asText("")
                : Shown.UNSET;
    }

    private static String paramRef(Shown binding) {
        JsonNode reference = binding.at("spec", "paramRef");
        String name = reference.path("name").asText("");
        if (name.isEmpty()) {
            return Shown.UNSET;
        }
        return reference.path("namespace").asText("*") + "/" + name;
    }

    private static String dangling(Shown flowSchema) {
        for (JsonNode condition : flowSchema.at("status", "conditions")) {
            if (condition.path("type").asText().equals("Dangling")) {
                return condition.path("status").asText();
            }
        }
        return "?";
    }

    private static Object limited(Shown level, String... path) {
        JsonNode value = level.at("spec", "limited");
        for (String field : path) {
            value = value.path(field);
        }
        return value.isNumber() ? value.longValue() : Shown.NONE;
    }

    private static String requested(Shown request) {
        JsonNode seconds = request.at("spec", "expirationSeconds");
        return seconds.isNumber() ? HumanDuration.of(Duration.ofSeconds(seconds.asLong())) : Shown.NONE;
    }

    private static String signed(Shown request) {
        boolean approved = false;
        boolean denied = false;
        boolean failed = false;
        for (JsonNode condition : request.at("status", "conditions")) {
            String type = condition.path("type").asText();
            approved |= type.equals("Approved");
            denied |= type.equals("Denied");
            failed |= type.equals("Failed");
        }
        String decided = denied ? "Denied" : approved ? "Approved" : "Pending";
        String issued = request.text("status", "certificate").isEmpty() ? "" : ",Issued";
        return decided + (failed ? ",Failed" : "") + issued;
    }

    private static String service(Shown apiService) {
        JsonNode service = apiService.at("spec", "service");
        return service.isObject()
                ? service.path("namespace").asText("") + "/"
                        + service.path("name").asText("")
                : "Local";
    }

    private static String available(Shown apiService) {
        for (JsonNode condition : apiService.at("status", "conditions")) {
            if (condition.path("type").asText().equals("Available")) {
                String status = condition.path("status").asText();
                String reason = condition.path("reason").asText("");
                return status.equals("True") || reason.isEmpty() ? status : status + " (" + reason + ")";
            }
        }
        return "Unknown";
    }
}
