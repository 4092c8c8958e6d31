package dev.simarena.engine.apiserver.table;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.SharedFiles;
import dev.simarena.trace.Gvk;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compare the columns of tables with all tables that a real API server sent. */
class TableGoldenTests {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, Gvk> KINDS = Map.ofEntries(
            Map.entry("pods", Gvk.POD),
            Map.entry("deployments", Gvk.DEPLOYMENT),
            Map.entry("nodes", Gvk.NODE),
            Map.entry("replicasets", Gvk.REPLICA_SET),
            Map.entry("events", new Gvk("", "v1", "Event")),
            Map.entry("c1", new Gvk("", "v1", "ConfigMap")),
            Map.entry("statefulsets", new Gvk("apps", "v1", "StatefulSet")),
            Map.entry("daemonsets", new Gvk("apps", "v1", "DaemonSet")),
            Map.entry("jobs", new Gvk("batch", "v1", "Job")),
            Map.entry("cronjobs", new Gvk("batch", "v1", "CronJob")),
            Map.entry("services", new Gvk("", "v1", "Service")),
            Map.entry("persistentvolumeclaims", new Gvk("", "v1", "PersistentVolumeClaim")),
            Map.entry("resourcequotas", new Gvk("", "v1", "ResourceQuota")),
            Map.entry("namespaces", Gvk.NAMESPACE));

    static Stream<JsonNode> tables() throws IOException {
        JsonNode recorded = JSON.readTree(
                SharedFiles.golden().resolve("api-transcripts.json").toFile());
        return StreamSupport.stream(recorded.get("api").spliterator(), false)
                .filter(entry -> entry.at("/response/body/kind").asText().equals("Table"))
                .filter(entry -> KINDS.containsKey(resource(entry)));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void a_table_has_the_recorded_columns(JsonNode entry) {
        JsonNode body = entry.at("/response/body");
        ObjectNode empty = JSON.createObjectNode();
        empty.set("metadata", body.get("metadata"));
        empty.putArray("items");
        ObjectNode expected = body.deepCopy();
        expected.putArray("rows");

        ObjectNode table = Tables.of(
                requireNonNull(KINDS.get(resource(entry))),
                null,
                empty,
                new TableOptions("v1", "", true, Instant.EPOCH));

        assertThat(table).isEqualTo(expected);
    }

    private static String resource(JsonNode entry) {
        return entry.at("/request/path").asText().replaceAll("\\?.*", "").replaceAll(".*/", "");
    }
}
