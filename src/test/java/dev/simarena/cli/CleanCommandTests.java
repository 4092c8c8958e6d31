package dev.simarena.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simarena.cluster.kube.LoopbackCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Look at a cluster and clean it from the command line. */
class CleanCommandTests {

    @TempDir
    Path folder;

    @Test
    void clean_deletes_what_nobody_owns_any_more_and_says_so() throws IOException {
        try (LoopbackCluster there = new LoopbackCluster(folder)) {
            Set<String> before = there.names();
            String[] clean = {"clean", "--kubeconfig", there.kubeconfig.toString()};
            assertThat(Output.of(clean).out()).isEqualTo("nothing to delete\n");
            there.orphan("gone0");
            Output done = Output.of(clean);
            assertThat(done.out().lines())
                    .containsExactly("deleted  Namespace/virtual-gone0-1-default", "deleted  Node/gone0-1-node-0");
            assertThat(done.exit()).isZero();
            assertThat(there.names()).isEqualTo(before);
        }
    }

    @Test
    void preflight_prints_all_checks_and_is_red_where_one_fails() throws IOException {
        try (LoopbackCluster there = new LoopbackCluster(folder)) {
            Output fit = Output.of("preflight", "--simkube", "none", "--kubeconfig", there.kubeconfig.toString());
            assertThat(fit.exit()).isZero();
            assertThat(fit.out()).contains("ok    permission for nodes").doesNotContain("FAIL");
            Output unfit = Output.of("preflight", "--kubeconfig", there.kubeconfig.toString());
            assertThat(unfit.exit()).isEqualTo(1);
            assertThat(unfit.out())
                    .contains("FAIL  CRD simulations.simkube.io")
                    .contains("tried to get Namespace/monitoring")
                    .contains("kubectl create namespace monitoring");
        }
    }

    @Test
    void cluster_that_is_not_there_is_told_as_wrong_usage() {
        Output missing =
                Output.of("clean", "--kubeconfig", folder.resolve("none").toString());
        assertThat(missing.exit()).isEqualTo(2);
        assertThat(missing.err()).startsWith("Kubeconfig [%s] is not there.".formatted(folder.resolve("none")));
    }

    @Test
    void role_is_printed_without_a_cluster() {
        Output role = Output.of("preflight", "--simkube", "none", "--role");
        assertThat(role.exit()).isZero();
        assertThat(role.out())
                .contains("kind: ServiceAccount")
                .contains("{apiGroups: [\"\"], resources: [nodes], verbs: [list, watch, create, delete]}")
                .doesNotContain("simkube.io");
    }
}
