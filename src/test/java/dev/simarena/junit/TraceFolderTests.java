package dev.simarena.junit;

import static dev.simarena.junit.ArenaTestKit.cpuSlight;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.simarena.episode.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceFolderTests {

    @TempDir
    Path folder;

    @Test
    void listing_opensNoFile() throws IOException {
        ArenaTestKit.in(folder).garbage("traces/broken.msgpack").trace("traces/a.msgpack", cpuSlight());
        List<TraceFile> files = find("traces").files();

        // what is not read yet may still change
        Files.delete(folder.resolve("traces/a.msgpack"));

        assertThat(files).extracting(TraceFile::name).containsExactly("a.msgpack", "broken.msgpack");
        assertThatThrownBy(() -> files.get(0).load())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("a.msgpack");
    }

    @Test
    void scenarioWithHyphens_mayLieInAFolderThatIsAPackage() throws IOException {
        ArenaTestKit.in(folder)
                .trace("scenarios/my_web/a.msgpack", cpuSlight())
                .trace("scenarios/my_api/a.msgpack", cpuSlight())
                .trace("scenarios/my-api/b.msgpack", cpuSlight());

        assertThat(TraceFolder.find("", "my-web", folder, TraceFolderTests.class)
                        .files())
                .extracting(TraceFile::name)
                .containsExactly("a.msgpack");
        assertThat(TraceFolder.find("", "my-api", folder, TraceFolderTests.class)
                        .files())
                .extracting(TraceFile::name)
                .containsExactly("b.msgpack");
        assertThatThrownBy(() -> TraceFolder.find("", "my-job", folder, TraceFolderTests.class))
                .hasMessageStartingWith("Trace folder [scenarios/my-job] of [TraceFolderTests] does not exist. ");
    }

    /** Maven compiles all tests again where it finds no class in the folder of its source. */
    @Test
    void scenariosOfThisProject_lieInTheFoldersOfTheirPackages() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("scenarios"))) {
            List<Path> classes = sources.filter(file -> file.toString().endsWith("Scenario.java"))
                    .toList();
            assertThat(classes).hasSizeGreaterThan(5);
            for (Path source : classes) {
                assertThat(source).content().startsWith("package %s;".formatted(source.getName(1)));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "traces | a.msgpack, b/c.json, b/d/e.sktrace",
                "traces/* | a.msgpack, notes.md",
                "traces/** | a.msgpack, b/c.json, b/d/e.sktrace, notes.md",
                "traces/**/*.json | b/c.json",
                "traces/**/*.{json,sktrace} | b/c.json, b/d/e.sktrace",
                "traces/b/* | c.json",
                "*/a.msgpack | traces/a.msgpack",
                "traces/./b/../a.msgpack | a.msgpack",
                "traces/[ab].msgpack | a.msgpack",
            })
    void folderOrGlob_namesAreRelativeToTheFolderBeforeIt(String traces, String names) throws IOException {
        ArenaTestKit kit = ArenaTestKit.in(folder);
        for (String file : List.of("a.msgpack", "b/c.json", "b/d/e.sktrace", "notes.md")) {
            kit.garbage("traces/" + file);
        }

        assertThat(find(traces).files()).extracting(TraceFile::name).containsExactlyInAnyOrder(names.split(", "));
    }

    @Test
    void absoluteGlob_isTakenAsItIs() throws IOException {
        ArenaTestKit.in(folder).garbage("traces/a.msgpack");

        assertThat(TraceFolder.find(folder + "/traces/*.msgpack", "cpu", Path.of("elsewhere"), getClass())
                        .files())
                .extracting(TraceFile::name)
                .containsExactly("a.msgpack");
    }

    @ParameterizedTest
    @CsvSource({
        "mem-slight.*,mem-slight.msgpack,true",
        "mem-slight.*,deep/mem-slight.msgpack,true",
        "deep/*,deep/a.msgpack,true",
        "deep/*,other/a.msgpack,false",
        "a[1].msgpack,a[1].msgpack,true",
        "a\\[1\\].msgpack,a[1].msgpack,true",
        "mem,mem-slight.msgpack,false",
    })
    void filter_matchesTheNameOrItsLastPart(String pattern, String name, boolean expected) {
        assertThat(NamePattern.of(pattern).matchesAnywhere(name)).isEqualTo(expected);
    }

    private TraceFolder find(String traces) {
        return TraceFolder.find(traces, "cpu", folder, getClass());
    }
}
