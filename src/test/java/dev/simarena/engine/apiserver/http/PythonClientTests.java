package dev.simarena.engine.apiserver.http;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.simarena.engine.Manifests;
import dev.simarena.engine.World;
import dev.simarena.engine.WorldOptions;
import dev.simarena.engine.apiserver.ApiServer;
import dev.simarena.engine.apiserver.clock.RealTime;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Let the Python client of Kubernetes list, watch, patch, evict and scale.
 *
 * <p>Needs a Python with the package {@code kubernetes}: {@code python3}, or the one that {@code ARENA_PYTHON} names.
 */
class PythonClientTests {

    private static final long LONGEST_SECONDS = 120;

    @Test
    void python_does_with_the_cluster_what_agents_do(@TempDir Path home) throws IOException, InterruptedException {
        String python = System.getenv().getOrDefault("ARENA_PYTHON", "python3");
        assumeTrue(
                exitCode(home, List.of(python, "-c", "import kubernetes")) == 0,
                "no Python with the package kubernetes; nothing to run here");
        Path script = home.resolve("client.py");
        try (InputStream text = requireNonNull(getClass().getResourceAsStream("client.py"))) {
            Files.write(script, text.readAllBytes());
        }
        World world = new World(WorldOptions.of(1, Manifests.START).withSystemObjects(true));
        world.apply(Manifests.node("n0", "16", "32Gi"));
        ApiServer api = new ApiServer(world);
        try (LoopbackServer server = LoopbackServer.start(api, LoopbackServer.ANY_PORT);
                RealTime time = RealTime.follow(api, 1)) {
            String kubeconfig = server.kubeconfigFile().toString();
            int code = exitCode(home, List.of(python, script.toString(), kubeconfig));

            assertThat(Files.readString(home.resolve("out"), StandardCharsets.UTF_8))
                    .as("exit code " + code)
                    .isEqualTo("""
                            watch True
                            patch {'tier': 'front'}
                            evict True
                            scale 1 1
                            pages 2
                            refusal 404 pods "none" not found
                            """);
            assertThat(code).isZero();
        } finally {
            api.close();
        }
    }

    private static int exitCode(Path home, List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("out").toFile());
        builder.environment().putAll(Map.of("HOME", home.toString(), "PYTHONDONTWRITEBYTECODE", "1"));
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return -1; // there is no Python at all
        }
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("Command %s did not end.".formatted(command));
        }
        return process.exitValue();
    }
}
