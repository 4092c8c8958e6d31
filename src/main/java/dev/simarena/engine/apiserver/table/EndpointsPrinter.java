package dev.simarena.engine.apiserver.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Print endpoints: the first three addresses, and how many more there are. */
final class EndpointsPrinter implements Printer {

    private static final List<Column> COLUMNS =
            List.of(Column.NAME, Column.string("Endpoints", Column.doc("core.v1.Endpoints", "subsets")), Column.AGE);

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public List<@Nullable Object> cells(Shown object) {
        return List.of(object.name(), addresses(object.at("subsets")), object.age());
    }

    private static String addresses(JsonNode subsets) {
        if (subsets.isEmpty()) {
            return Shown.NONE;
        }
        List<String> all = new ArrayList<>();
        for (JsonNode subset : subsets) {
            for (JsonNode port : subset.path("ports")) {
                for (JsonNode address : subset.path("addresses")) {
                    String ip = address.path("ip").asText();
                    all.add((ip.contains(":") ? "[" + ip + "]" : ip) + ":"
                            + port.path("port").asLong());
                }
            }
            if (subset.path("ports").isEmpty()) {
                subset.path("addresses")
                        .forEach(address -> all.add(address.path("ip").asText()));
            }
        }
        return firstThree(all);
    }

    /** Join the first three and say how many more there are. */
    static String firstThree(List<String> all) {
        String shown = String.join(",", all.subList(0, Math.min(3, all.size())));
        return all.size() > 3 ? shown + " + " + (all.size() - 3) + " more..." : shown;
    }
}
