package dev.simarena.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.simarena.SharedFiles;
import dev.simarena.trace.DeploymentTrace;
import dev.simarena.trace.TraceFiles;
import dev.simarena.trace.lint.LintRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that check traces and explain what they find. */
class LintCommandTests {

    private static final String POD_OF_MISSING_ACCOUNT =
            "\"spec\": {\"template\": {\"spec\": {\"serviceAccountName\": \"gone\"}}}";

    @TempDir
    Path folder;

    @Test
    void malformed_trace_among_a_hundred_does_not_stop_the_others() throws IOException {
        for (int i = 0; i < 99; i++) {
            TraceFiles.write(DeploymentTrace.builder().cpu("1").build(), folder.resolve("%03d.msgpack".formatted(i)));
        }
        Files.createDirectories(folder.resolve("deeper"));
        Files.writeString(folder.resolve("050-torn.sktrace"), "hello");
        Files.writeString(folder.resolve("deeper/bad.json"), broken());
        Files.writeString(folder.resolve("notes.txt"), "no trace");

        Output output = Output.of("trace", "lint", folder.toString());
        assertThat(output.exit()).isEqualTo(1);
        assertThat(output.out().lines())
                .hasSize(6)
                .anySatisfy(
                        line -> assertThat(line).startsWith("  E1000: Trace [" + folder.resolve("050-torn.sktrace")))
                .contains(
                        folder.resolve("deeper/bad.json") + ": 1 error, 1 warning",
                        "  E0001 event 0 apps/v1.Deployment a/web /applied_objs/0/spec/template/spec/serviceAccountName:"
                                + " ServiceAccount [a/gone] is applied by no event up to this one.",
                        "  W1207 event 0 apps/v1.Deployment a/web /applied_objs/0:"
                                + " Object is tracked and applied, but not in the index.")
                .last()
                .isEqualTo(
                        "Traces: 101 checked, 2 with errors; 2 errors, 1 warning. Cause and cure: arena explain E1000");
    }

    @Test
    void warnings_alone_are_green() {
        Output output = Output.of("trace", "lint", "scenarios");
        assertThat(output.exit()).isZero();
        assertThat(output.out()).contains("W1301 event 0 ").endsWith("Cause and cure: arena explain W1301\n");
    }

    @Test
    void only_the_first_ten_findings_of_a_rule_are_listed_unless_all_are_wanted() throws IOException {
        String object = object("web");
        String twelve = String.join(", ", Collections.nCopies(12, object));
        Path file = Files.writeString(folder.resolve("many.json"), trace(twelve));
        String out = Output.of("trace", "lint", file.toString()).out();
        assertThat(out.lines().filter(line -> line.startsWith("  E0001 event"))).hasSize(10);
        assertThat(out).contains("  E0001 and 2 more; --all lists them\n");
        assertThat(Output.of("trace", "lint", "--all", file.toString()).out().lines())
                .filteredOn(line -> line.startsWith("  E0001 event"))
                .hasSize(12);
    }

    @Test
    void json_has_every_finding_with_its_place() throws IOException {
        Path file = Files.writeString(folder.resolve("bad.json"), broken());
        Output output = Output.of("trace", "lint", "--json", file.toString());
        JsonNode json = new ObjectMapper().readTree(output.out());
        assertThat(output.exit()).isEqualTo(1);
        assertThat(json.path("errors").intValue()).isEqualTo(1);
        JsonNode trace = json.path("traces").path(0);
        assertThat(trace.path("counts")).hasToString("{\"E0001\":1,\"W1207\":1}");
        JsonNode finding = trace.path("findings").path(1);
        assertThat(finding.path("code").textValue()).isEqualTo("E0001");
        assertThat(finding.path("severity").textValue()).isEqualTo("error");
        JsonNode event = new ObjectMapper()
                .readTree(broken())
                .path("events")
                .path(finding.path("event").intValue());
        assertThat(event.at(finding.path("pointer").textValue()).textValue()).isEqualTo("gone");
    }

    @Test
    void fix_mends_what_is_safe_and_tells_it() throws IOException {
        Path file = Files.writeString(folder.resolve("bad.json"), broken().replace("\"version\": 2", "\"version\": 1"));
        Output output = Output.of("trace", "lint", "--fix", file.toString());
        assertThat(output.exit()).isEqualTo(1);
        assertThat(output.out())
                .contains(": 1 error, 0 warnings\n  fixed: 1 of E1201, 1 of W1207\n  E0001 ")
                .doesNotContain("  W1207 ");
        assertThat(Files.readString(file)).startsWith("{\n  \"version\": 2,").contains("\"a/web\"");
        assertThat(Output.of("trace", "lint", "--fix", file.toString()).out()).doesNotContain("fixed");
    }

    @Test
    void compatible_mode_prints_the_table_of_simkube() {
        Path file = SharedFiles.traces().resolve("simkube/validation_trace.json");
        Output output = Output.of("trace", "lint", "--compatible", file.toString());
        assertThat(output.exit()).isEqualTo(1);
        assertThat(output.out()).isEqualTo(file + """

                status_field_populated (W0000) ..................................... 1
                service_account_missing (E0001) .................................... 2
                envvar_secret_missing (E0002) ...................................... 2
                envvar_configmap_missing (E0003) ................................... 2
                volume_secret_missing (E0004) ...................................... 1
                volume_configmap_missing (E0005) ................................... 1
                Traces: 1 checked, 1 with errors; 8 errors, 1 warning. Cause and cure: arena explain W0000
                """);
    }

    @Test
    void nodes_are_given_on_the_command_line() {
        String trace = "scenarios/cpu/cpu-slight.msgpack";
        assertThat(Output.of("trace", "lint", trace, "--node", "16,32Gi").out()).contains("W1301");
        assertThat(Output.of("trace", "lint", trace, "--node", "1,1Gi", "--node", "64,64Gi")
                        .out())
                .doesNotContain("W1301");
    }

    @Test
    void wrong_usage_checks_nothing() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        assertWrong("Trace [nowhere] does not exist. Name a file, or a folder of traces.", "nowhere");
        assertWrong(
                "Folder [%s] holds no trace. Name one with *.sktrace, *.msgpack or *.json in it, at any depth."
                        .formatted(empty),
                empty.toString());
        assertWrong(
                "Option [--node 16] is no node. Give what it can allocate as cpu and memory, such as 16,32Gi.",
                "scenarios",
                "--node",
                "16");
        assertWrong(
                "Option [--node a,b] is no node. Give what it can allocate as cpu and memory, such as 16,32Gi.",
                "scenarios",
                "--node",
                "a,b");
        assertWrong(
                "Option [--fix] does not go with [--compatible]. Leave one of them out.",
                "scenarios",
                "--fix",
                "--compatible");
        Output output = Output.of("trace");
        assertThat(output.exit()).isEqualTo(2);
        assertThat(output.err())
                .isEqualToIgnoringNewLines("Command [arena trace] needs a subcommand. See arena trace --help.");
    }

    @ParameterizedTest
    @EnumSource
    void every_code_is_explained(LintRule rule) {
        Output output = Output.of("explain", rule.code());
        assertThat(output.exit()).isZero();
        assertThat(output.out())
                .startsWith(rule.code() + " " + rule.title() + "\n")
                .contains("Cause: " + rule.cause(), "Cure: " + rule.cure());
        assertThat(Output.of("trace", "explain", rule.title().toUpperCase(Locale.ROOT)))
                .isEqualTo(output);
    }

    @Test
    void all_codes_are_listed_and_an_unknown_one_is_told() throws IOException {
        assertThat(Output.of("explain").out().lines()).hasSameSizeAs(LintRule.values());
        JsonNode json =
                new ObjectMapper().readTree(Output.of("explain", "--json").out());
        assertThat(json.path("rules")).hasSameSizeAs(LintRule.codes());
        Output output = Output.of("explain", "E0009");
        assertThat(output.exit()).isEqualTo(2);
        assertThat(output.err()).startsWith("Code [E0009] does not exist. Did you mean [E0001]? Available: E0001, ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"trace lint", "trace explain", "explain", "trace"})
    void help_has_examples_and_exit_codes(String command) {
        Output output = Output.of((command + " --help").split(" "));
        assertThat(output.exit()).isZero();
        assertThat(output.out()).contains("Examples:", "Exit codes:", "arena ");
    }

    private static void assertWrong(String message, String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "trace";
        all[1] = "lint";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        Output output = Output.of(all);
        assertThat(output.exit()).isEqualTo(2);
        assertThat(output.out()).isEmpty();
        assertThat(output.err()).isEqualToIgnoringNewLines(message);
    }

    private static String broken() {
        return trace(object("web"));
    }

    private static String object(String name) {
        return "{\"apiVersion\": \"apps/v1\", \"kind\": \"Deployment\", \"metadata\": {\"name\": \"%s\", \"namespace\": \"a\"}, %s}"
                .formatted(name, POD_OF_MISSING_ACCOUNT);
    }

    private static String trace(String objects) {
        return "{\"version\": 2, \"config\": {\"trackedObjects\": {\"apps/v1.Deployment\": {}}}, \"events\": [{\"ts\": 1, \"applied_objs\": [%s], \"deleted_objs\": []}], \"index\": {}, \"pod_lifecycles\": {}}"
                .formatted(objects);
    }
}
