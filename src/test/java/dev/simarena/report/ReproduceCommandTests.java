package dev.simarena.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simarena.episode.Episode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReproduceCommandTests {

    @Test
    void episode_isNamedByScenarioTracePolicyRewardAndSeedOfTheRun() {
        assertThat(command("cpu", "cpu-slight.msgpack", Map.of()))
                .isEqualTo("mvn verify -Dscenario=cpu -Darena.trace='cpu-slight.msgpack' -Darena.policy=noop"
                        + " -Darena.reward=gradual -Darena.seed=7");
    }

    @Test
    void overridesOfThisRun_arePartOfIt() {
        assertThat(command("cpu", "a.msgpack", Map.of("arena.steps", "4", "arena.target", "", "arena.duration", "1 m")))
                .endsWith(" -Darena.steps=4 -Darena.duration='1 m' -Darena.seed=7");
    }

    @Test
    void patternsAndQuotesInNames_areTakenLiterally() {
        assertThat(command("my scenario", "it's [1]*.msgpack", Map.of()))
                .contains("-Dscenario='my scenario' ")
                .contains("-Darena.trace='it'\\''s \\[1\\]\\*.msgpack' ");
    }

    @Test
    void fileInPlaceOfTheTrace_isNamedOnce() {
        for (String earlier : List.of("a.msgpack", "it's [1].msgpack", "two words.msgpack")) {
            Episode episode =
                    EpisodeBuilder.episode().of("cpu", "a.msgpack", "noop").truncated("step limit 1");
            String command = ReproduceCommand.of(
                            episode, 7, Map.of("arena.traceFile", earlier, "arena.steps", "4")::get)
                    .playing("target/minimal.msgpack")
                    .text();

            assertThat(command)
                    .isEqualTo("mvn verify -Dscenario=cpu -Darena.trace='a.msgpack' -Darena.policy=noop"
                            + " -Darena.reward=gradual -Darena.steps=4 -Darena.seed=7"
                            + " -Darena.traceFile=target/minimal.msgpack");
        }
    }

    private static String command(String scenario, String trace, Map<String, String> settings) {
        Episode episode = EpisodeBuilder.episode().of(scenario, trace, "noop").truncated("step limit 1");
        return ReproduceCommand.of(episode, 7, settings::get).text();
    }
}
