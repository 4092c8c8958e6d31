package dev.simarena.junit;

import static dev.simarena.junit.ArenaAssertions.assertThat;
import static dev.simarena.junit.ArenaAssertions.assertThatThrownBy;

import dev.simarena.cluster.Cluster;
import dev.simarena.cluster.EmbeddedCluster;
import dev.simarena.cluster.EnvironmentException;
import dev.simarena.cluster.NamespaceHooks;
import dev.simarena.cluster.NodeShape;
import dev.simarena.cluster.Replay;
import dev.simarena.cluster.ReplayRequest;
import dev.simarena.episode.Action;
import dev.simarena.episode.ActionDeltas;
import dev.simarena.episode.Episode;
import dev.simarena.episode.EpisodeOutcome;
import dev.simarena.episode.EpisodeRecorder;
import dev.simarena.episode.EpisodeSpec;
import dev.simarena.episode.SafeguardLimits;
import dev.simarena.episode.Simulation;
import dev.simarena.episode.StateSpace;
import dev.simarena.policy.Policies;
import dev.simarena.report.EpisodeStory;
import dev.simarena.trace.DeploymentRef;
import dev.simarena.trace.DeploymentTrace;
import dev.simarena.trace.Trace;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class EpisodeAssertTests {

    /** Solved by two reductions of cpu; rewards: 3 pending pods of 3, then the target. */
    private static final Trace CPU_SLIGHT =
            DeploymentTrace.builder().cpu("17000m").memory("2Gi").build();

    private static Episode play(String policy, int steps, OptionalInt fewest) {
        return play(policy, steps, fewest, new EmbeddedCluster());
    }

    private static Episode play(String policy, int steps, OptionalInt fewest, Cluster cluster) {
        EpisodeSpec spec = new EpisodeSpec(
                "cpu",
                "cpu-slight.msgpack",
                CPU_SLIGHT,
                DeploymentRef.parse("web"),
                3,
                NodeShape.DEFAULT,
                policy,
                "gradual",
                7,
                0,
                steps,
                null,
                Duration.ofMinutes(2),
                StateSpace.BASE,
                0,
                ActionDeltas.defaults(),
                SafeguardLimits.defaults(),
                fewest);
        try (Simulation simulation =
                new Simulation(spec, cluster, new NamespaceHooks(), EpisodeRecorder.NONE, List.of())) {
            return simulation.play(Policies.named(policy));
        }
    }

    private static Episode solved() {
        return play("reference", 9, OptionalInt.of(2));
    }

    private static Episode unsolved() {
        return play("noop", 2, OptionalInt.of(2));
    }

    private static Episode aborted() {
        return play("noop", 2, OptionalInt.of(2), new BrokenCluster());
    }

    @Test
    void solvedEpisode_passesTheWholeChain() {
        assertThat(solved())
                .isSolved()
                .withinSteps(2)
                .inFewestSteps()
                .hasTotalRewardAtLeast(0)
                .leftNothingBehind()
                .atStep(0)
                .observation()
                .hasReady(0)
                .hasPending(3)
                .hasTotal(3)
                .hasReplicas(3)
                .hasCpu("17")
                .hasMemory("2Gi")
                .hasUnschedulable("Insufficient cpu", 3)
                .returnToStep()
                .returnToEpisode()
                .atStep(2)
                .hasAction(Action.REDUCE_CPU_SMALL)
                .hasReward(1)
                .observation()
                .hasReady(3)
                .hasCpu("16000m")
                .hasUnschedulable("Insufficient cpu", 0)
                .returnToEpisode()
                .isSolved();
    }

    @Test
    void isSolved_onUnsolved_tellsTheStory() {
        Episode episode = unsolved();

        assertFails(() -> assertThat(episode).isSolved(), "Episode [cpu-slight.msgpack × noop", episode)
                .satisfies(error -> {
                    assertThat(error.getExpected().getValue()).isEqualTo(EpisodeOutcome.SOLVED);
                    assertThat(error.getActual().getValue()).isEqualTo(EpisodeOutcome.UNSOLVED);
                });
    }

    @Test
    void description_comesFirst() {
        Episode episode = unsolved();

        assertFails(() -> assertThat(episode).as("nightly").isSolved(), "[nightly]\nEpisode [", episode);
    }

    @Test
    void isUnsolved_onSolved_fails() {
        Episode episode = solved();

        assertThat(unsolved()).isUnsolved();
        assertFails(() -> assertThat(episode).isUnsolved(), AssertionMessages.notUnsolved("SOLVED"), episode);
    }

    @Test
    void withinSteps_beyondTheLimit_fails() {
        Episode episode = solved();

        assertFails(
                () -> assertThat(episode).withinSteps(1),
                "Episode was expected to take at most 1 step, but took 2.",
                episode);
    }

    @Test
    void inFewestSteps_declaredFewer_saysWhoDeclaredThem() {
        Episode episode = play("reference", 9, OptionalInt.of(1));

        assertFails(
                () -> assertThat(episode).inFewestSteps(),
                "Episode was expected to take 1 step, the fewest that its trace declares, but took 2.",
                episode);
    }

    @Test
    void inFewestSteps_nothingDeclared_asksTheReferencePolicy() {
        Episode detour = byHand(Action.NOOP, Action.REDUCE_CPU_SMALL, Action.REDUCE_CPU_SMALL);

        assertThat(play("reference", 9, OptionalInt.empty())).inFewestSteps();
        assertFails(
                () -> assertThat(detour).inFewestSteps(),
                "Episode was expected to take 2 steps, the fewest that the reference policy takes, but took 3.",
                detour);
    }

    @Test
    void inFewestSteps_onUnsolved_fails() {
        Episode episode = unsolved();

        assertFails(() -> assertThat(episode).inFewestSteps(), "Episode [cpu-slight.msgpack × noop", episode);
    }

    @Test
    void hasTotalRewardAtLeast_tooSmall_fails() {
        Episode episode = unsolved();

        // two steps of -0.1 * 3 - 0.05 * 3
        assertThat(episode).hasTotalRewardAtLeast(-0.9);
        assertFails(
                () -> assertThat(episode).hasTotalRewardAtLeast(-0.5),
                "Episode was expected to have a total reward of at least -0.5, but had -0.9.",
                episode);
    }

    @Test
    void leftNothingBehind_withLeftovers_namesThem() {
        Episode episode = play("noop", 1, OptionalInt.of(2), new UntidyCluster());

        assertFails(
                () -> assertThat(episode).leftNothingBehind(),
                "Episode was expected to leave nothing behind, but left Pod/web-1, Pod/web-1.",
                episode);
    }

    @Test
    void atStep_beyondTheLast_fails() {
        Episode episode = unsolved();

        assertFails(
                () -> assertThat(episode).atStep(3),
                "Episode was expected to have a step 3, but its last is 2.",
                episode);
        assertFails(
                () -> assertThat(episode).atStep(-1),
                "Episode was expected to have a step -1, but its last is 2.",
                episode);
    }

    @Test
    void step_otherThanExpected_fails() {
        Episode episode = unsolved();

        assertFails(
                () -> assertThat(episode).atStep(1).hasAction(Action.BUMP_CPU_SMALL),
                "Step 1 was expected to be bump_cpu_small, but was noop.",
                episode);
        assertFails(
                () -> assertThat(episode).atStep(0).hasAction(Action.NOOP),
                "Step 0 was expected to be noop, but was the reset.",
                episode);
        assertFails(
                () -> assertThat(episode).atStep(1).isBlocked(),
                "Step 1 was expected to be blocked by a safeguard, but was not.",
                episode);
        assertFails(
                () -> assertThat(episode).atStep(1).hasReward(1),
                "Step 1 was expected to have reward 1, but had -0.45.",
                episode);
        assertThat(byHand(Action.BUMP_CPU_SMALL)).atStep(1).isBlocked();
    }

    @Test
    void observation_otherThanExpected_fails() {
        Episode episode = unsolved();

        assertFails(
                () -> assertThat(episode).atStep(1).observation().hasPending(0),
                "Observation at step 1 was expected to have pending = 0, but had 3.",
                episode);
        assertFails(
                () -> assertThat(episode).atStep(1).observation().hasCpu("16"),
                "Observation at step 1 was expected to have cpu = 16, but had 17.",
                episode);
    }

    @Test
    void abortedEpisode_isAnErrorInEveryAssertionAboutItsScore() {
        Episode episode = aborted();

        assertThat(episode).isAborted().leftNothingBehind();
        for (ThrowingCallable assertion : List.<ThrowingCallable>of(
                () -> assertThat(episode).isSolved(),
                () -> assertThat(episode).isUnsolved(),
                () -> assertThat(episode).withinSteps(9),
                () -> assertThat(episode).inFewestSteps(),
                () -> assertThat(episode).hasTotalRewardAtLeast(-9),
                () -> assertThat(episode).atStep(0))) {
            assertThatThrownBy(assertion)
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessage(EpisodeStory.of(episode))
                    .hasCause(episode.cause());
        }
    }

    @Test
    void isAborted_onUnsolved_fails() {
        Episode episode = unsolved();

        assertFails(() -> assertThat(episode).isAborted(), AssertionMessages.notAborted("UNSOLVED"), episode);
    }

    @Test
    void oneImport_servesAssertJToo() {
        assertThat("text").startsWith("te");
        assertThat(List.of(1)).hasSize(1);
    }

    private static Episode byHand(Action... actions) {
        Episode like = play("noop", 9, OptionalInt.empty());
        try (Simulation simulation = new Simulation(
                like.spec(), new EmbeddedCluster(), new NamespaceHooks(), EpisodeRecorder.NONE, List.of())) {
            simulation.reset();
            for (Action action : actions) {
                simulation.step(action);
            }
            simulation.close();
            return simulation.episodes().get(0);
        }
    }

    private static org.assertj.core.api.ObjectAssert<AssertionFailedError> assertFails(
            ThrowingCallable assertion, String start, Episode episode) {
        AssertionFailedError error = catchThrowableOfType(AssertionFailedError.class, assertion);
        assertThat(error).hasMessageStartingWith(start);
        assertThat(error.getMessage()).endsWith(EpisodeStory.of(episode));
        return ArenaAssertions.assertThatObject(error);
    }

    private static <T extends Throwable> T catchThrowableOfType(Class<T> type, ThrowingCallable callable) {
        return ArenaAssertions.catchThrowableOfType(type, callable);
    }

    /** An environment that never comes up. */
    private static final class BrokenCluster implements Cluster {

        @Override
        public String name() {
            return "broken";
        }

        @Override
        public Replay replay(ReplayRequest request) {
            throw new EnvironmentException("Cluster [broken] has no driver. Install one.");
        }
    }

    /** An environment that forgets to clean up. */
    private static final class UntidyCluster implements Cluster {

        private final Cluster tidy = new EmbeddedCluster();

        @Override
        public String name() {
            return "untidy";
        }

        @Override
        public Replay replay(ReplayRequest request) {
            Replay replay = tidy.replay(request);
            return new Replay(replay.simulation(), replay.uid(), replay.state(), List.of("Pod/web-1"));
        }
    }
}
