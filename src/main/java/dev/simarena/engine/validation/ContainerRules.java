package dev.simarena.engine.validation;

import static dev.simarena.engine.validation.FieldRules.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.model.FieldErrors;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Check the containers of a pod: names, images, ports, probes, resources. */
final class ContainerRules {

    private static final List<String> PULL_POLICIES = List.of("Always", "IfNotPresent", "Never");
    private static final List<String> PROTOCOLS = List.of("SCTP", "TCP", "UDP");
    private static final List<String> MESSAGE_POLICIES = List.of("File", "FallbackToLogsOnError");

    private ContainerRules() {}

    /** Check all containers of a pod, against its volumes that are right. */
    static void check(JsonNode spec, Map<String, JsonNode> volumes, String path, FieldErrors errors) {
        Set<String> names = new HashSet<>();
        JsonNode containers = spec.path("containers");
        if (containers.isEmpty()) {
            errors.required(path + ".containers");
        }
        int i = 0;
        for (JsonNode container : containers) {
            String at = path + ".containers[" + i++ + "]";
            container(container, spec, volumes, at, errors);
            unique(container, names, at, errors);
            ProbeRules.check(container, spec, at, errors);
            RestartRules.container(container, at, errors);
        }
        hostPorts(containers, path + ".containers", errors);
        i = 0;
        for (JsonNode container : spec.path("initContainers")) {
            String at = path + ".initContainers[" + i++ + "]";
            container(container, spec, volumes, at, errors);
            RestartRules.initContainer(container, at, errors);
            if (!text(container, "name").isEmpty()) {
                unique(container, names, at, errors);
            }
            if (text(container, "restartPolicy").equals("Always")) {
                ProbeRules.check(container, spec, at, errors);
            } else {
                RestartRules.withoutProbes(container, at, errors);
            }
        }
        i = 0;
        for (JsonNode container : spec.path("ephemeralContainers")) {
            String at = path + ".ephemeralContainers[" + i++ + "]";
            container(container, spec, volumes, at, errors);
            if (!text(container, "name").isEmpty()) {
                unique(container, names, at, errors);
            }
            EphemeralRules.check(container, spec, at, errors);
        }
        if (i > 0 && !path.equals("spec")) {
            errors.forbidden(path + ".ephemeralContainers", "ephemeral containers not allowed in pod template");
        }
    }

    /** Check what only pods are held to, templates are not. */
    static void onlyOfPods(JsonNode spec, String path, FieldErrors errors) {
        for (String list : List.of("containers", "initContainers")) {
            int i = 0;
            for (JsonNode container : spec.path(list)) {
                String image = text(container, "image");
                if (!image.strip().equals(image)) {
                    errors.invalid(
                            "%s.%s[%d].image".formatted(path, list, i),
                            image,
                            "must not have leading or trailing whitespace");
                }
                i++;
            }
        }
    }

    private static void unique(JsonNode container, Set<String> names, String path, FieldErrors errors) {
        String name = text(container, "name");
        if (!names.add(name)) {
            errors.duplicate(path + ".name", name);
        }
    }

    private static void container(
            JsonNode container, JsonNode pod, Map<String, JsonNode> volumes, String path, FieldErrors errors) {
        FieldRules.named(container, "name", path, NameRules::label, errors);
        FieldRules.required(container, "image", path, errors);
        FieldRules.oneOf(container, "terminationMessagePolicy", path, MESSAGE_POLICIES, errors);
        ports(container.path("ports"), path + ".ports", errors);
        EnvironmentRules.variables(container.path("env"), path + ".env", errors);
        EnvironmentRules.sources(container.path("envFrom"), path + ".envFrom", errors);
        MountRules.check(container, volumes, path, errors);
        FieldRules.oneOf(container, "imagePullPolicy", path, PULL_POLICIES, errors);
        ResourceRules.container(container.path("resources"), path + ".resources", errors);
        DeviceRules.references(container.path("resources"), pod, path + ".resources.claims", errors);
        resizing(container.path("resizePolicy"), text(pod, "restartPolicy"), path + ".resizePolicy", errors);
        SecurityRules.container(container.path("securityContext"), pod, path + ".securityContext", errors);
    }

    private static void resizing(JsonNode policies, String restart, String path, FieldErrors errors) {
        Set<String> seen = new HashSet<>();
        int i = 0;
        for (JsonNode policy : policies) {
            String resource = text(policy, "resourceName");
            if (!seen.add(resource)) {
                errors.duplicate(path + "[" + i + "]", resource);
            }
            i++;
            String how = text(policy, "restartPolicy");
            requiredOneOf(resource, List.of("cpu", "memory"), path, errors);
            requiredOneOf(how, List.of("NotRequired", "RestartContainer"), path, errors);
            if (restart.equals("Never") && !how.equals("NotRequired")) {
                errors.invalid(path, how, "must be 'NotRequired' when pod `restartPolicy` is 'Never'");
            }
        }
    }

    private static void requiredOneOf(String value, List<String> supported, String path, FieldErrors errors) {
        if (value.isEmpty()) {
            errors.required(path);
        } else if (!supported.contains(value)) {
            errors.unsupported(path, value, supported);
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
                FieldRules.portNumber(port.path("containerPort").asLong(), at + ".containerPort", errors);
            }
            if (port.path("hostPort").asInt() != 0) {
                FieldRules.portNumber(port.path("hostPort").asLong(), at + ".hostPort", errors);
            }
            FieldRules.oneOf(port, "protocol", at, PROTOCOLS, errors);
        }
    }

    /** Ports of the host must be unique among the containers that run together. */
    private static void hostPorts(JsonNode containers, String path, FieldErrors errors) {
        Set<String> taken = new HashSet<>();
        int i = 0;
        for (JsonNode container : containers) {
            int j = 0;
            for (JsonNode port : container.path("ports")) {
                int host = port.path("hostPort").asInt();
                String address = text(port, "protocol") + "/" + text(port, "hostIP") + "/" + host;
                if (host != 0 && !taken.add(address)) {
                    errors.duplicate("%s[%d].ports[%d].hostPort".formatted(path, i, j), address);
                }
                j++;
            }
            i++;
        }
    }

    /**
     * On the host's network a port of the host is the container's; templates may leave it out, pods made from them get it.
     */
    static void hostNetwork(JsonNode spec, String path, FieldErrors errors) {
        if (!spec.path("hostNetwork").asBoolean()) {
            return;
        }
        boolean ofPod = path.equals("spec");
        int i = 0;
        for (JsonNode container : spec.path("containers")) {
            int j = 0;
            for (JsonNode port : container.path("ports")) {
                int host = port.path("hostPort").asInt();
                if ((ofPod || host != 0) && host != port.path("containerPort").asInt()) {
                    errors.invalid(
                            "%s.containers[%d].ports[%d].hostPort".formatted(path, i, j),
                            (long) host,
                            "must match `containerPort` when `hostNetwork` is true");
                }
                j++;
            }
            i++;
        }
    }
}
