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
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Replay on a real control plane with KWOK, brought up by the script of this project. */
@Execution(ExecutionMode.SAME_THREAD)
class ControlPlaneIT {

    private static final NamespaceHooks NO_HOOKS = new NamespaceHooks();

    private static ControlPlane plane;

    @BeforeAll
    static void up() throws IOException, InterruptedException {
        plane = ControlPlane.up();
    }

    @AfterAll
    static void down() throws IOException, InterruptedException {
        plane.close();
    }

    @Test
    void five_runs_show_what_the_embedded_cluster_shows_and_leave_nothing() {
        ClusterState embedded = new EmbeddedCluster()
                .replay(request(trace(web(5, "6")), NO_HOOKS))
                .state();
        Set<String> before = names();
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
            assertThat(names()).isEqualTo(before);
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
        Set<String> before = names();
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
        assertThat(names()).hasSizeGreaterThan(before.size());
        try (KubernetesCluster cluster = new KubernetesCluster(plane.options())) {
            cluster.replay(request(trace(web(1, "1")), NO_HOOKS));
            Changes never = new Changes();
            for (int i = 0; i < 120 && names().size() > before.size() + 1; i++) {
                never.await(0, Duration.ofSeconds(1));
            }
        }
        assertThat(names()).isEqualTo(before);
    }

    @Test
    void stopped_scheduler_aborts_with_its_name_and_leaves_nothing() throws IOException, InterruptedException {
        Set<String> before = names();
        plane.kill("scheduler");
        try (KubernetesCluster cluster = new KubernetesCluster(plane.options())) {
            assertThatThrownBy(() -> cluster.replay(request(trace(web(1, "1")), NO_HOOKS)))
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessageContaining("seen by no scheduler");
        } finally {
            plane.start("scheduler");
        }
        assertThat(names()).isEqualTo(before);
    }

    @Test
    void cluster_without_KWOK_has_no_nodes_and_says_how_to_get_them() throws IOException, InterruptedException {
        Set<String> before = names();
        plane.kill("kwok");
        try (KubernetesCluster cluster = new KubernetesCluster(plane.options())) {
            assertThatThrownBy(() -> cluster.replay(request(trace(web(1, "1")), NO_HOOKS)))
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessageContaining("has made no node ready that takes the pods")
                    .hasMessageContaining("install it, kubectl apply -f");
        } finally {
            plane.start("kwok");
        }
        assertThat(names()).isEqualTo(before);
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

    private static Set<String> names() {
        Set<String> names = new TreeSet<>();
        try (KubernetesCluster cluster = new KubernetesCluster(plane.options())) {
            KubernetesClient client = cluster.client();
            client.namespaces().list().getItems().forEach(found -> names.add(name(found)));
            client.nodes().list().getItems().forEach(found -> names.add(name(found)));
        }
        return names;
    }

    private static String name(HasMetadata object) {
        return object.getKind() + "/" + object.getMetadata().getName();
    }
}
