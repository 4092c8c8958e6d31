package dev.simarena.engine.apiserver.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Run commands with kubectl against a server. */
final class KubectlRunner {

    /** Hold what a command did. */
    record Result(int exitCode, String stdout, String stderr) {}

    private static final long LONGEST_SECONDS = 120;

    private final Path home;
    private final Path kubeconfig;

    /**
     * Begin with an empty cache.
     *
     * @param home folder that is kubectl's alone
     */
    KubectlRunner(Path home, Path kubeconfig) {
        this.home = home;
        this.kubeconfig = kubeconfig;
    }

    /** Tell whether there is a kubectl. */
    static boolean isHere() {
        for (String folder : String.valueOf(System.getenv("PATH")).split(":")) {
            if (Files.isExecutable(Path.of(folder, "kubectl"))) {
                return true;
            }
        }
        return false;
    }

    /** Run a command line of a shell. */
    Result run(String command, String stdin) throws IOException, InterruptedException {
        Path in = Files.writeString(Files.createTempFile(home, "stdin", ""), stdin);
        Path out = Files.createTempFile(home, "stdout", "");
        Path err = Files.createTempFile(home, "stderr", "");
        ProcessBuilder builder = new ProcessBuilder(List.of("sh", "-c", command))
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("KUBECONFIG", kubeconfig.toString());
        builder.environment().put("HOME", home.toString());
        builder.environment().remove("KUBECTL_EXTERNAL_DIFF");
        Process process = builder.start();
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("Command [%s] did not end.".formatted(command));
        }
        return new Result(process.exitValue(), text(out), text(err));
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
