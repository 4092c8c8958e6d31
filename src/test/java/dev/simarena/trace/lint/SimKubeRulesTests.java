package dev.simarena.trace.lint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.simarena.SharedFiles;
import dev.simarena.trace.TraceFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The compatible mode finds what SimKube finds; counts are those of its own test, or of another program that follows its source. */
class SimKubeRulesTests {

    private static final TraceLint COMPATIBLE = TraceLint.compatible();

    @Test
    void simkubes_own_trace_has_the_counts_of_its_own_test() {
        assertThat(COMPATIBLE.lint(simkube("validation_trace.json")).counts())
                .isEqualTo(Map.of(
                        LintRule.STATUS_POPULATED, 1,
                        LintRule.SERVICE_ACCOUNT, 2,
                        LintRule.SECRET_IN_ENVIRONMENT, 2,
                        LintRule.CONFIG_MAP_IN_ENVIRONMENT, 2,
                        LintRule.SECRET_IN_VOLUME, 1,
                        LintRule.CONFIG_MAP_IN_VOLUME, 1));
    }

    @Test
    void places_lead_to_the_values_that_simkube_compares() {
        assertThat(COMPATIBLE.lint(simkube("validation_trace.json")).findings())
                .extracting(finding -> finding.rule().code() + " " + finding.pointer())
                .contains(
                        "W0000 /applied_objs/0/status",
                        "E0001 /applied_objs/0/spec/template/spec/serviceAccount",
                        "E0002 /applied_objs/0/spec/template/spec/containers/0/env/2/valueFrom/secretKeyRef/key",
                        "E0005 /applied_objs/0/spec/template/spec/volumes/1/configMap/name");
    }

    @Test
    void recorded_trace_of_a_whole_cluster_has_the_counts_of_the_source() {
        assertThat(COMPATIBLE.lint(first("trace-v2.msgpack")).counts())
                .isEqualTo(Map.of(
                        LintRule.STATUS_POPULATED, 14,
                        LintRule.SERVICE_ACCOUNT, 26,
                        LintRule.SECRET_IN_ENVIRONMENT, 1,
                        LintRule.SECRET_IN_VOLUME, 4,
                        LintRule.CONFIG_MAP_IN_VOLUME, 6));
    }

    @Test
    void large_trace_has_the_counts_of_the_source() {
        assertThat(COMPATIBLE.lint(simkube("large_trace.json")).counts())
                .isEqualTo(Map.of(LintRule.STATUS_POPULATED, 250, LintRule.CONFIG_MAP_IN_VOLUME, 250));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bare-pods.sktrace", "cronjob.sktrace", "dsb-scaling.sktrace"})
    void trace_that_simkube_ships_is_clean(String name) {
        assertThat(COMPATIBLE.lint(simkube(name)).findings()).isEmpty();
    }

    @Test
    void file_that_simkube_refuses_has_no_counts_but_the_reason() {
        assertThat(COMPATIBLE.lint(first("trace-0001.msgpack")).counts())
                .isEqualTo(Map.of(LintRule.VERSION, 1, LintRule.MISSING_KEY, 3));
        assertThat(COMPATIBLE.lint(simkube("cronjob-v3-reconstructed.sktrace")).counts())
                .isEqualTo(Map.of(LintRule.UNREADABLE, 1));
    }

    /** The cases of SimKube's own unit tests of the rule. */
    @Test
    void resource_counts_from_its_event_until_it_is_deleted() {
        String account = "{'apiVersion': 'v1', 'kind': 'ServiceAccount', 'metadata': {'name': 'sa', 'namespace': 'a'}}";
        String web = Traces.deployment("{'serviceAccountName': 'sa', 'containers': []}");
        assertThat(counts(Traces.event(0, List.of(web, account), List.of()))).isEmpty();
        assertThat(counts(Traces.event(0, List.of(account), List.of()), Traces.event(1, List.of(web), List.of())))
                .isEmpty();
        assertThat(counts(
                        Traces.event(0, List.of(account), List.of()),
                        Traces.event(1, List.of(), List.of(account)),
                        Traces.event(2, List.of(web), List.of())))
                .isEqualTo(Map.of(LintRule.SERVICE_ACCOUNT, 1));
        assertThat(counts(Traces.event(0, List.of(web), List.of()), Traces.event(1, List.of(account), List.of())))
                .isEqualTo(Map.of(LintRule.SERVICE_ACCOUNT, 1));
    }

    @Test
    void defects_of_simkube_are_kept() {
        String web = Traces.deployment("""
                {'serviceAccount': 'default', 'containers': [{'env': [
                  {'valueFrom': {'secretKeyRef': {'name': 'there', 'key': 'k'}}},
                  {'valueFrom': {'secretKeyRef': {'name': 'gone', 'key': 'there', 'optional': true}}}]}],
                 'initContainers': [{'envFrom': [{'secretRef': {'name': 'gone'}}]}],
                 'volumes': [{'configMap': {'name': 'gone', 'optional': true}},
                  {'projected': {'sources': [{'secret': {'name': 'gone'}}]}}]}""");
        assertThat(counts(Traces.event(0, List.of(Traces.object("v1", "Secret", "there"), web), List.of())))
                .isEqualTo(Map.of(
                        LintRule.SERVICE_ACCOUNT, 1,
                        LintRule.SECRET_IN_ENVIRONMENT, 1,
                        LintRule.CONFIG_MAP_IN_VOLUME, 1));
    }

    private static Map<LintRule, Integer> counts(String... events) {
        byte[] trace = Traces.trace("'apps/v1.Deployment': {}", events).getBytes(UTF_8);
        return COMPATIBLE.lint(TraceFiles.read(trace, "made.json")).counts();
    }

    private static Path simkube(String name) {
        return SharedFiles.traces().resolve("simkube").resolve(name);
    }

    private static Path first(String name) {
        Path file = SharedFiles.traces().resolve("first-implementation").resolve(name);
        assumeTrue(file.toFile().exists(), "only some machines have this trace");
        return file;
    }
}
