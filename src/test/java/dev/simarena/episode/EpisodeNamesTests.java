package dev.simarena.episode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EpisodeNamesTests {

    @Test
    void simulation_isNamedAfterScenarioTraceSeedAndStep() {
        EpisodeSpec spec = SpecBuilder.spec().build();

        assertThat(SimulationName.of(spec, 3)).matches("cpu-cpu-slight-[0-9a-f]{8}-3");
        assertThat(SimulationName.of(spec, 3))
                .isEqualTo(SimulationName.of(SpecBuilder.spec().build(), 3))
                .isNotEqualTo(SimulationName.of(SpecBuilder.spec().seed(43).build(), 3))
                .isNotEqualTo(
                        SimulationName.of(SpecBuilder.spec().reward("scale").build(), 3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "UPPER_case.v2.msgpack",
                "sub/folder/trace.msgpack",
                "größe.msgpack",
                "---.msgpack",
                "a-very-long-name-of-a-trace-that-goes-on-and-on-and-on-and-on-and-on-and-on-and-on.msgpack",
                ".hidden"
            })
    void simulation_isAlwaysADnsLabel(String traceName) {
        EpisodeSpec spec = SpecBuilder.spec()
                .trace(traceName, SpecBuilder.trace(1, "1", "1Gi"))
                .build();

        assertThat(SimulationName.of(spec, 1234))
                .matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
                .endsWith("-1234");
    }

    @Test
    void folder_namesWhatIsNotTheDefault() {
        assertThat(EpisodeFolder.of(SpecBuilder.spec().policy("random").build()))
                .isEqualTo("cpu/cpu-slight/random");
        assertThat(EpisodeFolder.of(
                        SpecBuilder.spec().policy("random").reward("shaped").build()))
                .isEqualTo("cpu/cpu-slight/random");
        assertThat(EpisodeFolder.of(SpecBuilder.spec()
                        .policy("random")
                        .reward("max_punish")
                        .repetition(2)
                        .build()))
                .isEqualTo("cpu/cpu-slight/random-penalty-r2");
        assertThat(EpisodeFolder.trace("cpu/cpu-slight/test", 7)).isEqualTo("cpu/cpu-slight/test/step-07.msgpack");
        assertThat(EpisodeFolder.trace("cpu/cpu-slight/test", 107)).isEqualTo("cpu/cpu-slight/test/step-107.msgpack");
    }

    @Test
    void folders_ofDifferentNamesThatCannotBeFolders_differ() {
        List<String> folders = List.of(
                        "a b", "a_b", "a/b", "../b", "..", ".", "", "a\\b", "ä", "ö", "a".repeat(90), "a".repeat(91))
                .stream()
                .map(name -> EpisodeFolder.of(SpecBuilder.spec().scenario(name).build()))
                .toList();

        assertThat(folders).doesNotHaveDuplicates().allMatch(folder -> folder.split("/").length == 3);
        assertThat(folders).noneMatch(folder -> folder.startsWith("."));
    }

    @Test
    void tracesThatDifferInTheirExtension_haveFoldersOfTheirOwn() {
        assertThat(EpisodeFolder.of(SpecBuilder.spec()
                        .trace("x.json", SpecBuilder.trace(1, "1", "1Gi"))
                        .build()))
                .isEqualTo("cpu/x.json/test");
    }
}
