package dev.simarena.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.SharedFiles;
import org.junit.jupiter.api.Test;

/** What is expected is the stable spec written out by hand. */
class PodHashTests {

    private static final String ADMITTED = """
            {'containers': [{'name': 'web', 'volumeMounts': [%s]}], %s 'enableServiceLinks': true,
             'preemptionPolicy': 'PreemptLowerPriority', 'priority': 0, 'tolerations': [
              {'effect': 'NoExecute', 'key': 'node.kubernetes.io/not-ready', 'operator': 'Exists', 'tolerationSeconds': 300},
              {'effect': 'NoExecute', 'key': 'node.kubernetes.io/unreachable', 'operator': 'Exists', 'tolerationSeconds': 300}],
             'volumes': [%s]}
            """;

    @Test
    void template_isHashedAsAdmitted() {
        assertThat(PodHash.of(Fixtures.json("{'containers': [{'name': 'web'}]}")))
                .isEqualTo(SpecHash.of(Fixtures.json(ADMITTED.formatted("", "", ""))));
    }

    @Test
    void nodeServiceAccountAndPorts_doNotCount() {
        ObjectNode spec = Fixtures.json("""
                {'nodeName': 'n1', 'serviceAccount': 'a', 'serviceAccountName': 'a', 'restartPolicy': null,
                 'containers': [{'name': 'web', 'ports': [{'containerPort': 80}],
                  'volumeMounts': [{'name': 'kube-api-access-x'}, {'name': 'data'}]}],
                 'volumes': [{'name': 'data'}, {'name': 'kube-api-access-x'}]}
                """);
        assertThat(PodHash.of(spec))
                .isEqualTo(SpecHash.of(Fixtures.json(ADMITTED.formatted("{'name': 'data'}", "", "{'name': 'data'}"))));
        assertThat(spec.has("nodeName")).as("the input is not changed").isTrue();
    }

    @Test
    void portsOfInitContainers_count() {
        ObjectNode spec = Fixtures.json(
                "{'containers': [{'name': 'web'}], 'initContainers': [{'name': 'i', 'ports': [{'containerPort': 80}]}]}");
        String init = "'initContainers': [{'name': 'i', 'ports': [{'containerPort': 80}], 'volumeMounts': []}],";
        assertThat(PodHash.of(spec)).isEqualTo(SpecHash.of(Fixtures.json(ADMITTED.formatted("", init, ""))));
    }

    @Test
    void realCronJob_hasTheRecordedHash() {
        Trace trace = TraceFiles.load(SharedFiles.traces().resolve("simkube/cronjob.sktrace"))
                .trace();
        TraceObject cronJob = trace.events().get(1).applied().get(0);
        var specs = PodTemplates.podSpecs(cronJob, trace.podTemplatePaths(cronJob.gvk()));
        assertThat(specs)
                .singleElement()
                .satisfies(spec ->
                        assertThat(Long.toUnsignedString(PodHash.of(spec))).isEqualTo("10855072724872030168"));
    }

    @Test
    void realBarePods_haveTheRecordedHash() {
        Trace trace = TraceFiles.load(SharedFiles.traces().resolve("simkube/bare-pods.sktrace"))
                .trace();
        assertThat(trace.events().stream().flatMap(event -> event.applied().stream()))
                .hasSize(4)
                .allSatisfy(pod -> assertThat(PodTemplates.podSpecs(pod, trace.podTemplatePaths(Gvk.POD)))
                        .singleElement()
                        .satisfies(spec -> assertThat(Long.toUnsignedString(PodHash.of(spec)))
                                .isEqualTo("2151974655102796215")));
    }
}
