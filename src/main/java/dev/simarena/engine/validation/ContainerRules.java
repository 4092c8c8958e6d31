package dev.simarena.engine.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.model.FieldErrors;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Check the containers of a pod: names, images, ports, probes, resources. */
final class ContainerRules {

    private static final List<String> PULL_POLICIES = List.of("Always", "IfNotPresent", "Never");
    private static final List<String> PROTOCOLS = List.of("SCTP", "TCP", "UDP");
    private static final List<String> MESSAGE_POLICIES = List.of("FallbackToLogsOnError", "File");
    private static final List<String> HANDLERS = List.of("exec", "httpGet", "tcpSocket", "grpc");

    private ContainerRules() {}

    /** Check all containers of a pod. */
    static void check(JsonNode spec, String path, FieldErrors errors) {
        Set<String> names = new HashSet<>();
        JsonNode containers = spec.path("containers");
        if (containers.isEmpty()) {
            errors.required(path + ".containers");
        }
        int i = 0;
        for (JsonNode container : containers) {
            String at = path + ".containers[" + i++ + "]";
            container(container, at, names, errors);
            if (container.hasNonNull("restartPolicy")
                    && container.path("restartPolicyRules").isEmpty()) {
                RestartRules.container(container, at, errors);
            }
        }
        i = 0;
        for (JsonNode container : spec.path("initContainers")) {
            String at = path + ".initContainers[" + i++ + "]";
            container(container, at, names, errors);
            RestartRules.initContainer(container, at, errors);
        }
        i = 0;
        for (JsonNode container : spec.path("ephemeralContainers")) {
            String at = path + ".ephemeralContainers[" + i++ + "]";
            container(container, at, names, errors);
            EphemeralRules.check(container, spec, at, errors);
        }
        if (i > 0 && !path.equals("spec")) {
            errors.forbidden(path + ".ephemeralContainers", "ephemeral containers not allowed in pod template");
        }
        hostPorts(spec, path, errors);
    }

    private static void container(JsonNode container, String path, Set<String> names, FieldErrors errors) {
        String name = container.path("name").asText("");
        if (name.isEmpty()) {
            errors.required(path + ".name");
        } else {
            NameRules.label(name).forEach(wrong -> errors.invalid(path + ".name", name, wrong));
        }
        if (!names.add(name) && !name.isEmpty()) {
            errors.duplicate(path + ".name", name);
        }
        String image = container.path("image").asText("");
        if (image.isEmpty()) {
            errors.required(path + ".image");
        } else if (!image.strip().equals(image)) {
            errors.invalid(path + ".image", image, "must not have leading or trailing whitespace");
        }
        oneOf(container, "terminationMessagePolicy", MESSAGE_POLICIES, path, errors);
        ports(container.path("ports"), path + ".ports", errors);
        environment(container.path("env"), path + ".env", errors);
        mounts(container.path("volumeMounts"), path + ".volumeMounts", errors);
        oneOf(container, "imagePullPolicy", PULL_POLICIES, path, errors);
        ResourceRules.container(container.path("resources"), path + ".resources", errors);
        for (String probe : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
            probe(container.path(probe), probe, path + "." + probe, errors);
        }
    }

    private static void ports(JsonNode ports, String path, FieldErrors errors) {
        Set<String> names = new HashSet<>();
        int i = 0;
        for (JsonNode port : ports) {
            String at = path + "[" + i++ + "]";
            String name = port.path("name").asText("");
            if (!name.isEmpty()) {
                List<String> wrong = NameRules.portName(name);
                wrong.forEach(message -> errors.invalid(at + ".name", name, message));
                if (wrong.isEmpty() && !names.add(name)) {
                    errors.duplicate(at + ".name", name);
                }
            }
            if (port.path("containerPort").asInt() == 0) {
                errors.required(at + ".containerPort");
            } else {
                portNumber(port.path("containerPort"), at + ".containerPort", errors);
            }
            if (port.path("hostPort").asInt() != 0) {
                portNumber(port.path("hostPort"), at + ".hostPort", errors);
            }
            oneOf(port, "protocol", PROTOCOLS, at, errors);
        }
    }

    private static void portNumber(JsonNode port, String path, FieldErrors errors) {
        if (port.asLong() < 1 || port.asLong() > 65535) {
            errors.invalid(path, port.asLong(), "must be between 1 and 65535, inclusive");
        }
    }

    /**
     * Ports of the host must be unique within a pod, and equal the container's on the host's network; those of a template
     * may be left out, pods made from it get them.
     */
    private static void hostPorts(JsonNode spec, String path, FieldErrors errors) {
        Set<String> taken = new HashSet<>();
        boolean ofPod = path.equals("spec");
        int i = 0;
        for (JsonNode container : spec.path("containers")) {
            int j = 0;
            for (JsonNode port : container.path("ports")) {
                String at = "%s.containers[%d].ports[%d]".formatted(path, i, j++);
                int host = port.path("hostPort").asInt();
                if (spec.path("hostNetwork").asBoolean()
                        && (ofPod || host != 0)
                        && host != port.path("containerPort").asInt()) {
                    errors.invalid(
                            at + ".hostPort", (long) host, "must match `containerPort` when `hostNetwork` is true");
                }
                String address = port.path("protocol").asText("TCP") + "/"
                        + port.path("hostIP").asText("") + "/" + host;
                if (host != 0 && !taken.add(address)) {
                    errors.duplicate(at + ".hostPort", address);
                }
            }
            i++;
        }
    }

    private static void environment(JsonNode variables, String path, FieldErrors errors) {
        int i = 0;
        for (JsonNode variable : variables) {
            String at = path + "[" + i++ + "]";
            String name = variable.path("name").asText("");
            if (name.isEmpty()) {
                errors.required(at + ".name");
            } else if (!name.chars().allMatch(c -> c >= 0x20 && c <= 0x7e && c != '=')) {
                errors.invalid(
                        at + ".name",
                        name,
                        "a valid environment variable name must consist only of printable ASCII characters other than '='");
            }
            if (!variable.path("valueFrom").isEmpty()
                    && !variable.path("value").asText("").isEmpty()) {
                errors.invalid(at + ".valueFrom", "", "may not be specified when `value` is not empty");
            }
        }
    }

    private static void mounts(JsonNode mounts, String path, FieldErrors errors) {
        Set<String> paths = new HashSet<>();
        int i = 0;
        for (JsonNode mount : mounts) {
            String at = path + "[" + i++ + "]";
            if (mount.path("name").asText("").isEmpty()) {
                errors.required(at + ".name");
            }
            String mountPath = mount.path("mountPath").asText("");
            if (mountPath.isEmpty()) {
                errors.required(at + ".mountPath");
            } else if (!paths.add(mountPath)) {
                errors.invalid(at + ".mountPath", mountPath, "must be unique");
            }
        }
    }

    private static void probe(JsonNode probe, String kind, String path, FieldErrors errors) {
        if (!probe.isObject()) {
            return;
        }
        long handlers = HANDLERS.stream().filter(probe::hasNonNull).count();
        if (handlers == 0) {
            errors.required(path, "must specify a handler type");
        }
        for (String field : List.of(
                "initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold")) {
            WorkloadRules.notNegative(probe, field, path, errors);
        }
        if (!kind.equals("readinessProbe") && probe.path("successThreshold").asInt(1) != 1) {
            errors.invalid(
                    path + ".successThreshold", probe.path("successThreshold").asLong(), "must be 1");
        }
    }

    private static void oneOf(JsonNode owner, String field, List<String> supported, String path, FieldErrors errors) {
        String value = owner.path(field).asText("");
        if (!value.isEmpty() && !supported.contains(value)) {
            errors.unsupported(path + "." + field, value, supported);
        }
    }
}
