package dev.simarena.cluster.kube;

import dev.simarena.cluster.HookStage;
import dev.simarena.cluster.NamespaceHooks;
import dev.simarena.cluster.NodeShape;
import dev.simarena.cluster.ReplayRequest;
import java.time.Duration;

/** Replay until somebody kills this process. */
final class RunThatIsKilled {

    /** What is printed when everything is there. */
    static final String READY = "there is something to leave behind";

    private RunThatIsKilled() {}

    public static void main(String[] arguments) {
        try (KubernetesCluster cluster = new KubernetesCluster(KubernetesOptions.of(arguments[0]))) {
            NamespaceHooks hooks = new NamespaceHooks().on(HookStage.PRE_RUN, context -> System.out.println(READY));
            cluster.replay(new ReplayRequest(
                    "killed",
                    LoopbackCluster.trace(LoopbackCluster.web(3, "1")),
                    NodeShape.DEFAULT,
                    Duration.ofHours(1),
                    hooks,
                    "killed-run",
                    1));
        }
    }
}
