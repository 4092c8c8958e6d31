package dev.simarena.engine.apiserver.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Print endpoint slices: the first three ports and addresses, and how many more there are. */
final class EndpointSlicePrinter implements Printer {

    private static final List<Column> COLUMNS = List.of(
            Column.NAME,
            Column.string("AddressType", Column.doc("discovery.v1.EndpointSlice", "addressType")),
            Column.string("Ports", Column.doc("discovery.v1.EndpointSlice", "ports")),
            Column.string("Endpoints", Column.doc("discovery.v1.EndpointSlice", "endpoints")),
            Column.AGE);

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public List<@Nullable Object> cells(Shown object) {
        List<String> ports = new ArrayList<>();
        for (JsonNode port : object.at("ports")) {
            ports.add(port.path("port").asText(port.path("name").asText("*")));
        }
        List<String> addresses = new ArrayList<>();
        for (JsonNode endpoint : object.at("endpoints")) {
            addresses.addAll(Shown.texts(endpoint.path("addresses")));
        }
        return List.of(object.name(), object.text("addressType"), listed(ports), listed(addresses), object.age());
    }

    private static String listed(List<String> all) {
        return all.isEmpty() ? Shown.UNSET : EndpointsPrinter.firstThree(all);
    }
}
