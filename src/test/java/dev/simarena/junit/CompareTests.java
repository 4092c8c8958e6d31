package dev.simarena.junit;

import static dev.simarena.junit.ArenaAssertions.assertThat;

import dev.simarena.cluster.EnvironmentException;
import dev.simarena.cluster.NamespaceHooks;
import dev.simarena.episode.Policy;
import dev.simarena.episode.Simulation;
import dev.simarena.gate.BatchFiles;
import dev.simarena.gate.Demand;
import dev.simarena.gate.Judgement;
import dev.simarena.gate.Score;
import dev.simarena.gate.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompareTests {

    private static final String BETTER = "reference better than noop (95 %)";
    private static final String NOT_WORSE = "noop not worse than reference (95 %)";

    @TempDir
    Path folder;

    @Test
    void bothPolicies_arePlayed_andComparedInATestOfItsOwn() throws IOException {
        var played = kit().traces("cpu", 5).play(BetterTestCase.class);

        assertThat(played.failures()).isEmpty();
        assertThat(played.tests())
                .hasSize(11)
                .startsWith("01.msgpack [noop]", "01.msgpack [reference]", "02.msgpack [noop]")
                .endsWith("05.msgpack [reference]", BETTER);
    }

    @Test
    void worseCandidate_failsWithTheWholeStory() throws IOException {
        var played = kit().traces("cpu", 6).play(WorseTestCase.class);

        assertThat(played.failures()).containsOnlyKeys(NOT_WORSE);
        assertThat(played.failure()).isInstanceOf(GateFailedError.class);
        // reference: -0.45 + 1; noop: 7 steps (fewest 2 and 5 more) without any reward but -0.45
        assertThat(played.failure().getMessage())
                .startsWith("Gate [" + NOT_WORSE + "] is FAIL: even the upper limit ")
                .contains(
                        "\n  episodes:  planned 12, played 12, scored 12, aborted 0\n  pairs:     planned 6, compared 6\n",
                        "\n  traces:    0 won, 0 tied, 6 lost; sign test p = 0.0312\n",
                        "\n  test:      p = 0.0312, two-sided, from all sign flips\n",
                        "\n  worst:     01.msgpack -")
                .endsWith(
                        "\n  reproduce:  mvn verify -Dscenario=cpu -Darena.policy=reference,noop -Darena.reward=gradual"
                                + " -Darena.seed=0");
    }

    @Test
    void fewTraces_areInconclusive_andRedUnlessToldOtherwise() throws IOException {
        var played = kit().traces("cpu", 3).play(BetterTestCase.class);
        assertThat(played.failure())
                .isInstanceOf(GateInconclusiveError.class)
                .hasMessageStartingWith("Gate [" + BETTER + "] is INCONCLUSIVE: it needs at least 2 more traces\n");

        var skipped =
                ArenaTestKit.in(folder).set(ArenaSettings.INCONCLUSIVE, "skip").play(BetterTestCase.class);
        assertThat(skipped.failures()).isEmpty();
        assertThat(skipped.aborted()).containsOnlyKeys(BETTER);
    }

    @Test
    void policiesOfTheSetting_sayWhoPlays_andWhoIsMissingIsTold() throws IOException {
        var more = kit().traces("cpu", 5)
                .set(ArenaSettings.POLICY, "random,reference,noop")
                .play(BetterTestCase.class);
        assertThat(more.passed()).contains(BETTER, "05.msgpack [random]");

        var baseline = ArenaTestKit.in(folder).set(ArenaSettings.POLICY, "noop").play(BetterTestCase.class);
        assertThat(baseline.failures()).isEmpty();
        assertThat(baseline.tests()).hasSize(6).contains("05.msgpack");
        assertThat(baseline.aborted())
                .containsExactlyEntriesOf(Map.of(
                        BETTER,
                        "Gate [" + BETTER
                                + "] was not asked: policy reference is not played. Name it in arena.policy too."));

        var candidate =
                ArenaTestKit.in(folder).set(ArenaSettings.POLICY, "reference").play(BetterTestCase.class);
        assertThat(candidate.aborted().get(BETTER)).contains("policy noop is not played");
    }

    @Test
    void declaredPolicies_playBesideThoseThatAreCompared() throws IOException {
        var played = kit().traces("cpu", 5).play(DeclaredTestCase.class);

        assertThat(played.tests())
                .hasSize(16)
                .startsWith("01.msgpack [random]", "01.msgpack [noop]", "01.msgpack [reference]");
        assertThat(played.passed()).contains(BETTER);
    }

    @Test
    void everyReward_hasAComparison() throws IOException {
        var played = kit().traces("cpu", 5)
                .set(ArenaSettings.REWARD, "gradual,binary")
                .play(BetterTestCase.class);

        assertThat(played.passed()).contains(BETTER + " [gradual]", BETTER + " [binary]");
    }

    @Test
    void abortedPairs_makeItInconclusive() throws IOException {
        var played = kit().traces("cpu", 6).play(BrokenTestCase.class);

        assertThat(played.failures().get(BETTER))
                .startsWith("Gate [" + BETTER
                        + "] is INCONCLUSIVE: an episode of 6 of 6 planned pairs is aborted, more than a tenth; mend the environment, then play again\n"
                        + "  episodes:  planned 12, played 12, scored 6, aborted 6\n"
                        + "  pairs:     planned 6, compared 0, aborted 6\n");
    }

    @Test
    void narrowedTraces_leaveItOut() throws IOException {
        var played = kit().traces("cpu", 5).set(ArenaSettings.TRACE, "01*").play(BetterTestCase.class);

        assertThat(played.failures()).isEmpty();
        assertThat(played.aborted().get(BETTER))
                .contains("was not asked: arena.trace or arena.repetition leave only 1");
    }

    @Test
    void earlyStop_neverTearsPairsApart() throws IOException {
        var played = kit().traces("cpu", 5).play(EarlyTestCase.class);

        assertThat(played.tests())
                .filteredOn(name -> name.contains("repetition"))
                .hasSize(20);
        assertThat(played.aborted().keySet()).noneMatch(name -> name.contains("repetition"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void parallelEpisodes_areComparedAfterAll(int threads) throws IOException {
        var played = kit().traces("cpu", 5).parallel("fork_join_pool", threads).play(BetterTestCase.class);

        assertThat(played.failures()).isEmpty();
        assertThat(played.passed()).hasSize(11).contains(BETTER);
    }

    @Test
    void workerThreadPool_comparesAtTheEndOfTheMethod() throws IOException {
        var played = kit().traces("cpu", 6).parallel("worker_thread_pool", 2).play(WorseTestCase.class);

        assertThat(played.passed()).hasSize(12);
        assertThat(played.failure()).hasMessageStartingWith("Gate [" + NOT_WORSE + "] is FAIL: ");
    }

    @Test
    void verdict_liesBesideTheRecords_andIsJudgedAnewFromThem() throws IOException {
        var kit = kit().traces("cpu", 5);
        kit.play(BetterTestCase.class);

        List<Judgement> judged = BatchFiles.judge(List.of(kit.records()));
        assertThat(judged).hasSize(1);
        Verdict verdict = Objects.requireNonNull(judged.get(0).verdict());
        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.PASS);
        String line = Files.readString(kit.records().resolve("gates.jsonl"));
        assertThat(line)
                .contains(
                        "\"policy\":\"reference\",\"reward_name\":\"gradual\",\"gate\":{\"kind\":\"comparison\",\"baseline\":\"noop\","
                                + "\"candidate\":\"reference\",\"score\":\"REWARD\",\"demand\":\"BETTER\",\"margin\":0.0,\"confidence\":0.95}",
                        "\"outcome\":\"PASS\"",
                        verdict.reason());
    }

    @Test
    void severalPolicies_haveALeaderboardBesideTheRecords_alwaysTheSame() throws IOException {
        var kit = kit().traces("cpu", 5);
        kit.play(BetterTestCase.class);
        assertThat(kit.records().resolve("leaderboard.md"))
                .content()
                .contains(
                        "\n| 1 | reference | 5 | 1.000 | 0.478 to 1.000 | 0.55 | 0.55 to 0.55 | 5 | 5 | 0 |\n| 2 | noop | 5 | 0.000 |");

        var parallel =
                ArenaTestKit.in(folder.resolve("parallel")).traces("cpu", 5).parallel("fork_join_pool", 3);
        parallel.play(BetterTestCase.class);
        assertThat(parallel.records().resolve("leaderboard.html"))
                .hasSameTextualContentAs(kit.records().resolve("leaderboard.html"));

        var alone = ArenaTestKit.in(folder.resolve("alone")).traces("cpu", 1).set(ArenaSettings.POLICY, "noop");
        alone.play(BetterTestCase.class);
        assertThat(alone.records().resolve("leaderboard.md")).doesNotExist();
    }

    @Test
    void solvedShare_andMargin_areDeclared() throws IOException {
        var played = kit().traces("cpu", 6).play(SolvedTestCase.class);

        assertThat(played.passed()).contains("reference better than noop by more than 0.5 in share solved (95 %)");
    }

    @Test
    void mistakes_failBeforeAnythingPlays() throws IOException {
        var same = kit().traces("cpu", 1).play(SameTestCase.class);
        assertThat(same.tests()).isEmpty();
        assertThat(same.failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(
                        "Attribute [@Compare(candidate = noop)] on [SameTestCase.plays] is not another policy than the"
                                + " baseline. Correct it, or leave it out.");
        assertThat(ArenaTestKit.in(folder).play(UnknownTestCase.class).failure())
                .hasMessageStartingWith("Policy [refrence] does not exist. Did you mean [reference]?");
        assertThat(ArenaTestKit.in(folder).play(MarginTestCase.class).failure())
                .hasMessageStartingWith(
                        "Attribute [@Compare(margin = -0.1)] on [MarginTestCase.plays] is not a number of 0");
    }

    private ArenaTestKit kit() {
        return ArenaTestKit.in(folder);
    }

    @Scenario("cpu")
    static class BetterTestCase {

        @EpisodeTest
        @Compare(baseline = "noop", candidate = "reference", demand = Demand.BETTER)
        void plays(Simulation simulation, Policy policy) {
            simulation.play(policy);
        }
    }

    @Scenario("cpu")
    @Compare(baseline = "reference", candidate = "noop")
    static class WorseTestCase {

        @EpisodeTest
        void plays(Simulation simulation, Policy policy) {
            simulation.play(policy);
        }
    }

    @Scenario("cpu")
    static class DeclaredTestCase {

        @EpisodeTest(policy = "random")
        @Compare(baseline = "noop", candidate = "reference", demand = Demand.BETTER)
        void plays(Simulation simulation, Policy policy) {
            simulation.play(policy);
        }
    }

    @Scenario("cpu")
    static class BrokenTestCase {

        @EpisodeTest
        @Compare(baseline = "noop", candidate = "reference", demand = Demand.BETTER)
        void plays(Simulation simulation, Policy policy, NamespaceHooks hooks) {
            hooks.on("pre_run", context -> {
                if (simulation.spec().policy().equals("noop")) {
                    throw new EnvironmentException("Driver [x] never started.");
                }
            });
            simulation.play(policy);
        }
    }

    @Scenario("cpu")
    static class EarlyTestCase {

        @EpisodeTest(repetitions = 2)
        @SolveRate(atLeast = 0.9, earlyStop = true, inconclusiveFails = false)
        @Compare(baseline = "noop", candidate = "reference", demand = Demand.BETTER)
        void plays(Simulation simulation, Policy policy) {
            simulation.play(policy);
        }
    }

    @Scenario("cpu")
    static class SolvedTestCase {

        @EpisodeTest
        @Compare(
                baseline = "noop",
                candidate = "reference",
                score = Score.SOLVED,
                demand = Demand.BETTER,
                margin = 0.5,
                confidence = 0.95)
        void plays(Simulation simulation, Policy policy) {
            simulation.play(policy);
        }
    }

    @Scenario("cpu")
    static class SameTestCase {

        @EpisodeTest
        @Compare(baseline = "noop", candidate = "noop")
        void plays(Simulation simulation, Policy policy) {
            simulation.play(policy);
        }
    }

    @Scenario("cpu")
    static class UnknownTestCase {

        @EpisodeTest
        @Compare(baseline = "noop", candidate = "refrence")
        void plays(Simulation simulation, Policy policy) {
            simulation.play(policy);
        }
    }

    @Scenario("cpu")
    static class MarginTestCase {

        @EpisodeTest
        @Compare(baseline = "noop", candidate = "reference", margin = -0.1)
        void plays(Simulation simulation, Policy policy) {
            simulation.play(policy);
        }
    }
}
