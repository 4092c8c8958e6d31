package dev.simarena.engine.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.controller.Queues;
import dev.simarena.engine.core.Client;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.GenericObject;
import dev.simarena.engine.model.Pod;
import dev.simarena.trace.Gvk;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Write the Endpoints of each Service with a selector: the addresses of its pods, apart by whether they are ready, for each
 * group of pods with the same ports.
 *
 * <p>At most 1,000 addresses are written, ready ones first. Source: {@code pkg/controller/endpoint}.
 */
public final class EndpointsController extends ServiceController {

    private static final Gvk ENDPOINTS = new Gvk("", "v1", "Endpoints");
    private static final Map<String, String> LABELS =
            Map.of("endpoints.kubernetes.io/managed-by", "endpoint-controller");
    private static final String OVER_CAPACITY = "endpoints.kubernetes.io/over-capacity";
    private static final int MOST = 1000;

    private record Address(String ip, Pod pod, boolean ready) {}

    private final Client client;

    public EndpointsController(ObjectStore store, Timeline timeline, Client client) {
        super(store, timeline, ENDPOINTS, Queues.ENDPOINTS);
        this.client = client;
    }

    @Override
    String service(ApiObject object) {
        return object.name();
    }

    @Override
    void forget(GenericObject object) {
        client.take();
        store.remove(object);
    }

    @Override
    void write(GenericObject service, FollowedService followed) {
        Map<List<EndpointPort>, List<Address>> groups = groups(service, followed);
        int count = groups.values().stream().mapToInt(List::size).sum();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (!groups.isEmpty()) {
            ArrayNode subsets = body.putArray("subsets");
            int[] left = {MOST};
            groups.forEach((ports, addresses) -> subset(service, ports, addresses, left, subsets.addObject()));
        }
        Map<String, String> labels = labels(service, LABELS);
        GenericObject present = find(ENDPOINTS, service);
        if (present != null
                && present.body().path("subsets").equals(body.path("subsets"))
                && present.labels().equals(labels)) {
            return;
        }
        client.take();
        Map<String, String> annotations =
                triggered(present == null ? Map.of() : present.annotations(), followed, present == null);
        if (count > MOST) {
            annotations.put(OVER_CAPACITY, "truncated");
        } else {
            annotations.remove(OVER_CAPACITY);
        }
        if (present == null) {
            store.add(new GenericObject(ENDPOINTS, service.namespace(), service.name(), labels, annotations, body));
        } else {
            present.setBody(body);
            present.setLabels(labels);
            present.setAnnotations(annotations);
            store.changed(present);
        }
    }

    private static Map<List<EndpointPort>, List<Address>> groups(GenericObject service, FollowedService followed) {
        boolean unready = publishesUnready(service);
        boolean portless = service.body().path("spec").path("ports").isEmpty() && headless(service);
        Map<List<EndpointPort>, List<Address>> groups = new LinkedHashMap<>();
        for (Pod pod : followed.pods) {
            String ip = ServedPod.address(pod);
            if (ip.isEmpty() || (pod.terminating() && !unready)) {
                continue;
            }
            List<EndpointPort> ports =
                    EndpointPort.of(service.body().path("spec"), pod.template().podSpec());
            if (!ports.isEmpty() || portless) {
                groups.computeIfAbsent(ports, __ -> new ArrayList<>())
                        .add(new Address(ip, pod, unready || pod.isReady()));
            }
        }
        return groups;
    }

    private static void subset(
            GenericObject service, List<EndpointPort> ports, List<Address> addresses, int[] left, ObjectNode subset) {
        addresses.sort(Comparator.comparing(Address::ip));
        for (boolean ready : new boolean[] {true, false}) {
            for (Address address : addresses) {
                if (address.ready() == ready && left[0]-- > 0) {
                    address(service, address, subset.withArray(ready ? "/addresses" : "/notReadyAddresses"));
                }
            }
        }
        if (!ports.isEmpty()) {
            ArrayNode shown = subset.putArray("ports");
            ports.stream().sorted(EndpointPort.OF_ENDPOINTS).forEach(port -> port.writeEndpoints(shown));
        }
    }

    private static void address(GenericObject service, Address address, ArrayNode addresses) {
        ObjectNode shown = addresses.addObject().put("ip", address.ip());
        String hostname = ServedPod.hostname(address.pod(), service);
        if (!hostname.isEmpty()) {
            shown.put("hostname", hostname);
        }
        if (address.pod().nodeName() != null) {
            shown.put("nodeName", address.pod().nodeName());
        }
        ServedPod.reference(address.pod(), shown.putObject("targetRef"));
    }
}
