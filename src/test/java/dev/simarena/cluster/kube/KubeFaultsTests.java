package dev.simarena.cluster.kube;

import static dev.simarena.cluster.kube.LoopbackCluster.request;
import static dev.simarena.cluster.kube.LoopbackCluster.trace;
import static dev.simarena.cluster.kube.LoopbackCluster.web;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.simarena.cluster.EnvironmentException;
import dev.simarena.cluster.NamespaceHooks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Meet kubeconfigs and API servers with which nothing can be played. */
class KubeFaultsTests {

    private static final Pattern TOKEN = Pattern.compile("(\"?token\"?: ?\"?)[^\"\\s]+");
    private static final Pattern SERVER = Pattern.compile("https://[0-9.:]+");

    @TempDir
    Path folder;

    @Test
    void no_kubeconfig_names_the_file_and_how_to_get_one() {
        Path missing = folder.resolve("none");
        assertThat(refusal(KubernetesOptions.of(missing.toString()), Map.of()))
                .isEqualTo(
                        "Kubeconfig [%s] is not there. Name one with -Darena.kubeconfig=<path> or the variable KUBECONFIG, make "
                                        .formatted(missing)
                                + "one, for example with: kind create cluster; or play on -Darena.cluster=embedded.");
        KubernetesOptions usual = new KubernetesOptions(null, null, false, SimKubeMode.NONE, false);
        assertThat(refusal(usual, Map.of("HOME", folder.toString())))
                .startsWith("Kubeconfig [%s] is not there.".formatted(folder.resolve(".kube/config")));
        assertThat(refusal(usual, Map.of("HOME", "/", "KUBECONFIG", missing.toString())))
                .startsWith("Kubeconfig [%s] is not there.".formatted(missing));
        assertThat(refusal(usual, Map.of("KUBECONFIG", "a:b")))
                .isEqualTo(
                        "Variable [KUBECONFIG = a:b] names several files. Name one with -Darena.kubeconfig=<path>; kubectl config "
                                + "view --flatten makes one of them.");
    }

    @Test
    void service_account_is_only_there_in_a_pod() {
        KubernetesOptions options = new KubernetesOptions(null, null, true, SimKubeMode.NONE, false);
        assertThat(refusal(options, Map.of()))
                .isEqualTo(
                        "Variable [KUBERNETES_SERVICE_HOST] is not set, so this is no pod of a cluster. Run the tests in a pod whose "
                                + "service account may play, or name a kubeconfig: -Darena.cluster=kubeconfig.");
        assertThat(refusal(options, Map.of("KUBERNETES_SERVICE_HOST", "10.96.0.1")))
                .isEqualTo(
                        ("Token [%s] of a service account cannot be read, nor the certificate beside it. Give the pod a "
                                        + "serviceAccountName and do not set automountServiceAccountToken: false; or play with "
                                        + "-Darena.cluster=kubeconfig.")
                                .formatted(folder.resolve("token")));
    }

    @Test
    void file_that_is_no_kubeconfig_is_named() throws IOException {
        Path file = Files.writeString(folder.resolve("broken"), "clusters: [");
        assertThat(refusal(KubernetesOptions.of(file.toString()), Map.of()))
                .startsWith("Kubeconfig [%s] cannot be read: ".formatted(file))
                .endsWith("kubectl config view --kubeconfig %s shows what kubectl makes of it.".formatted(file));
    }

    @Test
    void wrong_context_lists_those_that_are_there() throws IOException {
        try (LoopbackCluster there = new LoopbackCluster(folder)) {
            KubernetesOptions other =
                    new KubernetesOptions(there.kubeconfig.toString(), "prod", false, SimKubeMode.NONE, false);
            assertThat(refusal(other, Map.of()))
                    .startsWith("Context [prod] is not in kubeconfig %s. Name one with -Darena.context=<name>; it has "
                            .formatted(there.kubeconfig))
                    .doesNotContain("none");
        }
    }

    @Test
    void context_without_a_server_is_told_how_to_get_one() throws IOException {
        Path file = Files.writeString(folder.resolve("config"), """
                current-context: here
                contexts: [{name: here, context: {cluster: gone, user: me}}]
                """);
        assertThat(refusal(KubernetesOptions.of(file.toString()), Map.of()))
                .isEqualTo(
                        "Cluster [gone] of context here has no server in kubeconfig %s. Give it one: kubectl config --kubeconfig %s set-cluster gone --server=https://<host>:<port>."
                                .formatted(file, file));
    }

    @Test
    void wrong_token_is_told_to_renew_it() throws IOException {
        assertThat(refusalWith(text -> TOKEN.matcher(text).replaceAll("$1wrong")))
                .contains("does not know the user of context")
                .contains("401 Unauthorized. Log in again or renew the token or certificate in kubeconfig " + folder);
    }

    @Test
    void http_in_place_of_https_is_told_so() throws IOException {
        assertThat(refusalWith(text -> text.replace("server: https:", "server: http:")
                        .replace("\"server\":\"https:", "\"server\":\"http:")
                        .replace("server: \"https:", "server: \"http:")))
                .contains("] speaks https, not http. Correct the URL or its certificate authority in kubeconfig "
                        + folder);
    }

    @Test
    void server_that_does_not_answer_is_named() throws IOException {
        // port 1 is nobody's
        assertThat(refusalWith(text -> SERVER.matcher(text).replaceAll("https://127.0.0.1:1")))
                .startsWith(
                        "Server [https://127.0.0.1:1] does not answer: connection refused. Start the cluster, or correct the "
                                + "server of context ")
                .contains("in kubeconfig " + folder);
    }

    private String refusalWith(UnaryOperator<String> change) throws IOException {
        try (LoopbackCluster there = new LoopbackCluster(folder)) {
            String text = Files.readString(there.kubeconfig);
            String changed = change.apply(text);
            assertThat(changed).isNotEqualTo(text);
            Path file = Files.writeString(folder.resolve("changed"), changed);
            return refusal(KubernetesOptions.of(file.toString()), Map.of());
        }
    }

    /** Return what a replay is refused with, twice, as nobody waits for the same fault again. */
    private String refusal(KubernetesOptions options, Map<String, String> environment) {
        try (KubernetesCluster cluster = new KubernetesCluster(options, environment::get, folder)) {
            String[] messages = new String[2];
            for (int i = 0; i < 2; i++) {
                int at = i;
                assertThatThrownBy(() -> cluster.replay(request(trace(web(1, "1")), new NamespaceHooks())))
                        .isInstanceOf(EnvironmentException.class)
                        .satisfies(refused -> messages[at] = String.valueOf(refused.getMessage()));
            }
            assertThat(messages[1]).isEqualTo(messages[0]);
            return messages[0];
        }
    }
}
