package dev.simarena.engine.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.simarena.SharedFiles;
import dev.simarena.engine.GoldenStages;
import dev.simarena.engine.kwok.Stages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Play every recorded episode and compare every answer and every state with what the control plane showed. */
class WorkloadEpisodesGoldenTests {

    @TestFactory
    Stream<DynamicTest> episode_shows_what_the_control_plane_showed() throws IOException {
        JsonNode file = new ObjectMapper()
                .readTree(SharedFiles.golden().resolve("workload-episodes.json").toFile());
        Stages recorded = GoldenStages.read();
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode episode : file.path("episodes")) {
            String name = episode.path("name").asText();
            tests.add(DynamicTest.dynamicTest(name, () -> new EpisodePlayer(recorded).play(episode)));
            tests.add(
                    DynamicTest.dynamicTest(name + " in forks", () -> new EpisodePlayer(recorded, true).play(episode)));
            if (!episode.toString().contains("golden/")) {
                tests.add(DynamicTest.dynamicTest(
                        name + " with KWOK's own stages", () -> new EpisodePlayer(Stages.FAST).play(episode)));
            }
        }
        assertThat(tests).isNotEmpty();
        return tests.stream();
    }
}
