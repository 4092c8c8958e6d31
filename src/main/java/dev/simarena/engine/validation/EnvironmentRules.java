package dev.simarena.engine.validation;

import static dev.simarena.engine.validation.FieldRules.has;
import static dev.simarena.engine.validation.FieldRules.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.model.FieldErrors;
import dev.simarena.trace.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Check variables of containers and where their values come from. Source: {@code ValidateEnv}, {@code ValidateEnvFrom}. */
final class EnvironmentRules {

    private static final List<String> FIELDS = List.of(
            "metadata.name",
            "metadata.namespace",
            "metadata.uid",
            "spec.nodeName",
            "spec.serviceAccountName",
            "status.hostIP",
            "status.hostIPs",
            "status.podIP",
            "status.podIPs");
    private static final List<String> RESOURCES = List.of(
            "limits.cpu",
            "limits.ephemeral-storage",
            "limits.memory",
            "requests.cpu",
            "requests.ephemeral-storage",
            "requests.memory");

    /** Fields of pods that can be named at all; which of them where is another matter. */
    private static final Set<String> CONVERTIBLE = Set.of(
            "metadata.annotations",
            "metadata.labels",
            "metadata.name",
            "metadata.namespace",
            "metadata.uid",
            "spec.nodeName",
            "spec.restartPolicy",
            "spec.serviceAccountName",
            "spec.schedulerName",
            "status.phase",
            "status.hostIP",
            "status.hostIPs",
            "status.podIP",
            "status.podIPs",
            "spec.host");

    private static final Set<String> SIZES =
            Set.of("1", "1k", "1M", "1G", "1T", "1P", "1E", "1Ki", "1Mi", "1Gi", "1Ti", "1Pi", "1Ei");
    private static final Map<String, String> MEASURED = Map.of(
            "limits.memory", "memory",
            "requests.memory", "memory",
            "limits.ephemeral-storage", "local ephemeral storage",
            "requests.ephemeral-storage", "local ephemeral storage");

    private EnvironmentRules() {}

    static void variables(JsonNode variables, String path, FieldErrors errors) {
        int i = 0;
        for (JsonNode variable : variables) {
            String at = path + "[" + i++ + "]";
            FieldRules.named(variable, "name", at, EnvironmentRules::variable, errors);
            if (has(variable, "valueFrom")) {
                source(variable.path("valueFrom"), !text(variable, "value").isEmpty(), at + ".valueFrom", errors);
            }
        }
    }

    static void sources(JsonNode sources, String path, FieldErrors errors) {
        int i = 0;
        for (JsonNode source : sources) {
            String at = path + "[" + i++ + "]";
            String prefix = text(source, "prefix");
            if (!prefix.isEmpty()) {
                FieldRules.check(prefix, at + ".prefix", EnvironmentRules::variable, errors);
            }
            int count = 0;
            for (String kind : List.of("configMapRef", "secretRef")) {
                if (has(source, kind)) {
                    count++;
                    FieldRules.named(source.path(kind), "name", at + "." + kind, NameRules::subdomain, errors);
                }
            }
            if (count == 0) {
                errors.invalid(path, "", "must specify one of: `configMapRef` or `secretRef`");
            } else if (count > 1) {
                errors.invalid(path, "", "may not have more than one field specified at a time");
            }
        }
    }

    private static void source(JsonNode source, boolean valued, String path, FieldErrors errors) {
        List<String> present = new ArrayList<>(
                List.of("fieldRef", "resourceFieldRef", "configMapKeyRef", "secretKeyRef", "fileKeyRef"));
        present.removeIf(kind -> !has(source, kind));
        for (String kind : present) {
            JsonNode reference = source.path(kind);
            String at = path + "." + kind;
            switch (kind) {
                case "fieldRef" -> field(reference, FIELDS, at, errors);
                case "resourceFieldRef" -> resource(reference, false, at, errors);
                case "fileKeyRef" -> {
                    FieldRules.named(reference, "key", at, EnvironmentRules::variable, errors);
                    FieldRules.named(reference, "volumeName", at, NameRules::label, errors);
                    FieldRules.required(reference, "path", at, errors);
                    FieldRules.noBacksteps(text(reference, "path"), at + ".path", errors);
                }
                default -> {
                    FieldRules.check(text(reference, "name"), at + ".name", NameRules::subdomain, errors);
                    FieldRules.named(reference, "key", at, NameRules::configKey, errors);
                }
            }
        }
        if (present.isEmpty()) {
            errors.invalid(
                    path,
                    "",
                    "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or"
                            + " `fileKeyRef`");
        } else if (valued) {
            errors.invalid(path, "", "may not be specified when `value` is not empty");
        } else if (present.size() > 1) {
            errors.invalid(path, "", "may not have more than one field specified at a time");
        }
    }

    /** Check a reference to a field of the pod itself. */
    static void field(JsonNode reference, List<String> supported, String path, FieldErrors errors) {
        if (text(reference, "apiVersion").isEmpty()) {
            errors.required(path + ".apiVersion");
            return;
        }
        String field = text(reference, "fieldPath");
        if (field.isEmpty()) {
            errors.required(path + ".fieldPath");
            return;
        }
        int open = field.indexOf("['");
        boolean subscripted = open > 0 && field.endsWith("']");
        String base = subscripted ? field.substring(0, open) : field;
        boolean known = CONVERTIBLE.contains(base)
                && (!subscripted || base.equals("metadata.labels") || base.equals("metadata.annotations"));
        if (!text(reference, "apiVersion").equals("v1")) {
            errors.invalid(
                    path + ".fieldPath",
                    field,
                    "error converting fieldPath: unsupported pod version: " + text(reference, "apiVersion"));
        } else if (!known) {
            String why = subscripted ? "field label does not support subscript: " : "field label not supported: ";
            errors.invalid(
                    path + ".fieldPath", field, "error converting fieldPath: " + why + (subscripted ? base : field));
        } else if (subscripted) {
            String key = field.substring(open + 2, field.length() - 2);
            String shown = base.equals("metadata.annotations") ? key.toLowerCase(Locale.ROOT) : key;
            FieldRules.check(shown, path, NameRules::key, errors);
        } else {
            String internal = base.equals("spec.host") ? "spec.nodeName" : base;
            if (!supported.contains(internal)) {
                errors.unsupported(path + ".fieldPath", internal, supported);
            }
        }
    }

    /** Check a reference to a resource of a container; a volume must say of which. */
    static void resource(JsonNode reference, boolean ofVolume, String path, FieldErrors errors) {
        String name = text(reference, "resource");
        if (ofVolume && text(reference, "containerName").isEmpty()) {
            errors.required(path + ".containerName");
        } else if (name.isEmpty()) {
            errors.required(path + ".resource");
        } else if (!RESOURCES.contains(name) && !huge(name)) {
            errors.unsupported(path + ".resource", name, RESOURCES);
        }
        if (has(reference, "divisor") && Quantity.of(reference.path("divisor")).signum() != 0) {
            divisor(name, Quantity.of(reference.path("divisor")).stored().toString(), path, errors);
        }
    }

    private static void divisor(String name, String divisor, String path, FieldErrors errors) {
        if (name.equals("limits.cpu") || name.equals("requests.cpu")) {
            if (!Set.of("1m", "1").contains(divisor)) {
                errors.invalid(
                        path + ".divisor", name, "only divisor's values 1m and 1 are supported with the cpu resource");
            }
            return;
        }
        String resource = huge(name) ? "hugepages" : MEASURED.get(name);
        if (resource != null && !SIZES.contains(divisor)) {
            errors.invalid(
                    path + ".divisor",
                    name,
                    "only divisor's values 1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei are supported with"
                            + " the %s resource".formatted(resource));
        }
    }

    private static boolean huge(String name) {
        return name.startsWith("requests.hugepages-") || name.startsWith("limits.hugepages-");
    }

    private static List<String> variable(String name) {
        return name.chars().allMatch(c -> c >= 0x20 && c <= 0x7e && c != '=')
                ? List.of()
                : List.of(
                        "a valid environment variable name must consist only of printable ASCII characters other than '='");
    }
}
