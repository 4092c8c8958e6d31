package dev.simarena.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.simarena.cluster.Cluster;
import dev.simarena.cluster.ClusterState;
import dev.simarena.cluster.EnvironmentException;
import dev.simarena.cluster.HookStage;
import dev.simarena.cluster.NamespaceHooks;
import dev.simarena.cluster.NodeShape;
import dev.simarena.cluster.Replay;
import dev.simarena.cluster.ReplayRequest;
import dev.simarena.trace.Trace;
import dev.simarena.trace.TraceEvent;
import dev.simarena.trace.TraceObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SimulationTests {

    private final TraceFollowingCluster cluster = new TraceFollowingCluster();

    @Test
    void solvingPolicy_endsSolvedAtTheTarget() {
        ScriptedPolicy policy = new ScriptedPolicy(Action.REDUCE_CPU_SMALL);

        Episode episode = simulation(SpecBuilder.spec()).play(policy);

        // 17000m -> 16500m -> 16000m, and three nodes of 16 hold the three pods.
        assertThat(episode.outcome()).isEqualTo(EpisodeOutcome.SOLVED);
        assertThat(episode.stepCount()).isEqualTo(2);
        assertThat(episode.truncatedBy()).isNull();
        assertThat(episode.cause()).isNull();
        // -0.1*3 - 0.05*3 while all three are pending, then 1
        assertThat(episode.steps()).extracting(StepRecord::reward).containsExactly(null, -0.45000000000000007, 1.0);
        assertThat(episode.totalReward()).isCloseTo(0.55, within(1e-12));
        assertThat(episode.last().observation().ready()).isEqualTo(3);
        assertThat(policy.seen).hasSize(2);
        assertThat(policy.results).hasSize(2);
        assertThat(policy.results.get(1).terminated()).isTrue();
        assertThat(policy.results.get(1).truncated()).isFalse();
        assertThat(policy.closed).isEqualTo(1);
    }

    @Test
    void inMemory_playsInTheEmbeddedCluster() {
        EpisodeSpec spec = SpecBuilder.spec().build();

        Episode episode;
        try (Simulation simulation = Simulation.inMemory(spec)) {
            episode = simulation.play(new ScriptedPolicy(Action.REDUCE_CPU_SMALL));
        }

        assertThat(episode.outcome()).isEqualTo(EpisodeOutcome.SOLVED);
        assertThat(episode.stepCount()).isEqualTo(2);
        assertThat(episode.leftovers()).isEmpty();
    }

    @Test
    void episodeOfNSteps_isNPlusOneReplays() {
        EpisodeSpec spec =
                SpecBuilder.spec().maxSteps(4).duration(Duration.ofSeconds(7)).build();
        NamespaceHooks hooks = new NamespaceHooks().on(HookStage.PRE_RUN, context -> {});

        new Simulation(spec, cluster, hooks, EpisodeRecorder.NONE, List.of()).play(new ScriptedPolicy(Action.NOOP));

        assertThat(cluster.requests()).hasSize(5);
        assertThat(cluster.requests()).extracting(ReplayRequest::simulation).doesNotHaveDuplicates();
        assertThat(cluster.requests()).extracting(ReplayRequest::seed).doesNotHaveDuplicates();
        assertThat(cluster.requests()).allSatisfy(request -> {
            assertThat(request.hooks()).isSameAs(hooks);
            assertThat(request.duration()).isEqualTo(Duration.ofSeconds(7));
            assertThat(request.nodes()).isEqualTo(spec.nodes());
            assertThat(request.runId()).isEqualTo("local");
        });
    }

    @Test
    void records_tellTheWholeStep() {
        Episode episode = simulation(SpecBuilder.spec()).play(new ScriptedPolicy(Action.REDUCE_CPU_SMALL));

        StepRecord reset = episode.steps().get(0);
        assertThat(reset.step()).isZero();
        assertThat(reset.action()).isNull();
        assertThat(reset.outcome()).isNull();
        assertThat(reset.traceIn()).isEqualTo("cpu-slight.msgpack");
        assertThat(reset.traceOut()).isEqualTo("cpu-slight.msgpack");
        assertThat(reset.traceSha256()).isEqualTo(episode.spec().trace().sha256());
        assertThat(reset.namespace()).isEqualTo("virtual-default");
        assertThat(reset.state()).containsExactly(4.25, 0.5, 0.6, 0.0, 0.375);
        assertThat(reset.seed()).isEqualTo(42);
        assertThat(reset.duration()).isEqualTo(Duration.ofMinutes(2));
        assertThat(reset.atTarget()).isFalse();
        StepRecord first = episode.steps().get(1);
        assertThat(first.action()).isEqualTo(Action.REDUCE_CPU_SMALL);
        assertThat(first.outcome()).isEqualTo(new ActionOutcome(true, false, null));
        assertThat(first.traceIn()).isEqualTo("cpu-slight.msgpack");
        assertThat(first.traceOut()).isEqualTo("cpu/cpu-slight/test/step-01.msgpack");
        assertThat(episode.last().traceIn()).isEqualTo("cpu/cpu-slight/test/step-01.msgpack");
        assertThat(episode.last().traceSha256())
                .isEqualTo(episode.finalTrace().sha256())
                .isNotEqualTo(reset.traceSha256());
        assertThat(episode.last().atTarget()).isTrue();
    }

    @Test
    void actionThatChangesNothing_keepsTheTraceAndItsName() {
        Episode episode =
                simulation(SpecBuilder.spec().maxSteps(2)).play(new ScriptedPolicy(Action.NOOP, Action.BUMP_CPU_SMALL));

        assertThat(episode.steps()).extracting(StepRecord::traceOut).containsOnly("cpu-slight.msgpack");
        assertThat(episode.finalTrace()).isSameAs(episode.spec().trace());
        ActionOutcome blocked = Objects.requireNonNull(episode.last().outcome());
        assertThat(blocked.blocked()).isTrue();
        assertThat(blocked.message()).contains("over the cap 16");
    }

    @Test
    void targetReachedAtReset_isSolvedInNoSteps() {
        ScriptedPolicy policy = new ScriptedPolicy(Action.NOOP);

        Episode episode = simulation(SpecBuilder.spec().trace("ok.msgpack", SpecBuilder.trace(3, "1", "1Gi")))
                .play(policy);

        assertThat(episode.outcome()).isEqualTo(EpisodeOutcome.SOLVED);
        assertThat(episode.stepCount()).isZero();
        assertThat(episode.totalReward()).isZero();
        assertThat(policy.seen).isEmpty();
        assertThat(policy.closed).isEqualTo(1);
    }

    @Test
    void stepLimit_truncates() {
        ScriptedPolicy policy = new ScriptedPolicy(Action.NOOP);

        Episode episode = simulation(SpecBuilder.spec().maxSteps(3)).play(policy);

        assertThat(episode.outcome()).isEqualTo(EpisodeOutcome.UNSOLVED);
        assertThat(episode.truncatedBy()).isEqualTo("step limit 3");
        assertThat(episode.stepCount()).isEqualTo(3);
        assertThat(policy.results).extracting(StepResult::truncated).containsExactly(false, false, true);
        assertThat(policy.results).extracting(StepResult::terminated).containsOnly(false);
    }

    @Test
    void targetReachedWithTheLastStep_isTerminatedNotTruncated() {
        ScriptedPolicy policy = new ScriptedPolicy(Action.REDUCE_CPU_SMALL);

        Episode episode = simulation(SpecBuilder.spec().maxSteps(2)).play(policy);

        assertThat(episode.outcome()).isEqualTo(EpisodeOutcome.SOLVED);
        assertThat(episode.truncatedBy()).isNull();
        assertThat(policy.results.get(1).terminated()).isTrue();
        assertThat(policy.results.get(1).truncated()).isFalse();
    }

    @Test
    void returnStrictlyBelowTheMinimum_truncates() {
        // binary gives 0 for ever, which is not below 0; gradual gives -0.45 a step.
        Episode never = simulation(
                        SpecBuilder.spec().reward("binary").minReturn(0).maxSteps(5))
                .play(new ScriptedPolicy(Action.NOOP));
        Episode soon = simulation(SpecBuilder.spec().minReturn(-1).maxSteps(5)).play(new ScriptedPolicy(Action.NOOP));

        assertThat(never.truncatedBy()).isEqualTo("step limit 5");
        assertThat(soon.truncatedBy()).isEqualTo("minimum return -1");
        assertThat(soon.stepCount()).isEqualTo(3);
    }

    @Test
    void targetReachedBelowTheMinimumReturn_isSolved() {
        Episode episode = simulation(SpecBuilder.spec().reward("cost_aware_v2").minReturn(-1))
                .play(new ScriptedPolicy(Action.REDUCE_CPU_SMALL));

        // -1 at the first step, which is not below -1; then 0 at the target
        assertThat(episode.outcome()).isEqualTo(EpisodeOutcome.SOLVED);
        assertThat(episode.totalReward()).isEqualTo(-1.0);
    }

    @Test
    void failureOfTheEnvironmentAtReset_isAbortedWithoutObservation() {
        ScriptedPolicy policy = new ScriptedPolicy(Action.NOOP);
        cluster.failAtReplay(0);

        Episode episode = simulation(SpecBuilder.spec()).play(policy);

        assertThat(episode.outcome()).isEqualTo(EpisodeOutcome.ABORTED);
        assertThat(episode.steps()).isEmpty();
        assertThat(episode.cause()).hasMessage("Cluster [test] lost its driver. Start it again.");
        assertThat(policy.seen).isEmpty();
        assertThat(policy.closed).isEqualTo(1);
        assertThatIllegalStateException()
                .isThrownBy(episode::last)
                .withMessageContaining("has no steps because its reset was aborted");
    }

    @Test
    void failureOfTheEnvironmentLater_keepsTheEarlierSteps() {
        cluster.failAtReplay(2);

        Episode episode = simulation(SpecBuilder.spec()).play(new ScriptedPolicy(Action.REDUCE_CPU_SMALL));

        assertThat(episode.outcome()).isEqualTo(EpisodeOutcome.ABORTED);
        assertThat(episode.stepCount()).isEqualTo(1);
        assertThat(episode.cause()).isInstanceOf(EnvironmentException.class);
    }

    @Test
    void unexpectedExceptionOfTheCluster_abortsToo() {
        cluster.beforeReplay(request -> {
            throw new IllegalStateException("heap is no tree");
        });

        Episode episode = simulation(SpecBuilder.spec()).play(new ScriptedPolicy(Action.NOOP));

        assertThat(episode.outcome()).isEqualTo(EpisodeOutcome.ABORTED);
        assertThat(episode.cause())
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("Cluster [test] failed in a way it should not")
                .hasRootCauseMessage("heap is no tree");
    }

    @Test
    void deploymentThatTheClusterLost_aborts() {
        Cluster forgetful = new Cluster() {
            @Override
            public String name() {
                return "forgetful";
            }

            @Override
            public Replay replay(ReplayRequest request) {
                ClusterState nothing = new ClusterState(
                        Instant.EPOCH, Duration.ZERO, List.of(), List.of(), List.of(), List.of(), List.of());
                return new Replay(request.simulation(), "uid", nothing, List.of());
            }
        };

        Episode episode = new Simulation(
                        SpecBuilder.spec().build(), forgetful, new NamespaceHooks(), EpisodeRecorder.NONE, List.of())
                .play(new ScriptedPolicy(Action.NOOP));

        assertThat(episode.outcome()).isEqualTo(EpisodeOutcome.ABORTED);
        assertThat(episode.steps()).isEmpty();
        assertThat(episode.cause()).hasMessageStartingWith("Deployment [default/web] is in the trace but not on");
    }

    @Test
    void deploymentDeletedByTheTrace_isObservedWithNoPods() {
        TraceObject web = Traces.deployment("default/web", 3, "\"cpu\": \"1\"");
        Trace trace = Trace.of(
                List.of(new TraceEvent(1, List.of(web), List.of()), new TraceEvent(2, List.of(), List.of(web))));

        Episode episode = simulation(
                        SpecBuilder.spec().trace("t.msgpack", trace).maxSteps(1))
                .play(new ScriptedPolicy(Action.NOOP));

        assertThat(episode.outcome()).isEqualTo(EpisodeOutcome.UNSOLVED);
        assertThat(episode.last().observation().total()).isZero();
    }

    @Test
    void policyThatThrows_isUnsolvedWithItsName() {
        Policy broken = observation -> {
            throw new IllegalArgumentException("no idea");
        };

        Episode episode = simulation(SpecBuilder.spec().policy("mine")).play(broken);

        assertThat(episode.outcome()).isEqualTo(EpisodeOutcome.UNSOLVED);
        assertThat(episode.steps()).hasSize(1);
        assertThat(episode.cause())
                .isInstanceOf(PolicyException.class)
                .hasMessage(
                        "Policy [mine] failed in act: java.lang.IllegalArgumentException: no idea. Mend the policy.")
                .hasRootCauseMessage("no idea");
    }

    @Test
    @SuppressWarnings("NullAway") // what a policy of a user may do
    void policyThatAnswersNull_isUnsolvedWithItsName() {
        Episode episode = simulation(SpecBuilder.spec().policy("mine")).play(observation -> null);

        assertThat(episode.outcome()).isEqualTo(EpisodeOutcome.UNSOLVED);
        assertThat(episode.cause())
                .isInstanceOf(PolicyException.class)
                .hasMessage("Policy [mine] answered null. Return an action, noop to do nothing.");
    }

    @Test
    void policyThatThrowsAnEnvironmentException_isStillItsOwnFault() {
        Episode episode = simulation(SpecBuilder.spec()).play(observation -> {
            throw new EnvironmentException("not me");
        });

        assertThat(episode.outcome()).isEqualTo(EpisodeOutcome.UNSOLVED);
        assertThat(episode.cause()).isInstanceOf(PolicyException.class);
    }

    @Test
    void assertionInAPolicy_comesOutAndEndsTheEpisode() {
        Simulation simulation = simulation(SpecBuilder.spec());

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> simulation.play(observation -> {
                    throw new AssertionError("expected other pods");
                }))
                .withMessage("expected other pods");
        assertThat(simulation.episodes()).hasSize(1);
        assertThat(simulation.episodes().get(0).outcome()).isEqualTo(EpisodeOutcome.UNSOLVED);
    }

    @Test
    void policyThatFailsAfterTheTarget_leavesItSolvedWithANote() {
        Policy clumsy = new Policy() {
            @Override
            public Action act(Observation observation) {
                return Action.REDUCE_CPU_SMALL;
            }

            @Override
            public void close() {
                throw new IllegalStateException("cannot let go");
            }
        };

        Episode episode = simulation(SpecBuilder.spec().policy("clumsy")).play(clumsy);

        assertThat(episode.outcome()).isEqualTo(EpisodeOutcome.SOLVED);
        assertThat(episode.cause()).isNull();
        assertThat(episode.notes())
                .containsExactly(
                        "Policy [clumsy] failed in close: java.lang.IllegalStateException: cannot let go. Mend the policy.");
    }

    @Test
    void policy_learnsTheRulesBeforeItsFirstObservation() {
        ScriptedPolicy policy = new ScriptedPolicy(Action.NOOP);
        EpisodeSpec spec = SpecBuilder.spec().maxSteps(2).build();

        simulation(spec).play(policy);

        PolicyContext context = Objects.requireNonNull(policy.context);
        assertThat(context.target()).isEqualTo(3);
        assertThat(context.maxSteps()).isEqualTo(2);
        assertThat(context.deltas()).isSameAs(spec.deltas());
        assertThat(context.limits()).isSameAs(spec.limits());
        assertThat(context.random().nextLong())
                .isEqualTo(new EpisodeRandom(EpisodeSeed.stream(42, "policy")).nextLong());
    }

    @Test
    void playingAgain_givesEqualRecords() {
        Simulation simulation = simulation(SpecBuilder.spec().noise(1).maxSteps(5));

        Episode first = simulation.play(new ScriptedPolicy(Action.NOOP));
        Episode second = simulation.play(new ScriptedPolicy(Action.NOOP));

        assertThat(second.steps()).isEqualTo(first.steps());
        assertThat(simulation.episodes()).containsExactly(first, second);
    }

    @Test
    void noise_isSeenByThePolicyOnly() {
        ScriptedPolicy policy = new ScriptedPolicy(Action.NOOP);

        Episode episode = simulation(SpecBuilder.spec().noise(2).maxSteps(10)).play(policy);

        assertThat(episode.steps()).allSatisfy(step -> {
            assertThat(step.observation().pending()).isEqualTo(3);
            assertThat(step.state()).isEqualTo(StateVector.of(step.seen(), 3, StateSpace.BASE));
        });
        assertThat(episode.steps())
                .extracting(StepRecord::reward)
                .filteredOn(reward -> reward != null)
                .allSatisfy(reward -> assertThat(reward).isCloseTo(-0.45, within(1e-12)));
        assertThat(policy.seen).extracting(Observation::pending).anyMatch(pending -> pending != 3);
        assertThat(policy.seen)
                .isEqualTo(episode.steps().subList(0, 10).stream()
                        .map(StepRecord::seen)
                        .toList());
    }

    @Test
    void handDrivenEpisode_followsGymnasium() {
        Simulation simulation = simulation(SpecBuilder.spec());

        Observation first = simulation.reset();
        StepResult one = simulation.step(Action.REDUCE_CPU_SMALL);
        StepResult two = simulation.step(Action.REDUCE_CPU_SMALL);

        assertThat(first.pending()).isEqualTo(3);
        assertThat(one.done()).isFalse();
        assertThat(two.terminated()).isTrue();
        assertThat(two.reward()).isEqualTo(1.0);
        assertThat(simulation.episodes()).hasSize(1);
        assertThat(simulation.episodes().get(0).outcome()).isEqualTo(EpisodeOutcome.SOLVED);
        assertThatIllegalStateException()
                .isThrownBy(() -> simulation.step(Action.NOOP))
                .withMessageMatching(
                        "Simulation \\[cpu-cpu-slight-[0-9a-f]{8}-0] is over after 2 steps\\. Call reset\\(\\) to play it again\\.");
    }

    @Test
    void stepBeforeReset_isRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> simulation(SpecBuilder.spec()).step(Action.NOOP))
                .withMessageMatching("Simulation \\[.*] was not reset\\. Call reset\\(\\) before step\\(\\)\\.");
    }

    @Test
    void episodeLeftByHand_isUnsolvedAtTheNextResetAndAtClose() {
        Simulation simulation = simulation(SpecBuilder.spec());

        simulation.reset();
        simulation.step(Action.NOOP);
        simulation.reset();
        assertThat(simulation.episodes()).hasSize(1);
        simulation.close();
        simulation.close();

        assertThat(simulation.episodes()).extracting(Episode::outcome).containsOnly(EpisodeOutcome.UNSOLVED);
        assertThat(simulation.episodes()).extracting(Episode::stepCount).containsExactly(1, 0);
    }

    @Test
    void handDrivenEpisodeThatSolvedAtReset_isOver() {
        Simulation simulation = simulation(SpecBuilder.spec().trace("ok.msgpack", SpecBuilder.trace(3, "1", "1Gi")));

        simulation.reset();

        assertThat(simulation.episodes()).extracting(Episode::outcome).containsExactly(EpisodeOutcome.SOLVED);
        assertThatIllegalStateException()
                .isThrownBy(() -> simulation.step(Action.NOOP))
                .withMessageContaining("0 steps");
    }

    @Test
    void handDrivenFailureOfTheEnvironment_isThrownAndAborted() {
        cluster.failAtReplay(1);
        Simulation simulation = simulation(SpecBuilder.spec());
        simulation.reset();

        assertThatExceptionOfType(EnvironmentException.class).isThrownBy(() -> simulation.step(Action.NOOP));

        assertThat(simulation.episodes()).extracting(Episode::outcome).containsExactly(EpisodeOutcome.ABORTED);
        assertThatIllegalStateException().isThrownBy(() -> simulation.step(Action.NOOP));
    }

    @Test
    void closedSimulation_refusesToPlay() {
        Simulation simulation = simulation(SpecBuilder.spec());
        simulation.close();

        assertThatIllegalStateException()
                .isThrownBy(simulation::reset)
                .withMessageMatching("Simulation \\[.*] is closed\\. Make a new one\\.");
        assertThatIllegalStateException().isThrownBy(() -> simulation.step(Action.NOOP));
        assertThatIllegalStateException().isThrownBy(() -> simulation.play(observation -> Action.NOOP));
        assertThat(cluster.requests()).isEmpty();
    }

    @Test
    void wrongConfiguration_isRefusedBeforeAnythingIsPlayed() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> simulation(SpecBuilder.spec().deployment("wbe")))
                .withMessageContaining("Did you mean [web]?");
        assertThatExceptionOfType(UnknownRewardException.class)
                .isThrownBy(() -> simulation(SpecBuilder.spec().reward("gradul")))
                .withMessageContaining("Did you mean [gradual]?");
        assertThat(cluster.requests()).isEmpty();
    }

    @Test
    void notes_tellRepairsAndKindsThatAreNotSimulated() {
        cluster.notSimulated("batch/v1.CronJob", "v1.Service");
        Simulation simulation = new Simulation(
                SpecBuilder.spec().maxSteps(1).build(),
                cluster,
                new NamespaceHooks(),
                EpisodeRecorder.NONE,
                List.of("index added"));

        Episode episode = simulation.play(new ScriptedPolicy(Action.NOOP));

        assertThat(episode.notes())
                .containsExactly(
                        "index added",
                        "Kinds [batch/v1.CronJob, v1.Service] of the trace are stored but not simulated. Read the episode with that in mind.");
    }

    @Test
    void leftovers_areKeptInTheRecords() {
        cluster.leftovers("Pod/web-1");

        Episode episode = simulation(SpecBuilder.spec().maxSteps(1)).play(new ScriptedPolicy(Action.NOOP));

        assertThat(episode.leftovers()).containsExactly("Pod/web-1", "Pod/web-1");
    }

    @Test
    void recorder_hearsOfEverythingInOrder() {
        List<String> heard = new ArrayList<>();
        EpisodeRecorder recorder = new EpisodeRecorder() {
            @Override
            public String runId() {
                return "run-7";
            }

            @Override
            public void begin(EpisodeSpec spec) {
                heard.add("begin");
            }

            @Override
            public void decided(EpisodeSpec spec, Duration latency) {
                heard.add("decided");
            }

            @Override
            public void step(EpisodeSpec spec, StepRecord step, Trace trace) {
                heard.add("step " + step.step()
                        + (trace.sha256().equals(spec.trace().sha256()) ? "" : " edited"));
            }

            @Override
            public void end(Episode episode) {
                heard.add("end " + episode.outcome());
            }
        };

        new Simulation(SpecBuilder.spec().build(), cluster, new NamespaceHooks(), recorder, List.of())
                .play(new ScriptedPolicy(Action.REDUCE_CPU_SMALL));

        assertThat(heard)
                .containsExactly(
                        "begin", "step 0", "decided", "step 1 edited", "decided", "step 2 edited", "end SOLVED");
        assertThat(cluster.requests()).extracting(ReplayRequest::runId).containsOnly("run-7");
    }

    @Test
    void clusterWithoutNodes_isUnsolvedWithItsReason() {
        Episode episode = simulation(
                        SpecBuilder.spec().nodes(NodeShape.of(0, "1", "1Gi")).maxSteps(1))
                .play(new ScriptedPolicy(Action.NOOP));

        assertThat(episode.outcome()).isEqualTo(EpisodeOutcome.UNSOLVED);
        assertThat(episode.last().observation().unschedulable())
                .containsOnlyKeys("no nodes available to schedule pods");
    }

    private Simulation simulation(SpecBuilder spec) {
        return simulation(spec.build());
    }

    private Simulation simulation(EpisodeSpec spec) {
        return new Simulation(spec, cluster, new NamespaceHooks(), EpisodeRecorder.NONE, List.of());
    }
}
