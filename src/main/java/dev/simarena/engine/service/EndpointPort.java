package dev.simarena.engine.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Say on which port a pod serves a port of a Service.
 *
 * @param name name of the Service's port, empty where it has none
 * @param protocol for example {@code TCP}
 * @param number port of the pod
 * @param appProtocol what is spoken on it, {@code null} where the Service does not say
 */
record EndpointPort(
        String name, String protocol, int number, @Nullable String appProtocol) {

    static final Comparator<EndpointPort> OF_SLICES =
            Comparator.comparing(port -> PortHash.ofSlice(port.name, port.protocol, port.number, port.appProtocol));
    static final Comparator<EndpointPort> OF_ENDPOINTS =
            Comparator.comparing(port -> PortHash.ofEndpoints(port.name, port.protocol, port.number, port.appProtocol));

    /** Return the ports on which a pod serves those of a Service; one that names no port of the pod is left out. */
    static List<EndpointPort> of(JsonNode service, JsonNode pod) {
        List<EndpointPort> ports = new ArrayList<>();
        for (JsonNode declared : service.path("ports")) {
            String protocol = declared.path("protocol").asText("TCP");
            JsonNode target = declared.path("targetPort");
            int number = target.isTextual() ? named(pod, target.textValue(), protocol) : target.asInt();
            boolean unset = !target.isTextual() && number == 0;
            if (unset) {
                number = declared.path("port").asInt();
            }
            if (number > 0) {
                JsonNode app = declared.path("appProtocol");
                ports.add(new EndpointPort(
                        declared.path("name").asText(""), protocol, number, app.isTextual() ? app.textValue() : null));
            }
        }
        return ports;
    }

    private static int named(JsonNode pod, String name, String protocol) {
        for (String list : new String[] {"containers", "initContainers"}) {
            for (JsonNode container : pod.path(list)) {
                boolean serves = list.equals("containers")
                        || container.path("restartPolicy").asText("").equals("Always");
                for (JsonNode port : container.path("ports")) {
                    if (serves
                            && port.path("name").asText("").equals(name)
                            && port.path("protocol").asText("TCP").equals(protocol)) {
                        return port.path("containerPort").asInt();
                    }
                }
            }
        }
        return 0;
    }

    /** Add the port as EndpointSlices show it, with a name even where it is empty. */
    void writeSlice(ArrayNode ports) {
        write(ports.addObject().put("name", name));
    }

    /** Add the port as Endpoints show it. */
    void writeEndpoints(ArrayNode ports) {
        ObjectNode port = ports.addObject();
        if (!name.isEmpty()) {
            port.put("name", name);
        }
        write(port);
    }

    private void write(ObjectNode port) {
        port.put("port", number).put("protocol", protocol);
        if (appProtocol != null) {
            port.put("appProtocol", appProtocol);
        }
    }
}
