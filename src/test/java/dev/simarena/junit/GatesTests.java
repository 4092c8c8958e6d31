package dev.simarena.junit;

import static dev.simarena.junit.ArenaAssertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.simarena.cluster.EnvironmentException;
import dev.simarena.cluster.NamespaceHooks;
import dev.simarena.episode.Action;
import dev.simarena.episode.Policy;
import dev.simarena.episode.Simulation;
import dev.simarena.trace.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatesTests {

    private static final String RATE = "solve rate at least 0.8 (95 %)";

    @TempDir
    Path folder;

    @Test
    void gate_isATestOfItsOwn_afterTheEpisodes() throws IOException {
        var played = kit().traces("cpu", 14).play(RateTestCase.class);

        assertThat(played.tests()).hasSize(15).endsWith("14.msgpack", RATE);
        assertThat(played.failures()).isEmpty();
        assertThat(played.passed()).contains(RATE);
    }

    @Test
    void oneEpisodeTooFew_isInconclusiveAndRed() throws IOException {
        var played = kit().traces("cpu", 13).play(RateTestCase.class);

        assertThat(played.failures()).containsOnlyKeys(RATE);
        assertThat(played.failure()).isInstanceOf(GateInconclusiveError.class).hasMessage("""
                        Gate [solve rate at least 0.8 (95 %)] is INCONCLUSIVE: it needs at least 1 more episode, all solved
                          episodes:  planned 13, played 13, scored 13, aborted 0
                          solved:    13 of 13 planned (1.000); at least 0.794 and at most 1.000 of such traces, each with \
                        95 % confidence
                          reproduce:  mvn verify -Dscenario=cpu -Darena.policy=reference -Darena.reward=gradual \
                        -Darena.seed=0""");
    }

    @Test
    void inconclusive_isSkippedWhereToldSo() throws IOException {
        var played =
                kit().traces("cpu", 2).set(ArenaSettings.INCONCLUSIVE, "skip").play(RateTestCase.class);

        assertThat(played.failures()).isEmpty();
        assertThat(played.aborted()).containsOnlyKeys(RATE);

        var declared =
                ArenaTestKit.in(folder.resolve("declared")).traces("cpu", 2).play(ForgivingTestCase.class);
        assertThat(declared.failures()).isEmpty();
        assertThat(declared.aborted()).containsOnlyKeys(RATE);
    }

    @Test
    void failedEpisodes_areSeenByTheGateToo() throws IOException {
        var played = kit().traces("cpu", 8).set(ArenaSettings.POLICY, "noop").play(RateTestCase.class);

        assertThat(played.failures()).hasSize(9);
        assertThat(played.failures().get(RATE))
                .startsWith("Gate [" + RATE + "] is FAIL: even the upper limit 0.312 misses 0.8\n"
                        + "  episodes:  planned 8, played 8, scored 8, aborted 0\n"
                        + "  solved:    0 of 8 planned (0.000); ")
                .contains("\n  unsolved:  01.msgpack, 02.msgpack, 03.msgpack, 04.msgpack, 05.msgpack and 3 more\n")
                .endsWith("-Darena.policy=noop -Darena.reward=gradual -Darena.seed=0");
    }

    @Test
    void severalPolicies_haveAGateEach() throws IOException {
        var played = kit().traces("cpu", 14)
                .set(ArenaSettings.POLICY, "reference,noop")
                .play(RateTestCase.class);

        assertThat(played.tests()).hasSize(30).endsWith(RATE + " [reference]", RATE + " [noop]");
        assertThat(played.failures())
                .hasSize(15)
                .containsKey(RATE + " [noop]")
                .doesNotContainKey(RATE + " [reference]");
    }

    @Test
    void episodesThatCannotBePlayed_stayInTheDenominator() throws IOException {
        var played = kit().traces("cpu", 14)
                .garbage("scenarios/cpu/15.msgpack")
                .garbage("scenarios/cpu/16.msgpack")
                .play(RateTestCase.class);

        assertThat(played.failures()).containsOnlyKeys("15.msgpack", "16.msgpack", RATE);
        assertThat(played.failures().get(RATE))
                .startsWith(
                        "Gate [" + RATE + "] is INCONCLUSIVE: 2 of 16 planned episodes are missing, more than a tenth;"
                                + " mend their traces or their tests, then play again\n"
                                + "  episodes:  planned 16, played 14, scored 14, aborted 0, missing 2\n");
    }

    @Test
    void abortedEpisodes_makeTheGateInconclusive() throws IOException {
        var played = kit().traces("cpu", 14).play(BrokenTestCase.class);

        assertThat(played.failures().get(RATE))
                .startsWith("Gate [" + RATE
                        + "] is INCONCLUSIVE: 14 of 14 planned episodes are aborted, more than a tenth;"
                        + " mend the environment, then play again\n"
                        + "  episodes:  planned 14, played 14, scored 0, aborted 14\n");
    }

    @Test
    void narrowedTraces_leaveOutGatesAboutAll_visibly() throws IOException {
        var played =
                kit().traces("cpu", 14).set(ArenaSettings.TRACE, "01.msgpack").play(RateTestCase.class);

        assertThat(played.failures()).isEmpty();
        assertThat(played.aborted())
                .containsExactlyEntriesOf(Map.of(
                        RATE,
                        "Gate [" + RATE
                                + "] was not asked: arena.trace or arena.repetition leave only 1 of its episodes to play."
                                + " Play them all."));

        var all = ArenaTestKit.in(folder.resolve("all")).traces("cpu", 14).set(ArenaSettings.TRACE, "*");
        assertThat(all.play(RateTestCase.class).passed()).contains(RATE);
    }

    @Test
    void lifecycleMethods_areForEpisodesOnly() throws IOException {
        LifecycleTestCase.BEFORE.set(0);
        LifecycleTestCase.BODIES.set(0);
        var played = kit().traces("cpu", 14).play(LifecycleTestCase.class);

        assertThat(played.failures()).isEmpty();
        assertThat(played.tests()).hasSize(15);
        assertThat(LifecycleTestCase.BEFORE).hasValue(14);
        assertThat(LifecycleTestCase.BODIES).hasValue(14);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void parallelEpisodes_allEndBeforeTheGate(int threads) throws IOException {
        var played = kit().traces("cpu", 14)
                .parallel("fork_join_pool", threads)
                .play(RateTestCase.class, OtherTestCase.class);

        assertThat(played.failures()).isEmpty();
        assertThat(played.passed()).hasSize(30);
        assertThat(played.tests().stream().filter(name -> name.equals(RATE))).hasSize(2);
    }

    /** JUnit 5 does not know this pool and takes its usual one. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void workerThreadPool_judgesAtTheEndOfTheMethod(int threads) throws IOException {
        var played =
                kit().traces("cpu", 13).parallel("worker_thread_pool", threads).play(RateTestCase.class);

        assertThat(played.passed()).hasSize(13);
        assertThat(played.failure())
                .isInstanceOf(GateInconclusiveError.class)
                .hasMessageStartingWith("Gate [" + RATE + "] is INCONCLUSIVE: it needs at least 1 more episode");
    }

    @Test
    void rewards_areJudgedByMeanAndMinimum() throws IOException {
        var played = kit().traces("cpu", 3).play(RewardTestCase.class);

        // solved in two steps: -0.45 + 1
        assertThat(played.passed()).contains("mean reward at least 0.5 (95 %)");
        assertThat(played.failures().get("every reward at least 0.6")).startsWith("""
                        Gate [every reward at least 0.6] is FAIL: 3 episodes are below 0.6
                          episodes:  planned 3, played 3, scored 3, aborted 0
                          reward:    smallest 0.55 (01.msgpack)
                          below:     01.msgpack, 02.msgpack, 03.msgpack
                        """);
    }

    @Test
    void abortedEpisode_letsNoRewardPassThatItCouldHaveFailed() throws IOException {
        var kit = kit().traces("cpu", 11);
        var played = kit.play(OneAbortedTestCase.class);

        // ten traces give 0.55 each; the eleventh could have given -2, in the two steps that it had
        assertThat(played.failures()).containsOnlyKeys("11.msgpack", "mean reward at least 0.5 (95 %)");
        assertThat(played.failures().get("mean reward at least 0.5 (95 %)"))
                .startsWith("""
                        Gate [mean reward at least 0.5 (95 %)] is INCONCLUSIVE: 1 planned episode has no reward, and what it \
                        could have been decides; mend the environment, then play again
                          episodes:  planned 11, played 11, scored 10, aborted 1
                        """)
                .contains("  no score:  11.msgpack (aborted by EnvironmentException, counts as -2 to 1)\n");
        assertThat(played.passed()).contains("every reward at least -2");
        assertThat(Files.readAllLines(kit.records().resolve("batches.jsonl")))
                .allSatisfy(line -> assertThat(line).contains("\"step_limit\":2,"));
    }

    @Test
    void brokenBaseline_isToldBeforeAnythingPlays_andMendedByAnUpdate() throws IOException {
        Path file = folder.resolve("scenarios/cpu/baseline.txt");
        kit().traces("cpu", 2).set(ArenaSettings.BASELINE, "update").play(BaselineTestCase.class);
        String good = Files.readString(file);
        Files.writeString(file, good + "<<<<<<< HEAD\n");

        var told = ArenaTestKit.in(folder).play(BaselineTestCase.class);
        assertThat(told.tests()).isEmpty();
        assertThat(told.failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("Baseline [" + file + "] line 3 [<<<<<<< HEAD] is no result. Mend or remove it, or let"
                        + " -Darena.baseline=update drop it and accept what is there now.");

        var update = ArenaTestKit.in(folder)
                .set(ArenaSettings.BASELINE, "update")
                .set(ArenaSettings.RECORDS, folder.resolve("update").toString());
        assertThat(update.play(BaselineTestCase.class).failures()).isEmpty();
        assertThat(file).hasContent(good);
        assertThat(update.records().resolve("summary.txt"))
                .content()
                .endsWith("  BaselineTestCase.plays × reference × gradual: dropped:   line 3 [<<<<<<< HEAD]"
                        + " (planned 2, played 2, scored 2, aborted 0)\n");
    }

    @Test
    void baselineThatIsAFolder_isToldBeforeAnythingPlays() throws IOException {
        Files.createDirectories(folder.resolve("scenarios/cpu/baseline.txt"));
        for (String mode : List.of("compare", "update")) {
            var played =
                    kit().traces("cpu", 1).set(ArenaSettings.BASELINE, mode).play(BaselineTestCase.class);

            assertThat(played.tests()).isEmpty();
            assertThat(played.failure())
                    .hasMessageStartingWith(
                            "Baseline [" + folder.resolve("scenarios/cpu/baseline.txt") + "] is a folder.");
        }
    }

    @Test
    void repetitions_haveSeedsOfTheirOwn_andAreTold() throws IOException {
        var kit = kit().traces("cpu", 2).set(ArenaSettings.REPETITIONS, "2");
        var played = kit.play(PlainTestCase.class);

        assertThat(played.tests())
                .containsExactly(
                        "01.msgpack [repetition 0]",
                        "02.msgpack [repetition 0]",
                        "01.msgpack [repetition 1]",
                        "02.msgpack [repetition 1]");
        assertThat(kit.records().resolve("cpu/01/random-r1/step.jsonl")).exists();
        List<String> seeds = Files.readAllLines(kit.records().resolve("step.jsonl")).stream()
                .map(line -> line.replaceAll(".*\"seed\":(-?\\d+).*", "$1"))
                .distinct()
                .toList();
        assertThat(seeds).hasSize(4);
    }

    @Test
    void oneRepetition_isPlayedByTheCommandThatItsFailurePrints() throws IOException {
        var all = kit().traces("cpu", 1).set(ArenaSettings.REPETITIONS, "2").play(SolvedByRandomTestCase.class);
        assertThat(all.failures().get("01.msgpack [repetition 1]")).endsWith("-Darena.repetition=1 -Darena.seed=0");

        var one = ArenaTestKit.in(folder.resolve("one")).traces("cpu", 1).set(ArenaSettings.REPETITION, "1");
        assertThat(one.play(SolvedByRandomTestCase.class).failures()).containsOnlyKeys("01.msgpack [repetition 1]");
    }

    @Test
    void earlyStop_skipsRepetitionsThatCanChangeNothing_andCountsThem() throws IOException {
        var played = kit().traces("cpu", 20).set(ArenaSettings.POLICY, "noop").play(EarlyTestCase.class);

        // half of each trace is lost after one round of two
        assertThat(played.aborted()).hasSize(20);
        assertThat(played.aborted().get("01.msgpack [repetition 1]"))
                .isEqualTo(
                        "Episode [01.msgpack [repetition 1]] was skipped: it can no longer change the verdict of any gate.");
        assertThat(played.failures().get(RATE))
                .contains(
                        "  episodes:  planned 40, played 20, scored 20, aborted 0, skipped 20 that could not change the verdict");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void earlyStop_doesTheSameInParallel(int threads) throws IOException {
        var played = kit().traces("cpu", 20)
                .set(ArenaSettings.POLICY, "noop")
                .parallel("fork_join_pool", threads)
                .play(EarlyTestCase.class);

        assertThat(played.aborted()).hasSize(20);
        assertThat(played.failures()).hasSize(21);
    }

    @Test
    void idempotentEpisodes_pass_andTheirFurtherRunsAreInNoRecord() throws IOException {
        var kit = kit().traces("cpu", 2);
        var played = kit.play(IdempotentTestCase.class);

        assertThat(played.failures()).isEmpty();
        assertThat(played.tests()).containsExactly("01.msgpack", "02.msgpack", "same records in 3 runs");
        assertThat(kit.records().resolve("summary.json")).content().contains("\"episodes\" : 2,");
        assertThat(Files.readAllLines(kit.records().resolve("batches.jsonl")))
                .hasSize(2)
                .allSatisfy(
                        line -> assertThat(line).containsPattern("\"runs\":\\[\"([0-9a-f]{64})\",\"\\1\",\"\\1\"]"));
    }

    @Test
    void hookThatCounts_isNotIdempotent_andTheFirstDivergingStepIsShown() throws IOException {
        CountingTestCase.CALLS.set(0);
        var played = kit().traces("cpu", 1).set(ArenaSettings.RUNS, "2").play(CountingTestCase.class);

        assertThat(played.failures()).containsOnlyKeys("same records in 2 runs");
        assertThat(played.failures().get("same records in 2 runs")).startsWith("""
                        Gate [same records in 2 runs] is FAIL: 1 episode differs between runs
                          episodes:  planned 1, played 1, scored 1, aborted 0
                          compared:  equal 0, equal within 1.0E-5 only 0, different 1
                          01.msgpack: run 2 differs from run 1 at step 0, by more than 1.0E-5
                            field""");
    }

    @Test
    void stepsByHand_areRepeatedActionForAction() throws IOException {
        var played = kit().traces("cpu", 1).play(ByHandTestCase.class);

        assertThat(played.failures()).isEmpty();
        assertThat(played.passed()).contains("same records in 3 runs");
    }

    @Test
    void baseline_isAcceptedThenHeldThenMissed() throws IOException {
        var update =
                kit().traces("cpu", 2).set(ArenaSettings.BASELINE, "update").play(BaselineTestCase.class);
        assertThat(update.failures()).isEmpty();
        Path file = folder.resolve("scenarios/cpu/baseline.txt");
        assertThat(file).hasContent("""
                        BaselineTestCase.plays | 01.msgpack | reference | gradual | solved 1/1 | steps 2 | return 0.55
                        BaselineTestCase.plays | 02.msgpack | reference | gradual | solved 1/1 | steps 2 | return 0.55
                        """);

        assertThat(ArenaTestKit.in(folder).play(BaselineTestCase.class).failures())
                .isEmpty();

        Files.writeString(
                file,
                Files.readString(file)
                        .replace(
                                "01.msgpack | reference | gradual | solved 1/1 | steps 2 | return 0.55",
                                "01.msgpack | reference | gradual | solved 1/1 | steps 1 | return 1"));
        assertThat(ArenaTestKit.in(folder)
                        .play(BaselineTestCase.class)
                        .failures()
                        .get("as good as baseline.txt"))
                .startsWith("Gate [as good as baseline.txt] is FAIL: 1 trace is worse than before\n")
                .contains(
                        "worse:     01.msgpack  solved 1/1 in 2 steps, return 0.55, before solved 1/1 in 1 steps, return 1\n");

        var other = ArenaTestKit.in(folder).set(ArenaSettings.POLICY, "noop").play(BaselineTestCase.class);
        assertThat(other.aborted().get("as good as baseline.txt"))
                .contains("has no line of policy noop with reward gradual. Accept one with -Darena.baseline=update.");
    }

    @Test
    void verdicts_lieBesideTheRecords_andBelowTheTable() throws IOException {
        var kit = kit().traces("cpu", 13);
        kit.play(RateTestCase.class);

        assertThat(Files.readAllLines(kit.records().resolve("gates.jsonl")))
                .containsExactly("{\"scenario\":\"cpu\",\"test\":\"RateTestCase.plays\",\"policy\":\"reference\","
                        + "\"reward_name\":\"gradual\",\"gate\":{\"kind\":\"solve_rate\",\"at_least\":0.8,\"confidence\":0.95},"
                        + "\"title\":\"solve rate at least 0.8 (95 %)\",\"outcome\":\"INCONCLUSIVE\","
                        + "\"reason\":\"it needs at least 1 more episode, all solved\",\"needed\":1,\"planned\":13,"
                        + "\"played\":13,\"scored\":13,\"aborted\":0,\"skipped\":0,\"missing\":0,"
                        + "\"details\":[\"solved:    13 of 13 planned (1.000); at least 0.794 and at most 1.000 of such traces,"
                        + " each with 95 % confidence\"]}");
        assertThat(kit.records().resolve("summary.txt"))
                .content()
                .endsWith(
                        "Gates: 0 passed, 0 failed, 1 inconclusive, 0 not asked\n"
                                + "  RateTestCase.plays × reference × gradual: Gate [solve rate at least 0.8 (95 %)] is INCONCLUSIVE:"
                                + " it needs at least 1 more episode, all solved (planned 13, played 13, scored 13, aborted 0)\n");
    }

    @Test
    void impossibleDemands_failBeforeAnythingPlays() throws IOException {
        var played = kit().traces("cpu", 1).play(CertaintyTestCase.class);

        assertThat(played.tests()).isEmpty();
        assertThat(played.failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(
                        "Attribute [@SolveRate(atLeast = 1.0)] on [CertaintyTestCase.plays] is not between 0 and 1, both"
                                + " excluded. Correct it, or leave it out.");
        assertThat(ArenaTestKit.in(folder).play(NoThresholdTestCase.class).failure())
                .hasMessage(
                        "Annotation [@RewardThreshold] on [NoThresholdTestCase.plays] demands nothing. Give mean, min"
                                + " or both.");
        assertThat(ArenaTestKit.in(folder).play(NoReasonTestCase.class).failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("Annotation [@ExpectedUnsolved] on [NoReasonTestCase.plays] gives no reason. Say why, for"
                        + " example with the number of an issue.");
        assertThat(ArenaTestKit.in(folder).play(OneRunTestCase.class).failure())
                .hasMessageStartingWith("Attribute [@Idempotent(runs = 1)] on [OneRunTestCase.plays] is not");
    }

    @Test
    void abortInALaterRun_isToldWithItsCause() throws IOException {
        FlakyTestCase.PLAYED.set(false);
        assertThat(kit().traces("cpu", 1).play(FlakyTestCase.class).failure())
                .hasMessageContaining("INCONCLUSIVE")
                .hasMessageContaining("not compared:  01.msgpack, run 2 was aborted, EnvironmentException: ")
                .hasMessageContaining("Driver [x] never started.");
    }

    @Test
    void gatesThatJudgeNothing_areRefused() throws IOException {
        assertThat(kit().traces("cpu", 1).play(ParameterizedTestCase.class).failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(
                        "Annotation [@SolveRate] on [ParameterizedTestCase.plays] judges nothing: it is no @EpisodeTest. Make it"
                                + " one, or remove the annotation.");
        assertThat(kit().play(PlainClassTestCase.class).failure())
                .hasMessageStartingWith("Annotation [@ExpectedUnsolved] on [PlainClassTestCase.plays] judges nothing");
        assertThat(kit().play(MixedTestCase.class).failures()).isEmpty();
    }

    private ArenaTestKit kit() {
        return ArenaTestKit.in(folder);
    }

    @Scenario("cpu")
    static class RateTestCase {

        @EpisodeTest
        @SolveRate(atLeast = 0.8)
        void plays(Simulation simulation, Policy policy) {
            assertThat(simulation.play(policy)).isSolved();
        }
    }

    @Scenario("cpu")
    @SolveRate(atLeast = 0.8)
    static class OtherTestCase {

        @EpisodeTest
        void plays(Simulation simulation, Policy policy) {
            assertThat(simulation.play(policy)).isSolved();
        }
    }

    @Scenario("cpu")
    static class ForgivingTestCase {

        @EpisodeTest
        @SolveRate(atLeast = 0.8, inconclusiveFails = false)
        void plays(Simulation simulation, Policy policy) {
            simulation.play(policy);
        }
    }

    @Scenario("cpu")
    static class BrokenTestCase {

        @EpisodeTest
        @SolveRate(atLeast = 0.8)
        void plays(Simulation simulation, Policy policy, NamespaceHooks hooks) {
            hooks.on("pre_run", context -> {
                throw new EnvironmentException("Driver [x] never started.");
            });
            simulation.play(policy);
        }
    }

    @Scenario("cpu")
    static class LifecycleTestCase {

        static final AtomicInteger BEFORE = new AtomicInteger();
        static final AtomicInteger BODIES = new AtomicInteger();

        @BeforeEach
        void prepare(Simulation simulation, @Seed long seed) {
            assertThat(simulation.spec().seed()).isEqualTo(seed);
            BEFORE.incrementAndGet();
        }

        @EpisodeTest
        @SolveRate(atLeast = 0.8)
        void plays(Simulation simulation, Policy policy, @Seed long seed) {
            BODIES.incrementAndGet();
            simulation.play(policy);
        }
    }

    @Scenario("cpu")
    static class RewardTestCase {

        @EpisodeTest
        @RewardThreshold(mean = 0.5, min = 0.6)
        void plays(Simulation simulation, Policy policy) {
            simulation.play(policy);
        }
    }

    @Scenario("cpu")
    static class OneAbortedTestCase {

        @EpisodeTest(steps = 2)
        @RewardThreshold(mean = 0.5, min = -2)
        void plays(Simulation simulation, Policy policy, NamespaceHooks hooks) {
            if (simulation.spec().traceName().equals("11.msgpack")) {
                hooks.on("pre_run", context -> {
                    throw new EnvironmentException("Driver [x] never started.");
                });
            }
            assertThat(simulation.play(policy)).isSolved();
        }
    }

    @Scenario("cpu")
    static class PlainTestCase {

        @EpisodeTest(policy = "random")
        void plays(Simulation simulation, Policy policy) {
            simulation.play(policy);
        }
    }

    @Scenario("cpu")
    static class SolvedByRandomTestCase {

        @EpisodeTest(policy = "random", steps = 1)
        void plays(Simulation simulation, Policy policy) {
            assertThat(simulation.play(policy)).isSolved();
        }
    }

    @Scenario("cpu")
    static class EarlyTestCase {

        @EpisodeTest(repetitions = 2)
        @SolveRate(atLeast = 0.8, earlyStop = true)
        void plays(Simulation simulation, Policy policy) {
            assertThat(simulation.play(policy)).isSolved();
        }
    }

    @Scenario("cpu")
    static class IdempotentTestCase {

        @EpisodeTest(policy = "random")
        @Idempotent
        void plays(Simulation simulation, Policy policy) {
            simulation.play(policy);
        }
    }

    @Scenario("cpu")
    static class CountingTestCase {

        static final AtomicInteger CALLS = new AtomicInteger();

        /** The first replay has an object that later ones do not have. */
        @EpisodeTest
        @Idempotent
        void plays(Simulation simulation, Policy policy, NamespaceHooks hooks) {
            hooks.on("pre_run", context -> {
                if (CALLS.getAndIncrement() == 0) {
                    context.apply(new ObjectMapper().readTree("""
                            {"apiVersion": "v1", "kind": "Pod",
                             "metadata": {"name": "neighbor", "namespace": "virtual-default"},
                             "spec": {"nodeName": "node-0", "containers": [{"name": "main", "image": "main",
                               "resources": {"requests": {"cpu": "4"}}}]}}
                            """));
                }
            });
            simulation.play(policy);
        }
    }

    @Scenario("cpu")
    static class ByHandTestCase {

        @EpisodeTest
        @Idempotent
        void plays(Simulation simulation) {
            simulation.reset();
            simulation.step(Action.NOOP);
            simulation.step(Action.REDUCE_CPU_SMALL);
        }
    }

    @Scenario("cpu")
    static class BaselineTestCase {

        @EpisodeTest
        @Baseline
        void plays(Simulation simulation, Policy policy) {
            simulation.play(policy);
        }
    }

    @Scenario("cpu")
    static class CertaintyTestCase {

        @EpisodeTest
        @SolveRate(atLeast = 1)
        void plays(Simulation simulation) {}
    }

    @Scenario("cpu")
    static class NoThresholdTestCase {

        @EpisodeTest
        @RewardThreshold
        void plays(Simulation simulation) {}
    }

    @Scenario("cpu")
    static class ParameterizedTestCase {

        @ParameterizedTest
        @SolveRate(atLeast = 0.8)
        @TraceSource("scenarios/cpu/*.msgpack")
        void plays(Trace trace, Simulation simulation, Policy policy) {
            simulation.play(policy);
        }
    }

    @Scenario("cpu")
    @ExpectedUnsolved("none of it is asked")
    static class PlainClassTestCase {

        @ParameterizedTest
        @TraceSource("scenarios/cpu/*.msgpack")
        void plays(Trace trace, Simulation simulation, Policy policy) {
            simulation.play(policy);
        }
    }

    @Scenario("cpu")
    @SolveRate(atLeast = 0.1, inconclusiveFails = false)
    static class MixedTestCase {

        @EpisodeTest
        void plays(Simulation simulation, Policy policy) {
            simulation.play(policy);
        }

        @ParameterizedTest
        @TraceSource("scenarios/cpu/*.msgpack")
        void plain(Trace trace, Simulation simulation, Policy policy) {
            simulation.play(policy);
        }
    }

    @Scenario("cpu")
    static class FlakyTestCase {

        static final AtomicBoolean PLAYED = new AtomicBoolean();

        @EpisodeTest
        @Idempotent(runs = 3)
        void plays(Simulation simulation, Policy policy, NamespaceHooks hooks) {
            hooks.on("pre_run", context -> {
                if (PLAYED.get()) {
                    throw new EnvironmentException("Driver [x] never started.");
                }
            });
            simulation.play(policy);
            PLAYED.set(true);
        }
    }

    @Scenario("cpu")
    static class NoReasonTestCase {

        @EpisodeTest
        @ExpectedUnsolved(" ")
        void plays(Simulation simulation) {}
    }

    @Scenario("cpu")
    static class OneRunTestCase {

        @EpisodeTest
        @Idempotent(runs = 1)
        void plays(Simulation simulation) {}
    }
}
