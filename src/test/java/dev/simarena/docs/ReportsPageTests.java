package dev.simarena.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.simarena.cluster.Cluster;
import dev.simarena.cluster.NamespaceHooks;
import dev.simarena.episode.Policy;
import dev.simarena.episode.RunRecords;
import dev.simarena.episode.Simulation;
import dev.simarena.junit.SimulationExtension;
import dev.simarena.report.RunReport;
import dev.simarena.trace.DeploymentTrace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Compare the tables of docs/REPORTS.md with the files of a run that is played here. */
class ReportsPageTests {

    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    @RegisterExtension
    static final SimulationExtension ARENA = SimulationExtension.builder()
            .trace("web.msgpack", DeploymentTrace.builder().cpu("16500m").build())
            .build();

    @TempDir
    Path folder;

    @Test
    void tables_name_the_keys_of_the_records_in_their_order(Simulation given, Policy policy, Cluster cluster)
            throws IOException {
        Path run = play(given, policy, cluster);
        List<String> lines = Files.readAllLines(run.resolve("step.jsonl"));
        JsonNode step = new ObjectMapper().readTree(lines.get(1));
        assertThat(table("## step.jsonl")).isEqualTo(keys(step));
        assertThat(table("### observation")).isEqualTo(keys(step.path("observation")));
        JsonNode summary = new ObjectMapper().readTree(Files.readString(run.resolve("summary.json")));
        assertThat(table("## summary.json")).isEqualTo(keys(summary));
        assertThat(table("### per_episode"))
                .isEqualTo(keys(summary.path("per_episode").path(0)));
        JsonNode wall = new ObjectMapper().readTree(Files.readString(run.resolve("wall-clock.json")));
        String page = Files.readString(Path.of("docs/REPORTS.md"));
        Stream.of(keys(wall), keys(wall.path("episodes").path(0)))
                .flatMap(List::stream)
                .forEach(key -> assertThat(section(page, "## wall-clock.json")).contains("`" + key + "`"));
    }

    @Test
    void list_names_the_files_of_a_run(Simulation given, Policy policy, Cluster cluster) throws IOException {
        Path run = play(given, policy, cluster);
        String page = section(Files.readString(Path.of("docs/REPORTS.md")), "## Records");
        Set<String> files = new TreeSet<>();
        try (Stream<Path> all = Files.walk(folder.resolve("arena"))) {
            all.filter(Files::isRegularFile)
                    .forEach(
                            file -> files.add(String.valueOf(file.getFileName()).replace("01", "NN")));
        }
        assertThat(run).isDirectory();
        assertThat(files)
                .containsExactly(
                        "latest-run.txt",
                        "step-NN.msgpack",
                        "step.jsonl",
                        "summary.json",
                        "summary.txt",
                        "wall-clock.json")
                .allSatisfy(file -> assertThat(page).contains(file));
    }

    private Path play(Simulation given, Policy policy, Cluster cluster) {
        RunRecords records = RunRecords.create(folder.resolve("arena"), "run");
        try (records;
                Simulation simulation =
                        new Simulation(given.spec(), cluster, new NamespaceHooks(), records.recorder(), List.of())) {
            simulation.play(policy);
        }
        RunReport.write(records, folder.resolve("results"));
        return records.folder();
    }

    private static List<String> keys(JsonNode object) {
        List<String> keys = new ArrayList<>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    /** Return the names in the first column of the table of a section. */
    private static List<String> table(String heading) throws IOException {
        return section(Files.readString(Path.of("docs/REPORTS.md")), heading)
                .lines()
                .filter(line -> line.startsWith("| `"))
                .flatMap(
                        line -> NAME.matcher(line.split("\\|", -1)[1]).results().map(name -> name.group(1)))
                .toList();
    }

    private static String section(String page, String heading) {
        int start = page.indexOf("\n" + heading + "\n");
        assertThat(start).as("section %s", heading).isNotNegative();
        int end = page.indexOf("\n#", start + heading.length() + 2);
        return end < 0 ? page.substring(start) : page.substring(start, end);
    }
}
