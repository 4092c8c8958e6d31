package dev.simarena.engine.validation;

import static dev.simarena.engine.validation.FieldRules.has;
import static dev.simarena.engine.validation.FieldRules.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.model.FieldErrors;
import java.util.List;
import java.util.regex.Pattern;

/** Check probes and hooks of containers. Source: {@code validateProbe}, {@code validateLifecycle}, {@code validateHandler}. */
final class ProbeRules {

    private static final Pattern HEADER = Pattern.compile("[-A-Za-z0-9]+");
    private static final List<String> HANDLERS = List.of("exec", "httpGet", "tcpSocket", "grpc", "sleep");

    private ProbeRules() {}

    /** Check the hooks and probes of a container that may have them. */
    static void check(JsonNode container, JsonNode pod, String path, FieldErrors errors) {
        JsonNode lifecycle = container.path("lifecycle");
        for (String hook : List.of("postStart", "preStop")) {
            if (has(lifecycle, hook)) {
                handler(lifecycle.path(hook), pod, path + ".lifecycle." + hook, errors);
            }
        }
        if (has(lifecycle, "stopSignal") && text(pod.path("os"), "name").isEmpty()) {
            errors.forbidden(path + ".lifecycle.stopSignal", "may not be set for containers with empty `spec.os.name`");
        }
        for (String kind : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
            if (has(container, kind)) {
                probe(container.path(kind), kind, pod, path + "." + kind, errors);
            }
        }
    }

    private static void probe(JsonNode probe, String kind, JsonNode pod, String path, FieldErrors errors) {
        handler(probe, pod, path, errors);
        for (String field : List.of(
                "initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold")) {
            WorkloadRules.notNegative(probe, field, path, errors);
        }
        JsonNode grace = probe.path("terminationGracePeriodSeconds");
        if (grace.isNumber() && grace.asLong() <= 0) {
            errors.invalid(path + ".terminationGracePeriodSeconds", grace.asLong(), "must be greater than 0");
        }
        if (kind.equals("readinessProbe")) {
            if (grace.isNumber()) {
                errors.invalid(
                        path + ".terminationGracePeriodSeconds", grace.asLong(), "must not be set for readinessProbes");
            }
        } else if (probe.path("successThreshold").asInt() != 1) {
            errors.invalid(
                    path + ".successThreshold", probe.path("successThreshold").asLong(), "must be 1");
        }
    }

    private static void handler(JsonNode owner, JsonNode pod, String path, FieldErrors errors) {
        int count = 0;
        for (String kind : HANDLERS) {
            if (!has(owner, kind)) {
                continue;
            }
            if (count > 0) {
                errors.forbidden(path + "." + kind, "may not specify more than 1 handler type");
                continue;
            }
            count++;
            action(kind, owner.path(kind), pod, path + "." + kind, errors);
        }
        if (count == 0) {
            errors.required(path, "must specify a handler type");
        }
    }

    private static void action(String kind, JsonNode action, JsonNode pod, String path, FieldErrors errors) {
        switch (kind) {
            case "exec" -> {
                if (action.path("command").isEmpty()) {
                    errors.required(path + ".command");
                }
            }
            case "httpGet" -> {
                FieldRules.required(action, "path", path, errors);
                FieldRules.port(action.path("port"), path + ".port", errors);
                FieldRules.oneOf(action, "scheme", path, List.of("HTTP", "HTTPS"), errors);
                for (JsonNode header : action.path("httpHeaders")) {
                    FieldRules.check(text(header, "name"), path + ".httpHeaders", ProbeRules::header, errors);
                }
            }
            case "tcpSocket" -> FieldRules.port(action.path("port"), path + ".port", errors);
            case "grpc" -> FieldRules.portNumber(action.path("port").asLong(), path + ".port", errors);
            default -> {
                long seconds = action.path("seconds").asLong();
                long grace = pod.path("terminationGracePeriodSeconds").asLong();
                if (seconds < 0 || seconds > grace) {
                    errors.invalid(
                            path,
                            seconds,
                            "must be non-negative and less than terminationGracePeriodSeconds (%d)".formatted(grace));
                }
            }
        }
    }

    private static List<String> header(String name) {
        return HEADER.matcher(name).matches()
                ? List.of()
                : List.of("a valid HTTP header must consist of alphanumeric characters or '-' (e.g. 'X-Header-Name',"
                        + " regex used for validation is '[-A-Za-z0-9]+')");
    }
}
