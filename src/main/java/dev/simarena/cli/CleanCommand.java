package dev.simarena.cli;

import dev.simarena.cluster.kube.CleanUp;
import dev.simarena.cluster.kube.SimKubeMode;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Delete what killed runs left on a real cluster. */
@Command(
        name = "clean",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Delete what killed runs left on a real cluster; nothing without a label of the arena is touched.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing is left", "1:something is left", ExitCode.WRONG_TEXT},
        footerHeading = "%nExamples:%n",
        footer = {"  arena clean", "  arena clean --context kind-kind --all"})
final class CleanCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--all", description = "runs that are alive too")
    private boolean all;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "how long to wait until it is gone (default: ${DEFAULT-VALUE})")
    private int timeout = 180;

    @Override
    public Integer call() {
        CleanUp done = CleanUp.of(cluster.with(SimKubeMode.NONE), all, Duration.ofSeconds(timeout));
        PrintWriter out = spec.commandLine().getOut();
        done.removed().forEach(name -> out.println("deleted  " + name));
        done.left().forEach(name -> out.println("left     " + name));
        if (done.removed().isEmpty() && done.left().isEmpty()) {
            out.println("nothing to delete");
        }
        out.flush();
        return done.left().isEmpty() ? ExitCode.GREEN : ExitCode.RED;
    }
}
