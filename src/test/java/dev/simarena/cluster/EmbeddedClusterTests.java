package dev.simarena.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.cluster.ClusterState.PodState;
import dev.simarena.engine.Latency;
import dev.simarena.engine.model.KubernetesVersion;
import dev.simarena.engine.model.TieBreak;
import dev.simarena.trace.Trace;
import dev.simarena.trace.TraceEvent;
import dev.simarena.trace.TraceFiles;
import dev.simarena.trace.TraceObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmbeddedClusterTests {

    private static final long START = 1_730_390_400;

    @Test
    void a_control_plane_with_usual_limits_has_not_made_all_pods_after_a_minute() {
        Trace trace = Trace.of(List.of(applies(START, deployment("web", 2_000, "1m"))));
        ReplayRequest request = new ReplayRequest(
                "test", trace, NodeShape.of(20, "16", "32Gi"), Duration.ofMinutes(1), new NamespaceHooks(), "run", 1);

        assertThat(new EmbeddedCluster().replay(request).state().pods()).hasSize(2_000);
        Replay slow = new EmbeddedCluster(
                        new EmbeddedOptions(Latency.KIND_LIKE, TieBreak.FIRST, KubernetesVersion.V1_36))
                .replay(request);
        // 30 at once and then 20 a second
        assertThat(slow.state().pods()).hasSizeBetween(1_210, 1_230);
        assertThat(slow.leftovers()).isEmpty();
    }

    @Test
    void podsOfATraceAppearInItsVirtualNamespace_andNothingIsLeft() {
        Replay replay = replay(new NamespaceHooks(), Trace.of(List.of(applies(START, deployment("web", 3, "1")))));

        assertThat(replay.state().pods())
                .hasSize(3)
                .allSatisfy(pod -> assertThat(pod.namespace()).isEqualTo("virtual-default"))
                .allSatisfy(pod -> assertThat(pod.deployment()).isEqualTo("web"))
                .allMatch(PodState::ready);
        assertThat(replay.state().nodes()).extracting("requestedCpuMilli").containsExactly(1000L, 1000L, 1000L);
        assertThat(replay.leftovers()).isEmpty();
    }

    @Test
    void observationWaitsForTheDuration_orForALaterLastEvent() {
        Trace one = Trace.of(List.of(applies(START, deployment("web", 1, "1"))));
        Trace two = Trace.of(
                List.of(applies(START, deployment("web", 1, "1")), applies(START + 500, deployment("web", 2, "1"))));

        assertThat(replay(new NamespaceHooks(), one).state().time()).isEqualTo(Instant.ofEpochSecond(START + 120));
        ClusterState late = replay(new NamespaceHooks(), two).state();
        assertThat(late.elapsed()).isEqualTo(Duration.ofSeconds(500));
        assertThat(late.pods()).hasSize(2);
    }

    @Test
    void gapOfFiftyYearsCostsNothing() {
        Trace trace = Trace.of(List.of(applies(0), applies(1_769_672_195, deployment("web", 2, "1"))));

        assertThat(replay(new NamespaceHooks(), trace).state().pods()).hasSize(2);
    }

    @Test
    void podsOfKindsThatAreNotTracked_andOfReplicaSets_runOnVirtualNodes() {
        TraceObject web = deployment("web", 1, "1");
        ObjectNode set = web.body().deepCopy().put("kind", "ReplicaSet");
        ObjectNode pod = web.body().path("spec").path("template").deepCopy();
        pod.put("apiVersion", "v1").put("kind", "Pod");
        pod.withObject("/metadata").put("namespace", "default").put("name", "bare");
        // With the labels of the others the ReplicaSet would take it for its own.
        pod.withObject("/metadata").putObject("labels").put("app", "bare");
        ObjectNode trace = JsonNodeFactory.instance.objectNode().put("version", 2);
        trace.putObject("config").putObject("trackedObjects").putObject("apps/v1.ReplicaSet");
        trace.putArray("events")
                .addObject()
                .put("ts", START)
                .putArray("applied_objs")
                .add(web.body())
                .add(set)
                .add(pod);
        byte[] json = trace.toString().getBytes(StandardCharsets.UTF_8);

        List<PodState> pods = replay(
                        new NamespaceHooks(),
                        TraceFiles.read(json, "trace.json").trace())
                .state()
                .pods();
        assertThat(pods).hasSize(3).allMatch(PodState::ready);
    }

    @Test
    void deletedDeploymentTakesItsPodsAlong() {
        TraceObject web = deployment("web", 3, "1");
        Trace trace = Trace.of(List.of(applies(START, web), new TraceEvent(START + 10, List.of(), List.of(web))));

        ClusterState state = replay(new NamespaceHooks(), trace).state();
        assertThat(state.deployments()).isEmpty();
        assertThat(state.pods()).isEmpty();
    }

    @Test
    void hooksRunInOrder_alsoTwice() {
        List<String> stages = new ArrayList<>();
        NamespaceHooks hooks = new NamespaceHooks();
        for (HookStage stage : HookStage.values()) {
            hooks.on(
                    stage.key(),
                    context -> stages.add(context.stage().key()
                            + context.objects("virtual-default").size()));
        }
        Trace trace = Trace.of(List.of(applies(START, deployment("web", 2, "1"))));

        replay(hooks, trace);
        replay(hooks, trace);

        // Two pods, their ReplicaSet and the Deployment are there only while the simulation is.
        assertThat(stages)
                .containsExactly(
                        "pre_start0",
                        "pre_run0",
                        "post_run4",
                        "post_stop0",
                        "pre_start0",
                        "pre_run0",
                        "post_run4",
                        "post_stop0");
    }

    @Test
    void whatHooksApplyBelongsToTheRun_andIsDeletedWithIt() {
        NamespaceHooks hooks = new NamespaceHooks()
                .on(HookStage.PRE_START, context -> context.apply(configMap("before")))
                .on(HookStage.PRE_RUN, context -> {
                    context.apply(configMap("during"));
                    context.apply(configMap("during"));
                    assertThat(context.objects("virtual-default"))
                            .containsExactly("ConfigMap/before", "ConfigMap/during");
                })
                .on(HookStage.POST_RUN, context -> {
                    context.clean("virtual-default");
                    context.clean("virtual-default");
                    assertThat(context.objects("virtual-default")).isEmpty();
                })
                .on(HookStage.POST_STOP, context -> context.apply(configMap("after")));

        assertThat(replay(hooks, Trace.of(List.of(applies(START, deployment("web", 1, "1")))))
                        .leftovers())
                .isEmpty();
    }

    @Test
    void failingHookAbortsWithItsCause_andTheRestIsStillCleanedUp() {
        List<HookStage> ran = new ArrayList<>();
        NamespaceHooks hooks = new NamespaceHooks()
                .on(HookStage.PRE_RUN, context -> {
                    throw new IllegalStateException("no quota");
                })
                .on(HookStage.POST_RUN, context -> ran.add(context.stage()))
                .on(HookStage.POST_STOP, context -> ran.add(context.stage()));

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> replay(hooks, Trace.of(List.of(applies(START)))))
                .withMessageStartingWith("Hook [pre_run] of simulation [test] failed:")
                .withMessageContaining("no quota");
        assertThat(ran).containsExactly(HookStage.POST_STOP);
    }

    @Test
    void unknownStageIsRefused_listingTheFour() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new NamespaceHooks().on("before_start", context -> {}))
                .withMessage(
                        "Hook stage [before_start] does not exist. Use one of pre_start, pre_run, post_run, post_stop.");
    }

    @Test
    void objectTheApiServerRefusesAborts_namingIt() {
        Trace trace = Trace.of(List.of(applies(START, deployment("web", 1, "lots"))));

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> replay(new NamespaceHooks(), trace))
                .withMessageStartingWith(
                        "Simulation [test] could not apply apps/v1.Deployment default/web: the API server answered 4");
    }

    @Test
    void podsTakeTheirLifecyclesInTheOrderOfCreation_whicheverStartsFirst() {
        TraceObject big = deployment("big", 3, "14");
        TraceObject first = barePod("first");
        TraceObject second = barePod("second");
        // The node is no part of the hash; with it a pod needs no room.
        ((ObjectNode) second.body().path("spec")).put("nodeName", "node-0");
        String events = """
                [{"ts": 0, "applied_objs": [%s, %s], "deleted_objs": []},
                 {"ts": 1, "applied_objs": [%s], "deleted_objs": []},
                 {"ts": 2, "applied_objs": [], "deleted_objs": [%s]}]
                """.formatted(big.body(), first.body(), second.body(), big.body());
        String trace = """
                {"version": 2,
                 "config": {"trackedObjects": {"v1.Pod": {"podSpecTemplatePaths": [""], "trackLifecycle": true}}},
                 "events": %s,
                 "index": {"v1.Pod": {"default/first": 1, "default/second": 1}},
                 "pod_lifecycles": {"v1.Pod default/first": {"1": [{"Finished": [0, 5]}, {"Running": 0}]},
                                    "v1.Pod default/second": {"1": [{"Finished": [0, 5]}, {"Running": 0}]}}}
                """.formatted(events);

        ClusterState state = replay(
                        new NamespaceHooks(),
                        TraceFiles.read(trace.getBytes(StandardCharsets.UTF_8), "made.json")
                                .trace())
                .state();

        assertThat(state.pods())
                .extracting(PodState::name, PodState::phase)
                .containsExactly(tuple("first", "Succeeded"), tuple("second", "Running"));
    }

    @Test
    void kindThatIsNotSimulatedIsNamed() {
        ObjectNode train = JsonNodeFactory.instance
                .objectNode()
                .put("apiVersion", "example.com/v1")
                .put("kind", "Train");
        train.putObject("metadata").put("name", "nightly").put("namespace", "default");
        train.putObject("spec").put("cars", 3);

        assertThat(replay(new NamespaceHooks(), Trace.of(List.of(applies(START, TraceObject.of(train)))))
                        .state()
                        .notSimulated())
                .containsExactly("example.com/v1.Train");
    }

    @Test
    void clockBeyondItsRangeAborts() {
        Trace trace = Trace.of(List.of(applies(Long.MAX_VALUE)));

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> replay(new NamespaceHooks(), trace))
                .withMessageContaining("cannot set its clock to 9223372036854775807 seconds");
    }

    @Test
    void equalRequestsShowEqualStates() {
        Trace trace = Trace.of(List.of(applies(START, deployment("web", 5, "7"), deployment("db", 3, "5"))));

        Replay first = replay(new NamespaceHooks(), trace);
        Replay second = replay(new NamespaceHooks(), trace);
        assertThat(second).isEqualTo(first);
        assertThat(first.uid()).hasSize(36);
    }

    private static Replay replay(NamespaceHooks hooks, Trace trace) {
        return new EmbeddedCluster()
                .replay(new ReplayRequest("test", trace, NodeShape.DEFAULT, Duration.ofMinutes(2), hooks, "run-1", 7));
    }

    private static TraceEvent applies(long ts, TraceObject... objects) {
        return new TraceEvent(ts, List.of(objects), List.of());
    }

    private static ObjectNode configMap(String name) {
        ObjectNode map =
                JsonNodeFactory.instance.objectNode().put("apiVersion", "v1").put("kind", "ConfigMap");
        map.putObject("metadata").put("name", name).put("namespace", "virtual-default");
        return map;
    }

    private static TraceObject barePod(String name) {
        ObjectNode object =
                JsonNodeFactory.instance.objectNode().put("apiVersion", "v1").put("kind", "Pod");
        object.putObject("metadata").put("name", name).put("namespace", "default");
        object.putObject("spec")
                .putArray("containers")
                .addObject()
                .put("name", "main")
                .put("image", "example/main")
                .putObject("resources")
                .putObject("requests")
                .put("cpu", "4");
        return TraceObject.of(object);
    }

    private static TraceObject deployment(String name, int replicas, String cpu) {
        ObjectNode object = JsonNodeFactory.instance
                .objectNode()
                .put("apiVersion", "apps/v1")
                .put("kind", "Deployment");
        object.putObject("metadata").put("name", name).put("namespace", "default");
        ObjectNode spec = object.putObject("spec").put("replicas", replicas);
        spec.putObject("selector").putObject("matchLabels").put("app", name);
        ObjectNode template = spec.putObject("template");
        template.putObject("metadata").putObject("labels").put("app", name);
        template.putObject("spec")
                .putArray("containers")
                .addObject()
                .put("name", name)
                .put("image", "example/" + name)
                .putObject("resources")
                .putObject("requests")
                .put("cpu", cpu);
        return TraceObject.of(object);
    }

    @Test
    void traceThatDoesNotComeToRest_isAFailureOfTheEnvironment() {
        ObjectNode node =
                JsonNodeFactory.instance.objectNode().put("apiVersion", "v1").put("kind", "Node");
        node.putObject("metadata").put("name", "bad");
        node.putObject("spec").putArray("taints").addObject().put("key", "a").put("effect", "NoExecute");
        ObjectNode web = deployment("web", 1, "1m").body().deepCopy();
        ((ObjectNode) web.at("/spec/template/spec")).put("nodeName", "bad");
        Trace trace = Trace.of(List.of(applies(START, TraceObject.of(node), TraceObject.of(web))));
        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> replay(new NamespaceHooks(), trace))
                .withMessageContaining("cannot go on: World [Deployment virtual-default/web] does not come to rest at ")
                .withMessageEndingWith("Correct the trace.");
    }
}
