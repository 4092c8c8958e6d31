package dev.simarena.engine.apiserver.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Print services. Source: {@code printService} of {@code pkg/printers/internalversion}. */
final class ServicePrinter implements Printer {

    private static final List<Column> COLUMNS = List.of(
            Column.NAME,
            Column.string("Type", Column.doc("core.v1.ServiceSpec", "type")),
            Column.string("Cluster-IP", Column.doc("core.v1.ServiceSpec", "clusterIP")),
            Column.string("External-IP", Column.doc("core.v1.ServiceSpec", "externalIPs")),
            Column.string("Port(s)", Column.doc("core.v1.ServiceSpec", "ports")),
            Column.AGE,
            Column.string("Selector", Column.doc("core.v1.ServiceSpec", "selector"))
                    .wide());

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public List<@Nullable Object> cells(Shown object) {
        String ports = ports(object.at("spec", "ports"));
        return List.of(
                object.name(),
                object.text("spec", "type"),
                object.at("spec", "clusterIPs").path(0).asText(Shown.NONE),
                external(object),
                ports.isEmpty() ? Shown.NONE : ports,
                object.age(),
                SelectorText.labels(object.at("spec", "selector")));
    }

    private static String external(Shown service) {
        String type = service.text("spec", "type");
        if (type.equals("ExternalName")) {
            return service.text("spec", "externalName");
        }
        if (!List.of("LoadBalancer", "ClusterIP", "NodePort").contains(type)) {
            return Shown.UNKNOWN;
        }
        List<String> addresses = new ArrayList<>();
        if (type.equals("LoadBalancer")) {
            addresses.addAll(addresses(service));
        }
        addresses.addAll(Shown.texts(service.at("spec", "externalIPs")));
        if (addresses.isEmpty()) {
            return type.equals("LoadBalancer") ? "<pending>" : Shown.NONE;
        }
        return String.join(",", addresses);
    }

    /** Return the addresses of the load balancer of a service or an ingress. */
    static Collection<String> addresses(Shown object) {
        Set<String> addresses = new TreeSet<>();
        for (JsonNode ingress : object.at("status", "loadBalancer", "ingress")) {
            String address = ingress.path("ip").asText("");
            address = address.isEmpty() ? ingress.path("hostname").asText("") : address;
            if (!address.isEmpty()) {
                addresses.add(address);
            }
        }
        return addresses;
    }

    private static String ports(JsonNode ports) {
        List<String> shown = new ArrayList<>();
        for (JsonNode port : ports) {
            long node = port.path("nodePort").asLong();
            shown.add(port.path("port").asLong() + (node > 0 ? ":" + node : "") + "/"
                    + port.path("protocol").asText());
        }
        return String.join(",", shown);
    }
}
