package dev.simarena.engine.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.simarena.SharedFiles;
import dev.simarena.engine.GoldenStages;
import dev.simarena.engine.kwok.Stages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Play every recorded episode and compare every answer and every state with what the control plane showed. */
class WorkloadEpisodesGoldenTests {

    /** Episodes that do not come out equal yet; who makes one equal takes it off the list. */
    private static final Set<String> NOT_YET_EQUAL = Set.of();

    @TestFactory
    Stream<DynamicTest> episode_shows_what_the_control_plane_showed() throws IOException {
        JsonNode file = new ObjectMapper()
                .readTree(SharedFiles.golden().resolve("workload-episodes.json").toFile());
        Stages recorded = GoldenStages.read();
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode episode : file.path("episodes")) {
            String name = episode.path("name").asText();
            if (NOT_YET_EQUAL.contains(name)) {
                tests.add(DynamicTest.dynamicTest(
                        name + " (not yet)",
                        () -> assertThatThrownBy(() -> new EpisodePlayer(recorded).play(episode))
                                .as("comes out equal: take it off the list")
                                .isInstanceOf(Throwable.class)));
                continue;
            }
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
