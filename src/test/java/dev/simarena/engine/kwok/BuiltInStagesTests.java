package dev.simarena.engine.kwok;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.patch.PatchType;
import dev.simarena.trace.Gvk;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which stage comes for which pod, when, and with which status, as the stages of KWOK 0.8 and SimKube 2.7 declare it. */
class BuiltInStagesTests {

    private static final String POD = """
            {apiVersion: v1, kind: Pod, metadata: {name: p, namespace: ns, uid: u%s},
             spec: {nodeName: n, containers: [{name: c, image: i}]%s}, status: {%s}}
            """;
    private static final String WAITING = "containerStatuses: [{state: {waiting: {reason: ContainerCreating}}}]";
    private static final String INITIALIZED =
            "podIP: 10.0.0.1, phase: Pending, conditions: [{type: Initialized, status: \"True\"}], " + WAITING;

    @ParameterizedTest(name = "{0} {1} {3}")
    @CsvSource(
            delimiter = '^',
            quoteCharacter = '~',
            value = {
                "FAST ^ ^ ^ phase: Pending ^ pod-ready ^ 0 ^ 0",
                "FAST ^ , ownerReferences: [{kind: ReplicaSet}] ^ ^ phase: Running ^ ^ ^",
                "FAST ^ , ownerReferences: [{kind: Job}] ^ ^ phase: Running ^ pod-complete ^ 0 ^ 0",
                "FAST ^ , ownerReferences: [{kind: Job}] ^ ^ phase: Succeeded ^ ^ ^",
                "FAST ^ ^ ^ phase: Pending, conditions: [{type: Ready, status: \"True\"}] ^ ^ ^",
                "FAST ^ , deletionTimestamp: \"2026-01-02T15:04:35Z\" ^ ^ phase: Running ^ pod-delete ^ 0 ^ 0",
                "GENERAL ^ ^ ^ phase: Pending ^ pod-create ^ 1000000 ^ 5000000",
                "GENERAL ^ , annotations: {pod-create.stage.kwok.x-k8s.io/delay: 7s} ^ ^ phase: Pending ^ pod-create ^ 5000000 ^ 5000000",
                "GENERAL ^ ^ ^ INITIALIZED ^ pod-ready ^ 1000000 ^ 5000000",
                "GENERAL ^ , ownerReferences: [{kind: Job}] ^ ^ podIP: x, phase: Running, conditions: [{type: Ready, status: \"True\"}] ^ pod-complete ^ 1000000 ^ 5000000",
                "GENERAL ^ , ownerReferences: [{kind: Job}] ^ ^ podIP: x, phase: Running, conditions: [{type: Ready, status: \"False\"}] ^ ^ ^",
                "GENERAL ^ ^ , initContainers: [{name: j, image: i}] ^ podIP: x, phase: Pending, conditions: [{type: Initialized, status: \"False\"}], initContainerStatuses: [{state: {waiting: {reason: PodInitializing}}}] ^ pod-init-container-running ^ 1000000 ^ 5000000",
                "GENERAL ^ ^ , initContainers: [{name: j, image: i}] ^ podIP: x, phase: Pending, conditions: [{type: Initialized, status: \"False\"}], initContainerStatuses: [{state: {running: {startedAt: t}}}] ^ pod-init-container-completed ^ 1000000 ^ 5000000",
                // The jitter is the time of deletion: sooner than a second it is the delay, else the bound.
                "GENERAL ^ , deletionTimestamp: \"2026-01-02T15:04:05Z\" ^ ^ phase: Running ^ pod-delete ^ 0 ^ 0",
                "GENERAL ^ , deletionTimestamp: \"2026-01-02T15:04:35Z\" ^ ^ phase: Running ^ pod-delete ^ 1000000 ^ 30000000",
                "GENERAL ^ , deletionTimestamp: \"2026-01-02T15:04:35Z\", finalizers: [a/b] ^ ^ phase: Running ^ ^ ^",
                "SIMKUBE ^ ^ ^ phase: Pending ^ pod-create ^ 0 ^ 0",
                // SimKube always writes a jitter, 0ms by default, and with it no delay counts.
                "SIMKUBE ^ , annotations: {simkube.io/kwok-stage-create-delay: 2000ms, simkube.io/kwok-stage-create-delay-jitter: 0ms} ^ ^ phase: Pending ^ pod-create ^ 0 ^ 0",
                "SIMKUBE ^ , annotations: {simkube.io/kwok-stage-create-delay: 2000ms, simkube.io/kwok-stage-create-delay-jitter: 3000ms} ^ ^ phase: Pending ^ pod-create ^ 2000000 ^ 3000000",
                "SIMKUBE ^ , annotations: {simkube.io/kwok-stage-ready-delay: 2000ms} ^ ^ INITIALIZED ^ pod-ready ^ 2000000 ^ 2000000",
                "SIMKUBE ^ , ownerReferences: [{kind: Job}] ^ ^ podIP: x, phase: Running ^ ^ ^",
                "SIMKUBE ^ , labels: {simkube.io/kwok-stage-complete: \"true\"}, annotations: {simkube.io/kwok-stage-complete-time: \"2026-01-02T15:04:45Z\"} ^ ^ podIP: x, phase: Running ^ pod-complete ^ 40000000 ^ 40000000"
            })
    void stage_and_delay(
            BuiltInStages set, String metadata, String spec, String status, String stage, Long from, Long to) {
        JsonNode pod = StageTests.yaml(POD.formatted(
                metadata == null ? "" : metadata,
                spec == null ? "" : spec,
                status.replace("INITIALIZED", INITIALIZED)));
        List<Stage> matching = StageSet.of(set.stages()).matching(Gvk.POD, pod);
        assertThat(matching).extracting(Stage::name).isEqualTo(stage == null ? List.of() : List.of(stage));
        if (stage != null) {
            assertThat(matching.get(0).delayRange(pod, StageTests.NOW)).isEqualTo(new StageDelay.Range(from, to));
        }
    }

    @Test
    void fast_pod_is_ready_in_one_patch() {
        JsonNode pod = StageTests.yaml(POD.formatted(
                "",
                ", readinessGates: [{conditionType: a/b}], initContainers: [{name: j, image: k}, {name: s, image: t, restartPolicy: Always}]",
                "phase: Pending"));
        Stage ready =
                StageSet.of(BuiltInStages.FAST.stages()).matching(Gvk.POD, pod).get(0);
        assertThat(StageTests.changes(ready, pod))
                .containsExactly(new StageChange.Patch(PatchType.STRATEGIC, "status", StageTests.yaml("""
                        status:
                          phase: Running
                          startTime: "2026-01-02T15:04:05Z"
                          hostIP: ip-of-n
                          hostIPs: [{ip: ip-of-n}]
                          podIP: pod-u-p-ns-on-n
                          podIPs: [{ip: pod-u-p-ns-on-n}]
                          conditions:
                            - {type: Initialized, status: "True", lastTransitionTime: "2026-01-02T15:04:05Z"}
                            - {type: Ready, status: "True", lastTransitionTime: "2026-01-02T15:04:05Z"}
                            - {type: ContainersReady, status: "True", lastTransitionTime: "2026-01-02T15:04:05Z"}
                            - {type: a/b, status: "True", lastTransitionTime: "2026-01-02T15:04:05Z"}
                          containerStatuses:
                            - {name: c, image: i, ready: true, restartCount: 0, state: {running: {startedAt: "2026-01-02T15:04:05Z"}}}
                          initContainerStatuses:
                            - name: j
                              image: k
                              ready: true
                              restartCount: 0
                              state: {terminated: {exitCode: 0, reason: Completed, startedAt: "2026-01-02T15:04:05Z", finishedAt: "2026-01-02T15:04:05Z"}}
                            - name: s
                              image: t
                              ready: true
                              restartCount: 0
                              started: true
                              state: {running: {startedAt: "2026-01-02T15:04:05Z"}}
                        """)));
    }

    @Test
    void simkube_deletes_although_there_are_finalizers() {
        JsonNode pod = StageTests.yaml(POD.formatted(
                ", deletionTimestamp: \"2026-01-02T15:04:05Z\", finalizers: [batch.kubernetes.io/job-tracking]",
                "",
                "phase: Running"));
        Stage delete = StageSet.of(BuiltInStages.SIMKUBE.stages())
                .matching(Gvk.POD, pod)
                .get(0);
        assertThat(StageTests.changes(delete, pod))
                .containsExactly(
                        new StageChange.Patch(
                                PatchType.JSON, "", StageTests.yaml("[{op: remove, path: /metadata/finalizers}]")),
                        new StageChange.Delete());
    }

    @Test
    void completion_leaves_conditions_alone() {
        JsonNode pod = StageTests.yaml(
                POD.formatted(", labels: {simkube.io/kwok-stage-complete: \"true\"}", "", "podIP: x, phase: Running"));
        Stage complete = StageSet.of(BuiltInStages.SIMKUBE.stages())
                .matching(Gvk.POD, pod)
                .get(0);
        assertThat(StageTests.changes(complete, pod))
                .containsExactly(new StageChange.Patch(PatchType.STRATEGIC, "status", StageTests.yaml("""
                        status:
                          phase: Succeeded
                          containerStatuses:
                            - name: c
                              image: i
                              ready: false
                              started: false
                              restartCount: 0
                              state: {terminated: {exitCode: 0, reason: Completed, startedAt: "2026-01-02T15:04:05Z", finishedAt: "2026-01-02T15:04:05Z"}}
                        """)));
    }
}
