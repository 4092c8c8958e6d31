package dev.simarena.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Check the workflows of docs/CI.md: they are valid, and run what the documentation shows. */
class CiPageTests {

    private static final Pattern WORKFLOW = Pattern.compile("(?ms)^```yaml\n(.*?)^```$");
    private static final Pattern SHELL = Pattern.compile("(?ms)^```sh\n(.*?)^```$");

    @Test
    void workflows_areWellFormedAndHaveWhatGitHubNeeds() throws IOException {
        List<JsonNode> workflows = workflows();

        assertThat(workflows).hasSize(2).allSatisfy(workflow -> {
            assertThat(workflow.path("on").isMissingNode()).isFalse();
            assertThat(workflow.path("jobs")).isNotEmpty().allSatisfy(job -> {
                assertThat(job.path("runs-on").textValue()).isEqualTo("ubuntu-latest");
                assertThat(job.path("steps"))
                        .allSatisfy(step -> assertThat(step.has("uses") != step.has("run"))
                                .as("%s", step)
                                .isTrue());
            });
        });
    }

    @Test
    void commands_areThoseThatTheDocumentationShowsAndCiRuns() throws IOException {
        Set<String> shown = Stream.of("README.md", "docs/CI.md")
                .flatMap(page -> SHELL.matcher(read(page)).results())
                .flatMap(fence -> fence.group(1).lines())
                .map(CiPageTests::shape)
                .collect(Collectors.toSet());

        assertThat(workflows().stream()
                        .flatMap(workflow -> workflow.findValuesAsText("run").stream())
                        .filter(command -> !command.contains("allure:install"))
                        .map(CiPageTests::shape))
                .hasSize(3)
                .allSatisfy(command -> assertThat(shown).contains(command));
    }

    @Test
    void cache_keepsTheHistoryAndTheTrends() throws IOException {
        assertThat(workflows())
                .allSatisfy(workflow -> assertThat(workflow.findValuesAsText("path"))
                        .anySatisfy(path ->
                                assertThat(path.lines()).containsExactly("arena-history", "allure-results/history")));
    }

    /** Leave out what differs between a workflow and a shell: options of Maven, the number of the shard, folders. */
    private static String shape(String command) {
        return command.replace("--batch-mode --no-transfer-progress ", "")
                .replaceAll("-Darena.shard=\\S+(\\s\\S+ \\}\\}\\S*)?", "-Darena.shard=N")
                .replaceAll("\\$\\{\\{[^}]*\\}\\}/\\d+", "")
                .replaceAll(" -D(scenario|arena.records|results.folder)=\\S+", "")
                .replaceAll("merge .*\"", "merge\"")
                .replaceAll("\\s*#.*", "")
                .replaceAll("-Darena.shard=N.*", "-Darena.shard=N")
                .strip();
    }

    private static List<JsonNode> workflows() throws IOException {
        YAMLMapper yaml = new YAMLMapper();
        return WORKFLOW.matcher(read("docs/CI.md"))
                .results()
                .map(fence -> {
                    try {
                        return yaml.readTree(fence.group(1));
                    } catch (IOException e) {
                        throw new AssertionError(fence.group(1), e);
                    }
                })
                .toList();
    }

    private static String read(String page) {
        try {
            return Files.readString(Path.of(page));
        } catch (IOException e) {
            throw new AssertionError(page, e);
        }
    }
}
