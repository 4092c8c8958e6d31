package dev.simarena.trace.lint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simarena.SharedFiles;
import dev.simarena.trace.Quantity;
import dev.simarena.trace.TraceFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** All rules, each on the smallest trace that breaks it and on one beside it that does not. */
class TraceLintTests {

    private static final String TRACKED = "'apps/v1.Deployment': {}";

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "E0001 serviceAccountName   | {'serviceAccountName': 'x'}",
                "E0001 serviceAccount       | {'serviceAccount': 'x'}",
                "E0001 serviceAccountName   | {'serviceAccount': 'x', 'serviceAccountName': 'x'}",
                "none                       | {'serviceAccount': 'default', 'serviceAccountName': 'default'}",
                "E0002 containers/0/env/0/valueFrom/secretKeyRef/name | {'containers': [{'env': [{'valueFrom': {'secretKeyRef': {'name': 'x', 'key': 'there'}}}]}]}",
                "none                       | {'containers': [{'env': [{'valueFrom': {'secretKeyRef': {'name': 'there', 'key': 'x'}}}]}]}",
                "none                       | {'containers': [{'env': [{'valueFrom': {'secretKeyRef': {'name': 'x', 'key': 'k', 'optional': true}}}]}]}",
                "E0002 initContainers/0/envFrom/0/secretRef/name | {'initContainers': [{'envFrom': [{'secretRef': {'name': 'x'}}]}]}",
                "E0002 ephemeralContainers/0/envFrom/0/secretRef/name | {'ephemeralContainers': [{'envFrom': [{'secretRef': {'name': 'x'}}]}]}",
                "E0003 containers/0/env/0/valueFrom/configMapKeyRef/name | {'containers': [{'env': [{'valueFrom': {'configMapKeyRef': {'name': 'x', 'key': 'k'}}}]}]}",
                "E0003 containers/0/envFrom/0/configMapRef/name | {'containers': [{'envFrom': [{'configMapRef': {'name': 'x'}}]}]}",
                "none                       | {'containers': [{'envFrom': [{'configMapRef': {'name': 'x', 'optional': true}}]}]}",
                "E0004 volumes/0/secret/secretName | {'volumes': [{'secret': {'secretName': 'x'}}]}",
                "none                       | {'volumes': [{'secret': {'secretName': 'x', 'optional': true}}]}",
                "E0004 volumes/0/projected/sources/0/secret/name | {'volumes': [{'projected': {'sources': [{'secret': {'name': 'x'}}]}}]}",
                "E0005 volumes/0/configMap/name | {'volumes': [{'configMap': {'name': 'x'}}]}",
                "E0005 volumes/0/projected/sources/1/configMap/name | {'volumes': [{'projected': {'sources': [{}, {'configMap': {'name': 'x'}}]}}]}",
                "none                       | {'volumes': [{'projected': {'sources': [{'configMap': {'name': 'kube-root-ca.crt'}}]}}]}",
                "E1001 volumes/0/persistentVolumeClaim/claimName | {'volumes': [{'persistentVolumeClaim': {'claimName': 'x'}}]}",
                "none                       | {'volumes': [{'persistentVolumeClaim': {'claimName': 'there'}}]}",
                "W1002 imagePullSecrets/0/name | {'imagePullSecrets': [{'name': 'x'}]}",
                "E1003 priorityClassName    | {'priorityClassName': 'x'}",
                "none                       | {'priorityClassName': 'system-cluster-critical'}",
                "E1302 containers/0/resources/requests/cpu | {'containers': [{'resources': {'requests': {'cpu': '1 core', 'memory': 1}}}]}",
            })
    void pod_is_checked_by_the_rules_of_kubernetes(String expected, String podSpec) {
        LintReport report = lint(Traces.event(
                0,
                List.of(
                        Traces.object("v1", "Secret", "there"),
                        Traces.object("v1", "PersistentVolumeClaim", "there"),
                        Traces.deployment(podSpec)),
                List.of()));

        assertThat(report.findings())
                .extracting(finding ->
                        finding.rule().code() + finding.pointer().replace("/applied_objs/2/spec/template/spec/", " "))
                .isEqualTo(expected.equals("none") ? List.of() : List.of(expected));
    }

    @Test
    void untracked_kinds_and_replica_sets_make_pods_too() {
        String pods = "{'serviceAccountName': 'x'}";
        assertThat(lint(Traces.event(0, List.of(Traces.workload("batch/v1", "Job", pods)), List.of()))
                        .counts())
                .isEqualTo(Map.of(LintRule.SERVICE_ACCOUNT, 1));
        assertThat(lint(Traces.event(0, List.of(Traces.workload("apps/v1", "ReplicaSet", pods)), List.of()))
                        .counts())
                .isEqualTo(Map.of(LintRule.SERVICE_ACCOUNT, 1));
    }

    @Test
    void claim_templates_of_a_stateful_set_bring_their_claims() {
        String set = Traces.workload(
                        "apps/v1",
                        "StatefulSet",
                        "{'volumes': [{'name': 'data', 'persistentVolumeClaim': {'claimName': 'x'}}]}")
                .replace(
                        "'spec': {'template'",
                        "'spec': {'volumeClaimTemplates': [{'metadata': {'name': 'data'}}], 'template'");
        assertThat(lint(Traces.event(0, List.of(set), List.of())).findings()).isEmpty();
        assertThat(lint(Traces.event(0, List.of(set.replace("{'name': 'data'}}]", "{'name': 'logs'}}]")), List.of()))
                        .counts())
                .isEqualTo(Map.of(LintRule.VOLUME_CLAIM, 1));
    }

    @Test
    void resource_of_another_group_or_namespace_does_not_count() {
        String web = Traces.deployment("{'volumes': [{'secret': {'secretName': 'x'}}]}");
        String elsewhere = Traces.object("v1", "Secret", "x").replace("'namespace': 'a'", "'namespace': 'b'");
        String other = Traces.object("example.com/v1", "Secret", "x");
        assertThat(lint(Traces.event(0, List.of(web, elsewhere, other), List.of()))
                        .counts())
                .isEqualTo(Map.of(LintRule.SECRET_IN_VOLUME, 1));
    }

    @Test
    void object_without_namespace_stops_simkube() {
        String web = Traces.deployment("{}").replace(", 'namespace': 'a'", "");
        String node = "{'apiVersion': 'v1', 'kind': 'Node', 'metadata': {'name': 'n'}}";
        LintReport report = lint(Traces.event(0, List.of(node), List.of(web)));
        assertThat(report.findings())
                .containsExactly(
                        new Finding(
                                LintRule.CLUSTER_SCOPED,
                                0,
                                "v1.Node n",
                                "/applied_objs/0/metadata",
                                "Object is cluster-scoped."),
                        new Finding(
                                LintRule.NAMESPACE,
                                0,
                                "apps/v1.Deployment web",
                                "/deleted_objs/0/metadata",
                                "Object has no namespace."));
        assertThat(report.errors()).isEqualTo(1);
        assertThat(report.warnings()).isEqualTo(1);
    }

    @Test
    void object_that_is_not_in_the_index_is_found_once() {
        String other = Traces.deployment("{}").replace("'web'", "'db'");
        assertThat(lint(
                                Traces.event(0, List.of(other), List.of()),
                                Traces.event(1, List.of(other, Traces.deployment("{}")), List.of()))
                        .findings())
                .containsExactly(new Finding(
                        LintRule.INDEX_ENTRY,
                        0,
                        "apps/v1.Deployment a/db",
                        "/applied_objs/0",
                        "Object is tracked and applied, but not in the index."));
    }

    @Test
    void what_reading_mends_is_found_with_its_place() {
        String events = Traces.event(5, List.of(), List.of()) + ", {'ts': 3, 'applied_objs': []}";
        String tracked =
                "'v1.ConfigMap': {}, 'apps/v1.Deployment': {'podSpecTemplatePaths': ['/spec']}, 'v1.Pod': {'track': 1}";
        LintReport report = lintText(Traces.trace(tracked, events).replace("\"version\": 2", "\"version\": 1"));
        assertThat(report.findings())
                .extracting(finding -> finding.rule().code() + " " + finding.pointer())
                .containsExactlyInAnyOrder(
                        "E1201 /version",
                        "E1202 /events/1/deleted_objs",
                        "E1203 /config/trackedObjects/v1.ConfigMap",
                        "E1204 /config/trackedObjects/apps~1v1.Deployment",
                        "E1205 /config/trackedObjects/v1.Pod/track",
                        "E1206 /events/1");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "17 cpu of 16   | 1 | {'containers': [{'resources': {'requests': {'cpu': '17'}}}]}",
                "16 cpu of 16   | 0 | {'containers': [{'resources': {'requests': {'cpu': '9'}}}, {'resources': {'requests': {'cpu': '7'}}}]}",
                "sum            | 1 | {'containers': [{'resources': {'requests': {'cpu': '9'}}}, {'resources': {'requests': {'cpu': '7001m'}}}]}",
                "limit          | 1 | {'containers': [{'resources': {'limits': {'memory': '33Gi'}}}]}",
                "request first  | 0 | {'containers': [{'resources': {'requests': {'memory': '1Gi'}, 'limits': {'memory': '33Gi'}}}]}",
                "init           | 1 | {'initContainers': [{'resources': {'requests': {'cpu': '17'}}}], 'containers': []}",
                "init and main  | 0 | {'initContainers': [{'resources': {'requests': {'cpu': '16'}}}], 'containers': [{'resources': {'requests': {'cpu': '16'}}}]}",
                "sidecar        | 1 | {'initContainers': [{'restartPolicy': 'Always', 'resources': {'requests': {'cpu': '1'}}}], 'containers': [{'resources': {'requests': {'cpu': '16'}}}]}",
                "init in front  | 0 | {'initContainers': [{'resources': {'requests': {'cpu': '16'}}}, {'restartPolicy': 'Always', 'resources': {'requests': {'cpu': '1'}}}], 'containers': []}",
                "init behind    | 1 | {'initContainers': [{'restartPolicy': 'Always', 'resources': {'requests': {'cpu': '1'}}}, {'resources': {'requests': {'cpu': '16'}}}], 'containers': []}",
                "overhead       | 1 | {'overhead': {'cpu': '1m'}, 'containers': [{'resources': {'requests': {'cpu': '16'}}}]}",
                "whole pod      | 0 | {'resources': {'requests': {'cpu': '1'}}, 'containers': [{'resources': {'requests': {'cpu': '17'}}}]}",
            })
    void pod_is_compared_with_the_nodes(String name, int findings, String podSpec) {
        Nodes nodes = new Nodes(List.of(
                new Nodes.Shape(Quantity.parse("16"), Quantity.parse("32Gi")),
                new Nodes.Shape(Quantity.parse("2"), Quantity.parse("4Gi"))));
        String event = Traces.event(0, List.of(Traces.deployment(podSpec)), List.of());
        byte[] bytes = Traces.trace(TRACKED, event).getBytes(UTF_8);
        assertThat(TraceLint.all()
                        .withNodes(nodes)
                        .lint(TraceFiles.read(bytes, "made.json"))
                        .counts()
                        .getOrDefault(LintRule.REQUEST_ABOVE_NODES, 0))
                .isEqualTo(findings);
        assertThat(lint(event).findings()).as("no nodes are known").isEmpty();
    }

    @Test
    void pod_that_fits_no_node_in_both_resources_is_found() {
        Nodes nodes = new Nodes(List.of(
                new Nodes.Shape(Quantity.parse("16"), Quantity.parse("4Gi")),
                new Nodes.Shape(Quantity.parse("2"), Quantity.parse("32Gi"))));
        String event = Traces.event(
                0,
                List.of(Traces.deployment(
                        "{'containers': [{'resources': {'requests': {'cpu': '3500m', 'memory': '8Gi'}}}]}")),
                List.of());
        byte[] bytes = Traces.trace(TRACKED, event).getBytes(UTF_8);
        assertThat(TraceLint.all()
                        .withNodes(nodes)
                        .lint(TraceFiles.read(bytes, "made.json"))
                        .findings())
                .extracting(Finding::text)
                .containsExactly(
                        "Pod requests cpu 3500m, memory 8Gi, and no node has that: cpu 16, memory 4Gi or cpu 2, memory 32Gi.");
    }

    @Test
    void generated_traces_have_only_requests_above_their_declared_nodes() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("scenarios"))) {
            List<Path> traces = files.filter(file -> file.toString().endsWith(".msgpack"))
                    .sorted()
                    .toList();
            assertThat(traces)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(
                                    TraceLint.all().lint(file).counts().keySet())
                            .isSubsetOf(LintRule.REQUEST_ABOVE_NODES));
        }
        assertThat(TraceLint.all()
                        .lint(Path.of("scenarios/cpu/cpu-slight.msgpack"))
                        .counts())
                .containsOnlyKeys(LintRule.REQUEST_ABOVE_NODES);
    }

    @Test
    void malformed_file_is_a_finding() throws IOException {
        Path file = Files.writeString(folder.resolve("torn.msgpack"), "hello");
        LintReport report = TraceLint.all().lint(file);
        assertThat(report.counts()).isEqualTo(Map.of(LintRule.UNREADABLE, 1));
        assertThat(report.findings().get(0).text()).startsWith("Trace [" + file + "] cannot be read at byte 0");
    }

    @Test
    void values_of_unexpected_shape_are_no_references() {
        String web = Traces.deployment("""
                {'serviceAccountName': 7, 'containers': {'a': 1}, 'volumes': 'none', 'imagePullSecrets': [null, 'x'],
                 'initContainers': [7, {'env': 3, 'envFrom': [null], 'resources': []}], 'priorityClassName': null}""");
        assertThat(lint(Traces.event(0, List.of(web), List.of())).findings()).isEmpty();
    }

    static Stream<Path> realTraces() throws IOException {
        try (Stream<Path> files = Files.walk(SharedFiles.traces())) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("realTraces")
    void real_trace_has_nothing_to_fix_after_its_fix(Path file) throws IOException {
        Path copy = Files.write(folder.resolve(file.getFileName()), Files.readAllBytes(file));
        LintReport before = TraceLint.all().lint(copy);
        if (before.counts().containsKey(LintRule.UNREADABLE)) {
            assertThat(file.getFileName()).hasToString("cronjob-v3-reconstructed.sktrace");
            return;
        }
        TraceFiles.replace(LintFixes.fix(TraceFiles.load(copy)), copy);

        List<Finding> expected = before.findings().stream()
                .filter(finding -> !finding.rule().fixable())
                .toList();
        assertThat(TraceLint.all().lint(copy).findings()).isEqualTo(expected);
        assertThat(Files.readAllBytes(copy)[0] == '{')
                .as("the form of the file stays")
                .isEqualTo(file.toString().endsWith(".json"));
        if (expected.size() == before.findings().size() && !file.toString().endsWith(".json")) {
            assertThat(copy).as("nothing was fixed").hasSameBinaryContentAs(file);
        }
    }

    private static LintReport lint(String... events) {
        return lintText(Traces.trace(TRACKED, events));
    }

    private static LintReport lintText(String text) {
        return TraceLint.all().lint(TraceFiles.read(text.getBytes(UTF_8), "made.json"));
    }
}
