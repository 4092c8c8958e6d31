package dev.simarena.cluster.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simarena.cluster.Cluster;
import dev.simarena.cluster.ClusterState.PodState;
import dev.simarena.cluster.EmbeddedCluster;
import dev.simarena.cluster.NamespaceHooks;
import dev.simarena.cluster.NodeShape;
import dev.simarena.cluster.Replay;
import dev.simarena.cluster.ReplayRequest;
import dev.simarena.trace.Trace;
import dev.simarena.trace.TraceFiles;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Replay a trace of a scenario on the embedded cluster and on a real one, and print how long each takes. */
@ResourceLock(ControlPlane.LOCK)
class SideBySideIT {

    private static final Path TRACE = Path.of("scenarios/cpu/cpu-slight.msgpack");
    private static final Duration LENGTH = Duration.ofSeconds(10);
    private static final int REPLAYS = 3;
    private static final int WARM_UP = 50;

    @Test
    void same_replay_takes_its_time_on_each() {
        Trace trace = TraceFiles.load(TRACE).trace();
        try (EmbeddedCluster embedded = new EmbeddedCluster();
                KubernetesCluster real =
                        new KubernetesCluster(ControlPlane.shared().options())) {
            for (int i = 0; i < WARM_UP; i++) {
                replay(embedded, trace);
            }
            // connects, and makes the root of the run
            Replay first = replay(real, trace);
            assertThat(first.state().pods()).hasSize(3).allMatch(PodState::pending);
            double simulated = seconds(embedded, trace);
            double actual = seconds(real, trace);
            System.out.printf(
                    "%s, replayed for %d s and cleaned up: %.2f s on the real control plane, %.4f s on the embedded cluster: "
                            + "%.0f times as long%n",
                    TRACE, LENGTH.toSeconds(), actual, simulated, actual / simulated);
        }
    }

    private static double seconds(Cluster cluster, Trace trace) {
        long start = System.nanoTime();
        for (int i = 0; i < REPLAYS; i++) {
            replay(cluster, trace);
        }
        return (System.nanoTime() - start) / 1e9 / REPLAYS;
    }

    private static Replay replay(Cluster cluster, Trace trace) {
        return cluster.replay(new ReplayRequest(
                "side-by-side", trace, NodeShape.DEFAULT, LENGTH, new NamespaceHooks(), "side-by-side", 1));
    }
}
