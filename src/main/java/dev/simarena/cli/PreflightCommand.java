package dev.simarena.cli;

import dev.simarena.cluster.kube.KubernetesCluster;
import dev.simarena.cluster.kube.KubernetesOptions;
import dev.simarena.cluster.kube.PreflightCheck;
import dev.simarena.cluster.kube.RoleManifest;
import dev.simarena.cluster.kube.SimKubeMode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Say how fit a real cluster is for replays. */
@Command(
        name = "preflight",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Say how fit a real cluster is for replays, and touch nothing.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:fit", "1:not fit: a check failed", ExitCode.WRONG_TEXT},
        footerHeading = "%nExamples:%n",
        footer = {"  arena preflight --simkube none", "  arena preflight --simkube none --role | kubectl apply -f -"})
final class PreflightCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(
            names = "--simkube",
            paramLabel = "MODE",
            description = "who replays: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private SimKubeMode simkube = SimKubeMode.INSTALLED;

    @Option(names = "--role", description = "print the smallest role that is enough, and ask nothing")
    private boolean role;

    @Override
    public Integer call() {
        KubernetesOptions options = cluster.with(simkube);
        PrintWriter out = spec.commandLine().getOut();
        if (role) {
            out.print(RoleManifest.of(options));
            out.flush();
            return ExitCode.GREEN;
        }
        try (KubernetesCluster asked = new KubernetesCluster(options)) {
            boolean fit = asked.preflight().stream().allMatch(PreflightCheck::passed);
            out.println(asked.report());
            out.flush();
            return fit ? ExitCode.GREEN : ExitCode.RED;
        }
    }
}
