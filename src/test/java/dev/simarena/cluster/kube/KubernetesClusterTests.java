package dev.simarena.cluster.kube;

import static dev.simarena.cluster.kube.LoopbackCluster.json;
import static dev.simarena.cluster.kube.LoopbackCluster.request;
import static dev.simarena.cluster.kube.LoopbackCluster.trace;
import static dev.simarena.cluster.kube.LoopbackCluster.web;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.simarena.cluster.ClusterState;
import dev.simarena.cluster.ClusterState.PodState;
import dev.simarena.cluster.EmbeddedCluster;
import dev.simarena.cluster.EnvironmentException;
import dev.simarena.cluster.HookStage;
import dev.simarena.cluster.NamespaceHooks;
import dev.simarena.cluster.Replay;
import dev.simarena.cluster.ReplayRequest;
import dev.simarena.trace.Trace;
import dev.simarena.trace.TraceEvent;
import dev.simarena.trace.TraceObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replay on an API server over the loopback interface, as on the cluster of anybody's kubeconfig. */
class KubernetesClusterTests {

    private static final NamespaceHooks NO_HOOKS = new NamespaceHooks();

    @TempDir
    Path folder;

    private LoopbackCluster there;
    private Set<String> before;

    @BeforeEach
    void start() throws IOException {
        there = new LoopbackCluster(folder);
        before = there.names();
    }

    @AfterEach
    void stop() {
        there.close();
    }

    @Test
    void replay_shows_what_the_embedded_cluster_shows() {
        ReplayRequest request = request(trace(web(5, "6")), NO_HOOKS);
        try (KubernetesCluster cluster = there.asRealOne()) {
            Replay replay = cluster.replay(request);
            ClusterState embedded = new EmbeddedCluster().replay(request).state();

            assertThat(replay.simulation()).isEqualTo("cpu-slight-1");
            assertThat(replay.leftovers()).isEmpty();
            assertThat(replay.state().deployments()).isEqualTo(embedded.deployments());
            assertThat(replay.state().pods())
                    .hasSize(5)
                    .allMatch(PodState::ready)
                    .allSatisfy(pod -> assertThat(pod.namespace()).isEqualTo("virtual-default"))
                    .allSatisfy(pod -> assertThat(pod.deployment()).isEqualTo("web"))
                    .allSatisfy(pod -> assertThat(pod.cpuMilli()).isEqualTo(6000));
            assertThat(replay.state().nodes()).isEqualTo(embedded.nodes());
            assertThat(replay.state().elapsed()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(60));
            assertThat(replay.state().time())
                    .isEqualTo(Instant.ofEpochSecond(LoopbackCluster.START)
                            .plus(replay.state().elapsed()));
        }
        assertThat(there.names()).isEqualTo(before);
    }

    @Test
    void pods_that_fit_nowhere_say_so_in_the_words_of_the_scheduler() {
        try (KubernetesCluster cluster = there.asRealOne()) {
            ClusterState state =
                    cluster.replay(request(trace(web(1, "17")), NO_HOOKS)).state();
            assertThat(state.pods())
                    .singleElement()
                    .satisfies(pod -> assertThat(pod.pending()).isTrue())
                    .satisfies(pod -> assertThat(pod.unschedulable()).contains("3 Insufficient cpu"));
        }
    }

    @Test
    void events_happen_in_order_and_deletions_too() {
        TraceObject web = TraceObject.of(web(2, "1"));
        TraceObject map = TraceObject.of(
                json(
                        "{\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\", \"metadata\": {\"name\": \"m\", \"namespace\": \"other\"}}"));
        Trace trace = Trace.of(List.of(
                new TraceEvent(LoopbackCluster.START, List.of(web, map), List.of()),
                new TraceEvent(LoopbackCluster.START + 1, List.of(), List.of(web))));
        List<String> seen = new ArrayList<>();
        NamespaceHooks hooks = new NamespaceHooks()
                .on(
                        HookStage.POST_RUN,
                        context -> context.namespaces().forEach(namespace -> seen.addAll(context.objects(namespace))));
        try (KubernetesCluster cluster = there.asRealOne()) {
            ClusterState state = cluster.replay(request(trace, hooks)).state();
            assertThat(state.deployments()).isEmpty();
            assertThat(state.pods()).isEmpty();
            assertThat(seen).containsExactly("ConfigMap/m");
        }
    }

    @Test
    void replays_beside_each_other_do_not_meet() {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (KubernetesCluster cluster = there.asRealOne()) {
            // Not in the common pool, where the client's answers may wait for them.
            List<CompletableFuture<Replay>> both = List.of(1, 2).stream()
                    .map(replicas -> CompletableFuture.supplyAsync(
                            () -> cluster.replay(request(trace(web(replicas, "10")), NO_HOOKS)), threads))
                    .toList();
            assertThat(both.get(0).join().state().pods()).hasSize(1).allMatch(PodState::ready);
            assertThat(both.get(1).join().state().pods()).hasSize(2).allMatch(PodState::ready);
            assertThat(both.get(1).join().state().nodes())
                    .extracting(node -> node.requestedCpuMilli())
                    .containsExactlyInAnyOrder(10_000L, 10_000L, 0L);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void hooks_run_in_order_and_what_they_apply_goes_with_the_replay() {
        List<String> stages = new ArrayList<>();
        NamespaceHooks hooks = new NamespaceHooks();
        for (HookStage stage : HookStage.values()) {
            hooks.on(stage, context -> stages.add(stage.key()));
        }
        hooks.on(
                HookStage.PRE_START,
                context -> context.apply(json("""
                {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "mine", "namespace": "%s"}}
                """.formatted(context.namespaces().get(0)))));
        hooks.on(HookStage.PRE_RUN, context -> context.apply(json("""
                {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "elsewhere", "namespace": "default"}}
                """)));
        hooks.on(HookStage.POST_RUN, context -> {
            String namespace = context.namespaces().get(0);
            assertThat(context.objects(namespace)).contains("ConfigMap/mine", "Deployment/web");
            assertThat(context.client()
                            .configMaps()
                            .inNamespace("default")
                            .withName("elsewhere")
                            .get())
                    .isNotNull();
            context.clean(namespace);
            context.clean(namespace);
            assertThat(context.objects(namespace)).isEmpty();
            context.clean("default");
        });
        try (KubernetesCluster cluster = there.asRealOne()) {
            assertThat(cluster.replay(request(trace(web(1, "1")), hooks)).leftovers())
                    .isEmpty();
        }
        assertThat(stages).containsExactly("pre_start", "pre_run", "post_run", "post_stop");
        assertThat(there.client()
                        .configMaps()
                        .inNamespace("default")
                        .withName("elsewhere")
                        .get())
                .isNull();
        assertThat(there.names()).isEqualTo(before);
    }

    @Test
    void hook_cleans_of_somebody_elses_namespace_only_what_is_ours() {
        String map =
                "{\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\", \"metadata\": {\"name\": \"%s\", \"namespace\": \"default\"}}";
        there.client().resource(map.formatted("theirs")).create();
        List<String> left = new ArrayList<>();
        NamespaceHooks hooks = new NamespaceHooks().on(HookStage.PRE_RUN, context -> {
            context.apply(json(map.formatted("ours")));
            assertThat(context.objects("default")).contains("ConfigMap/ours", "ConfigMap/theirs");
            context.clean("default");
            context.clean("default");
            left.addAll(context.objects("default"));
        });
        try (KubernetesCluster cluster = there.asRealOne()) {
            cluster.replay(request(trace(web(1, "1")), hooks));
        }
        assertThat(left).contains("ConfigMap/theirs").doesNotContain("ConfigMap/ours");
        assertThat(there.names()).isEqualTo(before);
    }

    @Test
    void what_finalizers_hold_is_named_and_freed_of_them_a_minute_after_its_run_has_died() {
        there.owned("Namespace", "virtual-dead0-1-default", "sim-arena-dead0");
        there.client()
                .resource(
                        "{\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\", \"metadata\": {\"name\": \"stuck\", \"namespace\": "
                                + "\"virtual-dead0-1-default\", \"finalizers\": [\"example.com/never\"]}}")
                .create();
        there.client().namespaces().withName("virtual-dead0-1-default").delete();
        // its contents are deleted five seconds later
        there.cluster.advance(Duration.ofSeconds(10));
        try (KubernetesCluster cluster = there.asRealOne()) {
            cluster.withRoot("test", (api, root) -> {
                Leftovers leftovers = new Leftovers(api);
                Instant deleted = Instant.parse(api.get(KubeApi.NAMESPACES + "/virtual-dead0-1-default")
                        .at("/metadata/deletionTimestamp")
                        .asText());
                assertThat(leftovers.reap(deleted.plusSeconds(59), root.name(), false))
                        .containsExactly("sim-arena-dead0");
                assertThat(leftovers.left("simarena.dev/root=sim-arena-dead0"))
                        .containsExactly(
                                "Namespace/virtual-dead0-1-default (held by ConfigMap/stuck held by example.com/never)");
                leftovers.reap(deleted.plusSeconds(61), root.name(), false);
                return null;
            });
        }
        there.cluster.advance(Duration.ofMinutes(2));
        assertThat(there.names()).isEqualTo(before);
    }

    @Test
    void times_of_leases_have_six_digits_as_API_servers_want_them() {
        assertThat(RunLease.microTime(Instant.parse("2026-11-22T00:11:03.514Z")))
                .isEqualTo("2026-11-22T00:11:03.514000Z");
        assertThat(RunLease.microTime(Instant.parse("2026-11-22T00:11:03Z"))).isEqualTo("2026-11-22T00:11:03.000000Z");
        assertThat(RunLease.microTime(Instant.parse("2026-11-22T00:11:03.123456789Z")))
                .isEqualTo("2026-11-22T00:11:03.123456Z");
    }

    @Test
    void clean_up_deletes_what_dead_runs_left_and_on_demand_what_living_ones_have() {
        root("sim-arena-dead0", "dead0", 50);
        there.cluster.advance(Duration.ofMinutes(1));
        Set<String> living = new TreeSet<>(before);
        living.addAll(root("sim-arena-alive", "alive", 86_400));
        KubernetesOptions options = KubernetesOptions.of(there.kubeconfig.toString());

        CleanUp first = CleanUp.of(options, false, Duration.ofMinutes(2));
        assertThat(first.removed())
                .containsExactlyInAnyOrder(
                        "Namespace/sim-arena-dead0", "Namespace/virtual-dead0-1-default", "Node/dead0-1-node-0");
        assertThat(first.left()).isEmpty();
        assertThat(there.names()).isEqualTo(living);

        assertThat(CleanUp.of(options, false, Duration.ofMinutes(2)).removed()).isEmpty();
        CleanUp all = CleanUp.of(options, true, Duration.ofMinutes(2));
        assertThat(all.removed()).hasSize(3).contains("Namespace/sim-arena-alive");
        assertThat(there.names()).isEqualTo(before);
    }

    @Test
    void pod_of_the_cluster_plays_with_its_service_account() throws IOException {
        Path account = there.serviceAccount(folder.resolve("account"));
        KubernetesOptions options = new KubernetesOptions(null, null, true, SimKubeMode.NONE, false);
        try (KubernetesCluster cluster = new KubernetesCluster(options, there.environment()::get, account)) {
            assertThat(cluster.name()).isEqualTo("in-cluster");
            Replay replay = cluster.replay(request(trace(web(2, "1")), NO_HOOKS));
            assertThat(replay.state().pods()).hasSize(2).allMatch(PodState::ready);
            assertThat(cluster.kubeconfig()).contains("tokenFile: \"" + account.resolve("token"));
        }
        assertThat(there.names()).isEqualTo(before);
    }

    @Test
    void hook_never_takes_over_what_is_somebody_elses() {
        String map = """
                {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "theirs", "namespace": "default"},
                 "data": {"a": "b"}}
                """;
        there.client().resource(map).create();
        NamespaceHooks hooks = new NamespaceHooks().on(HookStage.PRE_RUN, context -> context.apply(json(map)));
        try (KubernetesCluster cluster = there.asRealOne()) {
            assertThatThrownBy(() -> cluster.replay(request(trace(web(1, "1")), hooks)))
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessage(
                            "Hook object [ConfigMap/default/theirs] exists and was not created by this run. Give it another "
                                    + "name, or delete it yourself.");
        }
        assertThat(there.client()
                        .configMaps()
                        .withName("theirs")
                        .get()
                        .getMetadata()
                        .getLabels())
                .isNullOrEmpty();
        assertThat(there.names()).isEqualTo(before);
    }

    @Test
    void refused_object_ends_the_replay_and_leaves_nothing() {
        try (KubernetesCluster cluster = there.asRealOne()) {
            assertThatThrownBy(() -> cluster.replay(request(trace(web(-1, "1")), NO_HOOKS)))
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessageStartingWith("Simulation [cpu-slight-1] could not apply ")
                    .hasMessageContaining("422")
                    .hasMessageContaining("must be greater than or equal to 0");
        }
        assertThat(there.names()).isEqualTo(before);
    }

    @Test
    void what_only_the_embedded_cluster_can_do_is_refused() {
        try (KubernetesCluster cluster = there.asRealOne()) {
            Trace role = trace(
                    json(
                            "{\"apiVersion\": \"rbac.authorization.k8s.io/v1\", \"kind\": \"ClusterRole\", \"metadata\": {\"name\": \"r\"}}"));
            assertThatThrownBy(() -> cluster.replay(request(role, NO_HOOKS)))
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessageContaining("it is in no namespace and might be somebody's own");
            var starved = web(1, "1");
            starved.withObject("/spec/template/metadata/annotations").put("kwok.x-k8s.io/usage-cpu", "2");
            assertThatThrownBy(() -> cluster.replay(request(trace(starved), NO_HOOKS)))
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessageContaining("nothing but the embedded cluster simulates");
        }
    }

    @Test
    void lookalikes_of_ours_stay() {
        for (String name : List.of("virtual-default", "sim-arena-abcde", "virtual-abcde-1-default")) {
            there.client()
                    .resource(
                            "{\"apiVersion\": \"v1\", \"kind\": \"Namespace\", \"metadata\": {\"name\": \"%s\", \"labels\": %s}}"
                                    .formatted(
                                            name,
                                            "{\"simkube.io/virtual\": \"true\", \"simarena.dev/run\": \"run-1\", \"app\": \"sim-arena\"}"))
                    .create();
        }
        there.client()
                .resource("{\"apiVersion\": \"v1\", \"kind\": \"Node\", \"metadata\": {\"name\": \"abcde-1-node-0\","
                        + " \"labels\": {\"type\": \"virtual\", \"simarena.dev/run\": \"run-1\"}}}")
                .create();
        Set<String> lookalikes = there.names();
        try (KubernetesCluster cluster = there.asRealOne()) {
            cluster.replay(request(trace(web(1, "1")), NO_HOOKS));
        }
        assertThat(there.names()).isEqualTo(lookalikes);
    }

    @Test
    void leftovers_of_a_dead_run_are_reaped_and_those_of_a_living_one_are_not() {
        root("sim-arena-dead0", "dead0", 50);
        there.cluster.advance(Duration.ofMinutes(1));
        Set<String> living = new TreeSet<>(before);
        living.addAll(root("sim-arena-alive", "alive", 86_400));
        there.orphan("gone0");
        try (KubernetesCluster cluster = there.asRealOne()) {
            cluster.replay(request(trace(web(1, "1")), NO_HOOKS));
            Changes never = new Changes();
            for (int i = 0; i < 100 && there.names().toString().contains("dead0"); i++) {
                never.await(0, Duration.ofMillis(200));
            }
        }
        assertThat(there.names()).isEqualTo(living);
    }

    private Set<String> root(String root, String id, int leaseSeconds) {
        there.client()
                .resource(
                        "{\"apiVersion\": \"v1\", \"kind\": \"Namespace\", \"metadata\": {\"name\": \"%s\", \"labels\": {\"simarena.dev/root\": \"true\"}}}"
                                .formatted(root))
                .create();
        there.client()
                .resource(
                        ("{\"apiVersion\": \"coordination.k8s.io/v1\", \"kind\": \"Lease\", \"metadata\": {\"name\": \"run\", \"namespace\": \"%s\"},"
                                        + " \"spec\": {\"leaseDurationSeconds\": %d}}")
                                .formatted(root, leaseSeconds))
                .create();
        there.owned("Namespace", "virtual-" + id + "-1-default", root);
        there.owned("Node", id + "-1-node-0", root);
        return Set.of("Namespace/" + root, "Namespace/virtual-" + id + "-1-default", "Node/" + id + "-1-node-0");
    }

    @Test
    void closed_cluster_serves_nobody_and_closing_twice_is_once() {
        KubernetesCluster cluster = there.asRealOne();
        assertThat(cluster.name()).isEqualTo("kubeconfig");
        assertThat(cluster.client().namespaces().list().getItems()).isNotEmpty();
        assertThat(cluster.kubeconfig()).isEqualTo(there.cluster.kubeconfig());
        cluster.close();
        cluster.close();
        assertThatIllegalStateException()
                .isThrownBy(cluster::client)
                .withMessage("Cluster [kubeconfig] is closed. Use it before, or make another one.");
        assertThat(there.names()).isEqualTo(before);
    }

    @Test
    void preflight_touches_nothing_and_reports_all_checks() {
        try (KubernetesCluster cluster = new KubernetesCluster(
                new KubernetesOptions(there.kubeconfig.toString(), null, false, SimKubeMode.NONE, true))) {
            assertThat(cluster.preflight()).isNotEmpty().allMatch(PreflightCheck::passed);
            assertThat(cluster.report())
                    .contains("ok    API server")
                    .contains("Kubernetes v1.36")
                    .containsPattern("ok    permission for namespaces +get, list, watch, create, delete")
                    .contains("not used: the arena replays itself")
                    .doesNotContain("ClusterRole");
            assertThatThrownBy(() -> cluster.replay(request(trace(web(1, "1")), NO_HOOKS)))
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessageContaining("nothing is played. Leave out arena.preflight to play.");
        }
        assertThat(there.names()).isEqualTo(before);
    }

    @Test
    void missing_SimKube_is_never_replaced_unasked() {
        KubernetesOptions asked =
                new KubernetesOptions(there.kubeconfig.toString(), null, false, SimKubeMode.INSTALLED, false);
        try (KubernetesCluster cluster = new KubernetesCluster(asked)) {
            assertThatThrownBy(() -> cluster.replay(request(trace(web(1, "1")), NO_HOOKS)))
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessageContaining(
                            "CRD simulations.simkube.io: tried to get it, found no CRD simulations.simkube.io. Install it: ")
                    .hasMessageContaining("or let the arena replay the traces itself: -Darena.simkube=none")
                    .hasMessageContaining(
                            "namespace monitoring: tried to get Namespace/monitoring, found nothing. Make it")
                    .hasMessageContaining("kubectl create namespace monitoring")
                    .hasMessageContaining(
                            "sk-ctrl: tried to find a Deployment sk-ctrl-depl in any namespace, found none")
                    .hasMessageContaining("virtual nodes: tried to list nodes with label type=virtual, found none");
        }
        assertThat(there.names()).isEqualTo(before);
    }
}
