package dev.simarena.cluster.kube;

import static dev.simarena.cluster.kube.LoopbackCluster.request;
import static dev.simarena.cluster.kube.LoopbackCluster.trace;
import static dev.simarena.cluster.kube.LoopbackCluster.web;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.simarena.cluster.ClusterState;
import dev.simarena.cluster.ClusterState.PodState;
import dev.simarena.cluster.EmbeddedCluster;
import dev.simarena.cluster.EnvironmentException;
import dev.simarena.cluster.NamespaceHooks;
import dev.simarena.cluster.Replay;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Replay on a real control plane with KWOK, brought up by the script of this project. */
@Execution(ExecutionMode.SAME_THREAD)
@ResourceLock(ControlPlane.LOCK)
class ControlPlaneIT {

    private static final NamespaceHooks NO_HOOKS = new NamespaceHooks();

    private final ControlPlane plane = ControlPlane.shared();

    @Test
    void five_runs_show_what_the_embedded_cluster_shows_and_leave_nothing() {
        ClusterState embedded = new EmbeddedCluster()
                .replay(request(trace(web(5, "6")), NO_HOOKS))
                .state();
        Set<String> before = plane.names();
        for (int run = 0; run < 5; run++) {
            try (KubernetesCluster cluster = new KubernetesCluster(plane.options())) {
                Replay replay = cluster.replay(request(trace(web(5, "6")), NO_HOOKS));
                assertThat(replay.leftovers()).isEmpty();
                assertThat(replay.state().deployments()).isEqualTo(embedded.deployments());
                assertThat(replay.state().pods()).hasSize(5).allMatch(PodState::ready);
                assertThat(replay.state().nodes())
                        .extracting(node -> node.requestedCpuMilli())
                        .containsExactlyInAnyOrder(12_000L, 12_000L, 6_000L);
            }
            assertThat(plane.names()).isEqualTo(before);
        }
    }

    @Test
    void pods_that_fit_nowhere_say_so_in_the_same_words() {
        ClusterState embedded = new EmbeddedCluster()
                .replay(request(trace(web(1, "17")), NO_HOOKS))
                .state();
        try (KubernetesCluster cluster = new KubernetesCluster(plane.options())) {
            ClusterState state =
                    cluster.replay(request(trace(web(1, "17")), NO_HOOKS)).state();
            assertThat(state.pods()).singleElement().satisfies(pod -> {
                assertThat(pod.pending()).isTrue();
                assertThat(pod.unschedulable()).isEqualTo(embedded.pods().get(0).unschedulable());
            });
            assertThat(state.events())
                    .anySatisfy(event -> assertThat(event.reason()).isEqualTo("FailedScheduling"));
        }
    }

    @Test
    void run_that_was_killed_is_reaped_by_the_next_one() throws IOException {
        Set<String> before = plane.names();
        Process killed = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RunThatIsKilled.class.getName(),
                        String.valueOf(plane.options().kubeconfig()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = killed.inputReader(StandardCharsets.UTF_8)) {
            String line = output.readLine();
            while (line != null && !line.equals(RunThatIsKilled.READY)) {
                line = output.readLine();
            }
            assertThat(line).isEqualTo(RunThatIsKilled.READY);
        } finally {
            killed.destroyForcibly();
        }
        assertThat(plane.names()).hasSizeGreaterThan(before.size());
        try (KubernetesCluster cluster = new KubernetesCluster(plane.options())) {
            cluster.replay(request(trace(web(1, "1")), NO_HOOKS));
            Changes never = new Changes();
            for (int i = 0; i < 120 && plane.names().size() > before.size() + 1; i++) {
                never.await(0, Duration.ofSeconds(1));
            }
        }
        assertThat(plane.names()).isEqualTo(before);
    }

    @Test
    void stopped_scheduler_aborts_with_its_name_and_leaves_nothing() {
        Set<String> before = plane.names();
        plane.kill("scheduler");
        try (KubernetesCluster cluster = new KubernetesCluster(plane.options())) {
            assertThatThrownBy(() -> cluster.replay(request(trace(web(1, "1")), NO_HOOKS)))
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessageContaining("seen by no scheduler");
        } finally {
            plane.start("scheduler");
        }
        assertThat(plane.names()).isEqualTo(before);
    }

    @Test
    void cluster_without_KWOK_has_no_nodes_and_says_how_to_get_them() {
        Set<String> before = plane.names();
        plane.kill("kwok");
        try (KubernetesCluster cluster = new KubernetesCluster(plane.options())) {
            assertThatThrownBy(() -> cluster.replay(request(trace(web(1, "1")), NO_HOOKS)))
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessageContaining("has made no node ready that takes the pods")
                    .hasMessageContaining("install it, kubectl apply -f");
        } finally {
            plane.start("kwok");
        }
        assertThat(plane.names()).isEqualTo(before);
    }

    @Test
    void pod_with_the_smallest_role_plays_and_one_without_is_told_how_to_get_it(@TempDir Path folder)
            throws IOException {
        Set<String> before = plane.names();
        try (KubernetesCluster admin = new KubernetesCluster(plane.options())) {
            KubernetesClient client = admin.client();
            KubernetesOptions inPod = new KubernetesOptions(null, null, true, SimKubeMode.NONE, false);
            var role =
                    client.load(new ByteArrayInputStream(RoleManifest.of(inPod).getBytes(StandardCharsets.UTF_8)));
            role.items().forEach(object -> client.resource(object).serverSideApply());
            try {
                Path account = plane.serviceAccount(client, folder);
                try (KubernetesCluster cluster = new KubernetesCluster(inPod, plane.environment()::get, account)) {
                    assertThat(cluster.report()).doesNotContain("FAIL");
                    Replay replay = cluster.replay(request(trace(web(2, "1")), NO_HOOKS));
                    assertThat(replay.state().pods()).hasSize(2).allMatch(PodState::ready);
                    assertThat(replay.leftovers()).isEmpty();
                }
                client.rbac().clusterRoleBindings().withName("sim-arena").delete();
                try (KubernetesCluster cluster = new KubernetesCluster(inPod, plane.environment()::get, account)) {
                    assertThatThrownBy(() -> cluster.replay(request(trace(web(2, "1")), NO_HOOKS)))
                            .isInstanceOf(EnvironmentException.class)
                            .hasMessageContaining("system:serviceaccount:sim-arena:sim-arena may")
                            .hasMessageContaining(
                                    "kubectl create clusterrole sim-arena-nodes --verb=list,watch,create,delete "
                                            + "--resource=nodes && kubectl create clusterrolebinding sim-arena-nodes "
                                            + "--clusterrole=sim-arena-nodes --serviceaccount=sim-arena:sim-arena");
                }
            } finally {
                role.items().forEach(object -> client.resource(object).delete());
                client.namespaces().withName("sim-arena").waitUntilCondition(gone -> gone == null, 1, TimeUnit.MINUTES);
            }
        }
        assertThat(plane.names()).isEqualTo(before);
    }

    @Test
    void lookalikes_of_ours_stay_and_what_finalizers_hold_is_told() {
        Set<String> before = plane.names();
        try (KubernetesCluster admin = new KubernetesCluster(plane.options())) {
            KubernetesClient client = admin.client();
            List<String> lookalikes = List.of("virtual-default", "sim-arena-abcde", "virtual-abcde-1-default");
            try {
                for (String name : lookalikes) {
                    client.resource(
                                    "{\"apiVersion\": \"v1\", \"kind\": \"Namespace\", \"metadata\": {\"name\": \"%s\", \"labels\": %s}}"
                                            .formatted(
                                                    name,
                                                    "{\"simkube.io/virtual\": \"true\", \"simarena.dev/run\": \"run-1\"}"))
                            .create();
                }
                client.resource(
                                "{\"apiVersion\": \"v1\", \"kind\": \"Namespace\", \"metadata\": {\"name\": \"virtual-stuck-1-a\", \"labels\": {\"simarena.dev/root\": \"sim-arena-stuck\"}}}")
                        .create();
                client.resource(
                                "{\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\", \"metadata\": {\"name\": \"stuck\", \"namespace\": "
                                        + "\"virtual-stuck-1-a\", \"finalizers\": [\"example.com/never\"]}}")
                        .create();
                Set<String> others = plane.names();
                CleanUp held = CleanUp.of(plane.options(), true, Duration.ofSeconds(15));
                assertThat(held.left())
                        .containsExactly(
                                "Namespace/virtual-stuck-1-a (held by ConfigMap/stuck held by example.com/never)");
                assertThat(plane.names()).isEqualTo(others);
                CleanUp freed = CleanUp.of(plane.options(), false, Duration.ofMinutes(3));
                assertThat(freed.left()).isEmpty();
                assertThat(freed.removed()).containsExactly("Namespace/virtual-stuck-1-a");
                others.remove("Namespace/virtual-stuck-1-a");
                assertThat(plane.names()).isEqualTo(others);
            } finally {
                for (String name : lookalikes) {
                    client.namespaces().withName(name).delete();
                    client.namespaces().withName(name).waitUntilCondition(gone -> gone == null, 1, TimeUnit.MINUTES);
                }
            }
        }
        assertThat(plane.names()).isEqualTo(before);
    }

    @Test
    void http_in_place_of_https_and_a_wrong_token_are_told_so(@TempDir Path folder) throws IOException {
        String text = Files.readString(Path.of(String.valueOf(plane.options().kubeconfig())));
        assertThat(refusal(folder, text.replace("server: https:", "server: http:")))
                .contains("speaks https, not http");
        assertThat(refusal(folder, text.replaceAll("token: \\S+", "token: wrong")))
                .contains("401 Unauthorized. Log in again or renew the token");
    }

    private static String refusal(Path folder, String text) throws IOException {
        Path file = Files.writeString(folder.resolve("kubeconfig"), text);
        try (KubernetesCluster cluster = new KubernetesCluster(KubernetesOptions.of(file.toString()))) {
            cluster.client();
            throw new AssertionError("nothing was refused");
        } catch (EnvironmentException refused) {
            return String.valueOf(refused.getMessage());
        }
    }
}
