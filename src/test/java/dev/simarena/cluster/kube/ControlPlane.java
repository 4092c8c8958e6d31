package dev.simarena.cluster.kube;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Drive the script that brings up a real control plane. */
final class ControlPlane implements AutoCloseable {

    private static final String SCRIPT = "src/test/control-plane/control-plane";

    /** Another number for each suite that runs at one time on a machine. */
    private static final String NUMBER = System.getProperty("control-plane", "7");

    private final Path kubeconfig;

    private ControlPlane(Path kubeconfig) {
        this.kubeconfig = kubeconfig;
    }

    /** Build what is missing, which takes minutes the first time, and start it. */
    static ControlPlane up() throws IOException, InterruptedException {
        return new ControlPlane(Path.of(run("up", NUMBER).strip()));
    }

    KubernetesOptions options() {
        return KubernetesOptions.of(kubeconfig.toString());
    }

    void kill(String part) throws IOException, InterruptedException {
        run("kill", part, NUMBER);
    }

    void start(String part) throws IOException, InterruptedException {
        run("start", part, NUMBER);
    }

    private static String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(SCRIPT));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("%s failed with %d".formatted(command, process.exitValue()));
        }
        return output;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("down", NUMBER);
    }
}
