package dev.simarena.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.simarena.engine.apiserver.http.LoopbackClient;
import dev.simarena.trace.DeploymentTrace;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class KeptReplayTests {

    private static final Pattern END = Pattern.compile("kubectl --kubeconfig (\\S+) delete --raw (\\S+)");

    @TempDir
    Path folder;

    @Test
    void objects_areThoseBeforeTheCleanUp_asYaml() throws IOException {
        Replay replay = replay(true);
        assertThat(replay.leftovers()).isEmpty();
        try (KeptReplay kept = Objects.requireNonNull(replay.kept())) {
            KeptEnvironment told = kept.keep(folder.resolve("new"));
            Path file = folder.resolve("new/kept.yaml");
            List<String> objects = new ArrayList<>();
            new YAMLMapper()
                    .readerFor(JsonNode.class)
                    .<JsonNode>readValues(Files.readString(file))
                    .forEachRemaining(object -> {
                        objects.add(object.path("kind").asText() + "/"
                                + object.at("/metadata/name").asText());
                        assertThat(object.at("/metadata/resourceVersion").isTextual())
                                .isTrue();
                    });
            assertThat(objects)
                    .contains("Deployment/web", "Namespace/virtual-default", "Node/node-0", "Simulation/sim")
                    .filteredOn(object -> object.startsWith("Pod/web-"))
                    .hasSize(3);
            assertThat(told.what())
                    .isEqualTo("%s (%d objects, as the last step showed them)".formatted(file, objects.size()));
        }
    }

    @Test
    void nothing_isKeptWhereNobodyAsks() {
        assertThat(replay(false).kept()).isNull();
    }

    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void session_showsWhatWasKept() {
        List<String> pods = new ArrayList<>();
        try (KeptReplay kept = Objects.requireNonNull(replay(true).kept())) {
            kept.debug(0, lines -> pods.addAll(lookAroundAndEnd(lines)));
        }
        assertThat(pods).hasSize(3);
    }

    private static List<String> lookAroundAndEnd(String lines) {
        Matcher end = END.matcher(lines);
        assertThat(end.find()).isTrue();
        try {
            LoopbackClient client = LoopbackClient.of(Files.readString(Path.of(end.group(1))));
            List<String> pods = new ArrayList<>();
            new ObjectMapper()
                    .readTree(client.get("/api/v1/namespaces/virtual-default/pods")
                            .body())
                    .path("items")
                    .forEach(pod -> pods.add(pod.at("/metadata/name").asText()));
            client.send("DELETE", end.group(2), BodyPublishers.noBody());
            return pods;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static Replay replay(boolean keepable) {
        return new EmbeddedCluster()
                .replay(new ReplayRequest(
                        "sim",
                        DeploymentTrace.builder().build(),
                        NodeShape.DEFAULT,
                        Duration.ofMinutes(1),
                        new NamespaceHooks(),
                        "run",
                        1,
                        keepable));
    }
}
