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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Run everyday commands with the real kubectl, which prints what it printed for a real control plane 1.36. */
class KubectlCommandsTests {

    @Test
    void everyday_commands_print_what_they_print_for_a_real_control_plane(@TempDir Path home)
            throws IOException, InterruptedException {
        assumeTrue(KubectlRunner.isHere(), "no kubectl on the path; nothing to run here");
        World world = new World(
                WorldOptions.of(3, Manifests.START).withEventObjects(true).withSystemObjects(true));
        world.apply(Manifests.node("n0", "16", "32Gi"));
        world.apply(Manifests.node("n1", "16", "32Gi"));
        ApiServer api = new ApiServer(world);
        List<String> expected = expected();
        List<String> actual = new ArrayList<>();
        try (LoopbackServer server = LoopbackServer.start(api, LoopbackServer.ANY_PORT);
                RealTime time = RealTime.follow(api, 1)) {
            KubectlRunner kubectl = new KubectlRunner(home, server.kubeconfigFile());
            for (String line : expected) {
                if (line.startsWith("$ ")) {
                    actual.add(line);
                    KubectlRunner.Result result = kubectl.run("{ " + line.substring(2) + "\n} 2>&1", "");
                    result.stdout()
                            .lines()
                            .filter(printed -> !printed.startsWith("WARNING: version"))
                            .forEach(actual::add);
                }
            }
        } finally {
            api.close();
        }
        assertThat(actual).isEqualTo(expected);
    }

    private static List<String> expected() throws IOException {
        try (InputStream text = requireNonNull(KubectlCommandsTests.class.getResourceAsStream("commands.txt"))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }
}
