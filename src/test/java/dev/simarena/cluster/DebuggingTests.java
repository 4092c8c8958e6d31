package dev.simarena.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.simarena.engine.apiserver.http.LoopbackClient;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DebuggingTests {

    private static final Pattern END = Pattern.compile("kubectl --kubeconfig (\\S+) delete --raw (\\S+)");

    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void a_session_shows_the_cluster_and_is_over_when_the_line_it_tells_is_run() throws Exception {
        List<String> seen = new ArrayList<>();
        try (EmbeddedCluster cluster = new EmbeddedCluster()) {
            cluster.debug(0, lines -> seen.addAll(lookAroundAndEnd(lines)));
            assertThat(seen).contains("node-0");
            assertThat(cluster.client().nodes().list().getItems()).hasSize(seen.size());
        }
    }

    private static List<String> lookAroundAndEnd(String lines) {
        Matcher end = END.matcher(lines);
        assertThat(end.find()).isTrue();
        try {
            LoopbackClient client = LoopbackClient.of(Files.readString(Path.of(end.group(1))));
            List<String> nodes = new ArrayList<>();
            new ObjectMapper()
                    .readTree(client.get("/api/v1/nodes").body())
                    .path("items")
                    .forEach(node -> nodes.add(node.at("/metadata/name").asText()));
            assertThat(client.send("DELETE", end.group(2), BodyPublishers.noBody())
                            .statusCode())
                    .isEqualTo(200);
            return nodes;
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
