package dev.simarena.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simarena.trace.lint.Finding;
import dev.simarena.trace.lint.LintReport;
import dev.simarena.trace.lint.LintRule;
import dev.simarena.trace.lint.TraceLint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keep docs/LINT.md true. */
class LintPageTests {

    @TempDir
    Path folder;

    @Test
    void trace_is_checked_in_code() {
        // tag::lint[]
        LintReport report = TraceLint.all().lint(Path.of("scenarios/cpu/cpu-slight.msgpack"));
        assertThat(report.errors()).isZero();
        assertThat(report.counts()).containsOnlyKeys(LintRule.REQUEST_ABOVE_NODES);
        Finding first = report.findings().get(0);
        assertThat(first.pointer()).isEqualTo("/applied_objs/0/spec/template/spec");
        // end::lint[]
    }

    @Test
    void page_has_every_code_with_cause_and_cure_and_no_other() throws IOException {
        assertThat(page().lines().filter(line -> line.matches("\\| `[EW]\\d{4}` .*")))
                .containsExactlyElementsOf(Arrays.stream(LintRule.values())
                        .map(rule -> "| `%s` | `%s` | %s | %s | %s |"
                                .formatted(
                                        rule.code(),
                                        rule.title(),
                                        rule.cause(),
                                        rule.cure(),
                                        rule.fixable() ? "yes" : "no"))
                        .toList());
    }

    @Test
    void codes_and_names_are_stable() {
        // a code or a name that was released is never changed; new ones are added here
        assertThat(Arrays.stream(LintRule.values()).map(rule -> rule.code() + " " + rule.title()))
                .containsExactly(
                        "W0000 status_field_populated",
                        "E0001 service_account_missing",
                        "E0002 envvar_secret_missing",
                        "E0003 envvar_configmap_missing",
                        "E0004 volume_secret_missing",
                        "E0005 volume_configmap_missing",
                        "E1000 trace_unreadable",
                        "E1001 volume_claim_missing",
                        "W1002 image_pull_secret_missing",
                        "E1003 priority_class_missing",
                        "E1101 namespace_missing",
                        "W1102 cluster_scoped_object",
                        "E1201 version_unsupported",
                        "E1202 key_missing",
                        "E1203 tracked_kind_without_path",
                        "E1204 tracked_kind_with_wrong_path",
                        "E1205 tracked_kind_with_unknown_key",
                        "E1206 events_unsorted",
                        "W1207 index_entry_missing",
                        "W1301 request_above_nodes",
                        "E1302 quantity_invalid");
    }

    @Test
    void finding_of_the_page_is_found() throws IOException {
        Path file = Files.writeString(folder.resolve("made.json"), """
                {"version": 2, "config": {"trackedObjects": {}}, "index": {}, "pod_lifecycles": {}, "events": [
                 {"ts": 1, "applied_objs": [{"apiVersion": "apps/v1", "kind": "Deployment",
                   "metadata": {"name": "web", "namespace": "shop"},
                   "spec": {"template": {"spec": {"serviceAccountName": "till"}}}}], "deleted_objs": []}]}
                """);
        Finding finding = TraceLint.all().lint(file).findings().get(0);
        assertThat(page())
                .contains("  %s event %d %s %s: %s\n"
                        .formatted(
                                finding.rule().code(),
                                finding.event(),
                                finding.object(),
                                finding.pointer(),
                                finding.text()));
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("docs/LINT.md"));
    }
}
