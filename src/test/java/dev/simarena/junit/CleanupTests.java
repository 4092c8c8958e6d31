package dev.simarena.junit;

import static dev.simarena.junit.ArenaAssertions.assertThat;

import dev.simarena.cluster.EnvironmentException;
import dev.simarena.cluster.NamespaceHooks;
import dev.simarena.episode.Policy;
import dev.simarena.episode.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CleanupTests {

    @TempDir
    Path folder;

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "commands are for a POSIX shell")
    void onSuccess_keepsWhatAFailedEpisodeShowed_andSaysHowToLookAndRemove() throws IOException {
        var kit = kit().set(ArenaSettings.POLICY, "noop");
        String message = kit.play(OnSuccessTestCase.class).failure("01.msgpack");

        Path kept = kit.records().resolve("kept/OnSuccessTestCase.plays/cpu/01/noop/kept.yaml");
        assertThat(message.lines().toList())
                .contains("  kept:       " + kept + " (" + objects(kept) + " objects, as the last step showed them)")
                .contains("  look:       less '" + kept + "'", "  remove:     rm '" + kept + "'");
        assertThat(message.lines().toList()).last().asString().startsWith("  reproduce:  ");
        assertThat(Files.readString(kept))
                .contains(
                        "kind: Deployment",
                        "kind: Node",
                        "kind: Pod",
                        "namespace: virtual-default",
                        "Insufficient cpu");

        PrintedCommand.sh(message.lines()
                .filter(line -> line.startsWith("  remove:  "))
                .findFirst()
                .orElseThrow()
                .substring("  remove:  ".length()));
        assertThat(kept).doesNotExist();
    }

    @Test
    void onSuccess_keepsNothingOfWhatPassed() throws IOException {
        var kit = kit();
        assertThat(kit.play(OnSuccessTestCase.class).failures()).isEmpty();

        assertThat(kit.records().resolve("cpu/01/reference")).isDirectory();
        assertThat(kit.records().resolve("kept")).doesNotExist();
    }

    @Test
    void never_keepsWhatPassedToo() throws IOException {
        var kit = kit().set(ArenaSettings.CLEANUP, "never");
        kit.play(OnSuccessTestCase.class);

        assertThat(kit.records().resolve("kept/OnSuccessTestCase.plays/cpu/01/reference/kept.yaml"))
                .exists();
    }

    @Test
    void always_isTheDefault_andASettingWins() throws IOException {
        var kit = kit().set(ArenaSettings.POLICY, "noop");
        assertThat(kit.play(PlainTestCase.class).failure("01.msgpack")).doesNotContain("kept:");

        var other = ArenaTestKit.in(folder.resolve("other"))
                .traces("cpu", 1)
                .set(ArenaSettings.POLICY, "noop")
                .set(ArenaSettings.CLEANUP, "always");
        assertThat(other.play(OnSuccessTestCase.class).failure("01.msgpack")).doesNotContain("kept:");
        assertThat(ArenaTestKit.in(folder)
                        .set(ArenaSettings.CLEANUP, "sometimes")
                        .play(PlainTestCase.class)
                        .failure())
                .hasMessage(
                        "Setting [arena.cleanup = sometimes] is not one of always, never, on_success. Correct it, or"
                                + " leave it out.");
    }

    @Test
    void records_areTheSame_whateverIsKept() throws IOException {
        var cleaned = kit().set(ArenaSettings.POLICY, "noop,reference");
        cleaned.play(PlainTestCase.class);
        var kept = ArenaTestKit.in(folder.resolve("kept"))
                .traces("cpu", 1)
                .set(ArenaSettings.POLICY, "noop,reference")
                .set(ArenaSettings.CLEANUP, "never");
        kept.play(PlainTestCase.class);

        for (String file : List.of("step.jsonl", "summary.json", "batches.jsonl")) {
            assertThat(kept.records().resolve(file))
                    .hasSameBinaryContentAs(cleaned.records().resolve(file));
        }
    }

    @Test
    void brokenEnvironment_hasNothingToKeep() throws IOException {
        var played = kit().set(ArenaSettings.CLEANUP, "on_success").play(BrokenTestCase.class);

        assertThat(played.failure("01.msgpack"))
                .contains(
                        "\n  kept:       nothing, since the environment failed before there was anything to look at\n");
    }

    private static long objects(Path yaml) throws IOException {
        return Files.readAllLines(yaml).stream().filter("---"::equals).count();
    }

    private ArenaTestKit kit() throws IOException {
        return ArenaTestKit.in(folder).traces("cpu", 1);
    }

    @Scenario("cpu")
    static class OnSuccessTestCase {

        @EpisodeTest(cleanup = Cleanup.ON_SUCCESS)
        void plays(Simulation simulation, Policy policy) {
            assertThat(simulation.play(policy)).isSolved();
        }
    }

    @Scenario("cpu")
    static class PlainTestCase {

        @EpisodeTest
        void plays(Simulation simulation, Policy policy) {
            assertThat(simulation.play(policy)).isSolved();
        }
    }

    @Scenario("cpu")
    static class BrokenTestCase {

        @EpisodeTest
        void plays(Simulation simulation, Policy policy, NamespaceHooks hooks) {
            hooks.on("pre_run", context -> {
                throw new EnvironmentException("Driver [x] never started.");
            });
            assertThat(simulation.play(policy)).isSolved();
        }
    }
}
