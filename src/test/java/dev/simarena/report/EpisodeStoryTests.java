package dev.simarena.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simarena.cluster.EnvironmentException;
import dev.simarena.episode.Action;
import dev.simarena.episode.Episode;
import java.util.List;
import org.junit.jupiter.api.Test;

class EpisodeStoryTests {

    private static final ReproduceCommand COMMAND =
            new ReproduceCommand("mvn verify -Dscenario=memory -Darena.seed=7", 7);

    @Test
    void unsolvedEpisode_isToldStepByStep() {
        Episode episode = unsolved().truncated("step limit 4");

        assertThat(EpisodeStory.of(
                        episode,
                        COMMAND,
                        "reference policy solves this trace in 4 steps (reduce_mem_small × 4), final reward 1.00",
                        List.of("artifacts:  target/arena/run-1/memory/mem-slight.msgpack/random")))
                .isEqualTo("""
                        Episode [mem-slight.msgpack × random × seed 7] did not reach its target within 4 steps
                          expected: ready = 3, pending = 0
                           but was: ready = 0, pending = 3  (truncated by step limit 4, not terminated)

                          step  action            ready pending  cpu    memory   reward  note
                             0  –                     0       3  500m   33Gi          –  FailedScheduling: Insufficient memory
                             1  bump_cpu_small        0       3  1000m  33Gi      -0.45
                             2  reduce_mem_small      0       3  1000m  33536Mi   -0.45
                             3  bump_mem_small        0       3  1000m  33536Mi   -0.45  blocked: memory 33Gi > limit 32Gi
                             4  bump_cpu_small        0       3  1500m  33536Mi   -0.45

                          reference policy solves this trace in 4 steps (reduce_mem_small × 4), final reward 1.00
                          artifacts:  target/arena/run-1/memory/mem-slight.msgpack/random
                          reproduce:  mvn verify -Dscenario=memory -Darena.seed=7""");
    }

    @Test
    void noCommandGiven_showsTheSeedOfTheEpisodeAndNoCommand() {
        assertThat(EpisodeStory.of(unsolved().truncated("step limit 4")))
                .startsWith("Episode [mem-slight.msgpack × random × seed 42] did not reach its target within 4 steps\n")
                .doesNotContain("reproduce:");
    }

    @Test
    void referenceNotKnown_tellsTheFewestStepsTheTraceDeclares() {
        Episode episode = unsolved().fewestSteps(4).truncated("step limit 4");

        assertThat(EpisodeStory.of(episode, COMMAND)).contains("\n  the trace declares a solution in 4 steps\n");
    }

    @Test
    void solvedEpisode_tellsTargetAndReturn() {
        Episode episode = EpisodeBuilder.episode()
                .fewestSteps(1)
                .reset(0, 3, "500m", "32896Mi")
                .step(Action.REDUCE_MEM_SMALL, 3, 0, "500m", "32640Mi", 1)
                .solved();

        assertThat(EpisodeStory.of(episode, COMMAND)).isEqualTo("""
                        Episode [mem-slight.msgpack × random × seed 7] reached its target in 1 step
                          target: ready = 3, pending = 0
                          return: 1.00

                          step  action            ready pending  cpu   memory   reward  note
                             0  –                     0       3  500m  32896Mi       –
                             1  reduce_mem_small      3       0  500m  32640Mi    1.00

                          reproduce:  mvn verify -Dscenario=memory -Darena.seed=7""");
    }

    @Test
    void abortedEpisode_saysThatTheEnvironmentFailedAndWhy() {
        Episode episode = EpisodeBuilder.episode()
                .reset(0, 3, "500m", "33Gi")
                .aborted(new EnvironmentException("Driver [sim-1] never started.\n  Look at its pod."));

        assertThat(EpisodeStory.of(episode, COMMAND)).isEqualTo("""
                        Episode [mem-slight.msgpack × random × seed 7] was aborted after 0 steps: the environment failed
                          cause: EnvironmentException: Driver [sim-1] never started. Look at its pod.
                          An aborted episode has no score.

                          step  action  ready pending  cpu   memory  reward  note
                             0  –           0       3  500m  33Gi         –

                          reproduce:  mvn verify -Dscenario=memory -Darena.seed=7""");
    }

    @Test
    void abortedAtReset_hasNoTable() {
        Episode episode = EpisodeBuilder.episode().aborted(new EnvironmentException("Cluster [kind] is gone."));

        assertThat(EpisodeStory.of(episode)).isEqualTo("""
                        Episode [mem-slight.msgpack × random × seed 42] was aborted after 0 steps: the environment failed
                          cause: EnvironmentException: Cluster [kind] is gone.
                          An aborted episode has no score.""");
    }

    @Test
    void policyThatThrows_isTheCause() {
        Episode episode =
                EpisodeBuilder.episode().reset(1, 2, "1", "1Gi").policyFailed(new IllegalStateException("no model"));

        assertThat(EpisodeStory.of(episode)).startsWith("""
                        Episode [mem-slight.msgpack × random × seed 42] did not reach its target: the policy failed after 0 steps
                          expected: ready = 3, pending = 0
                           but was: ready = 1, pending = 2  (the policy threw IllegalStateException: no model)
                        """);
    }

    @Test
    void totalThatIsNotTheSum_getsAColumnAndAPlaceInTheHeadline() {
        Episode episode = EpisodeBuilder.episode()
                .reset(3, 0, "1", "1Gi")
                .stepWithTotal(Action.SCALE_UP_REPLICAS, 3, 0, 4, "1", "1Gi", -0.15)
                .truncated("step limit 1");

        assertThat(EpisodeStory.of(episode))
                .contains("  expected: ready = 3, pending = 0, total = 3\n")
                .contains(
                        "   but was: ready = 3, pending = 0, total = 4  (truncated by step limit 1, not terminated)\n")
                .contains("  step  action             ready pending total  cpu  memory  reward  note\n")
                .contains("     1  scale_up_replicas      3       0     4  1    1Gi      -0.15");
    }

    @Test
    void rewardsThatCentsDoNotTell_getFourDecimalsInEveryRow() {
        Episode episode = EpisodeBuilder.episode()
                .reset(0, 3, "1", "1Gi")
                .step(Action.NOOP, 0, 3, "1", "1Gi", -0.02 / 3)
                .step(Action.NOOP, 0, 3, "1", "1Gi", -0.5)
                .truncated("step limit 2");

        assertThat(EpisodeStory.of(episode)).contains("  -0.0067").contains("  -0.5000");
    }

    @Test
    void reasonThatChanges_isToldAgain() {
        Episode episode = EpisodeBuilder.episode()
                .unschedulable("Insufficient cpu")
                .reset(0, 3, "17", "33Gi")
                .step(Action.NOOP, 0, 3, "17", "33Gi", -0.45)
                .unschedulable("Insufficient memory")
                .step(Action.REDUCE_CPU_SMALL, 0, 3, "16", "33Gi", -0.45)
                .truncated("step limit 2");

        assertThat(EpisodeStory.of(episode).lines().filter(line -> line.contains("FailedScheduling")))
                .hasSize(2)
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("     0").endsWith("Insufficient cpu"),
                        line -> assertThat(line).startsWith("     2").endsWith("Insufficient memory"));
    }

    @Test
    void longEpisode_losesItsMiddleAndSaysHowMuch() {
        List<String> rows = rows(EpisodeStory.of(noops(40)));

        assertThat(rows).hasSize(21);
        assertThat(rows.get(9)).startsWith("     9  noop");
        assertThat(rows.get(10)).isEqualTo("   ...  (21 steps left out)");
        assertThat(rows.get(11)).startsWith("    31  noop").contains("FailedScheduling");
        assertThat(rows.get(20)).startsWith("    40  noop");
    }

    @Test
    void episodeOfTwentySteps_isToldWhole() {
        assertThat(rows(EpisodeStory.of(noops(20)))).hasSize(21).noneMatch(row -> row.contains("left out"));
        assertThat(rows(EpisodeStory.of(noops(21)))).hasSize(21).contains("   ...  (2 steps left out)");
    }

    @Test
    void notes_areTold() {
        Episode episode = EpisodeBuilder.episode()
                .note("CronJob is stored but not simulated")
                .reset(3, 0, "1", "1Gi")
                .solved();

        assertThat(EpisodeStory.of(episode)).endsWith("\n\n  note:       CronJob is stored but not simulated");
    }

    static EpisodeBuilder unsolved() {
        return EpisodeBuilder.episode()
                .unschedulable("Insufficient memory")
                .reset(0, 3, "500m", "33Gi")
                .step(Action.BUMP_CPU_SMALL, 0, 3, "1000m", "33Gi", -0.45)
                .step(Action.REDUCE_MEM_SMALL, 0, 3, "1000m", "33536Mi", -0.45)
                .blocked(Action.BUMP_MEM_SMALL, 0, 3, "1000m", "33536Mi", -0.45, "memory 33Gi > limit 32Gi")
                .step(Action.BUMP_CPU_SMALL, 0, 3, "1500m", "33536Mi", -0.45);
    }

    private static Episode noops(int number) {
        EpisodeBuilder builder =
                EpisodeBuilder.episode().unschedulable("Insufficient memory").reset(0, 3, "1", "33Gi");
        for (int i = 0; i < number; i++) {
            builder.step(Action.NOOP, 0, 3, "1", "33Gi", -0.45);
        }
        return builder.truncated("step limit " + number);
    }

    /** The rows of the story's table. */
    private static List<String> rows(String story) {
        return story.lines()
                .dropWhile(line -> !line.startsWith("  step  action"))
                .skip(1)
                .takeWhile(line -> !line.isEmpty())
                .toList();
    }
}
