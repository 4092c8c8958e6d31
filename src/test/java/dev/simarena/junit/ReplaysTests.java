package dev.simarena.junit;

import static dev.simarena.junit.ArenaAssertions.assertThat;

import dev.simarena.episode.Action;
import dev.simarena.episode.Observation;
import dev.simarena.episode.Policy;
import dev.simarena.episode.Simulation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a test hands over as an object plays again itself: its actions are what is to be compared. */
class ReplaysTests {

    private static final String GATE = "same records in 3 runs";

    @TempDir
    Path folder;

    @Test
    void lambdaThatCountsBeyondItsEpisode_isNotIdempotent() throws IOException {
        var played = play(CountingLambdaTestCase.class);

        assertThat(played.failures()).containsOnlyKeys(GATE);
        assertThat(played.failure(GATE))
                .contains("01.msgpack: run 2 differs from run 1 at step 1, by more than 1.0E-5\n", "    action ")
                .containsPattern("action +noop +reduce_cpu_small\n");
    }

    @Test
    void lambdaWithoutState_isIdempotent() throws IOException {
        assertThat(play(LambdaTestCase.class).passed()).contains(GATE);
    }

    @Test
    void lambdaThatFailsTheSecondTime_isNotIdempotent_andItsTestStaysGreen() throws IOException {
        var played = play(AssertingLambdaTestCase.class);

        assertThat(played.failures()).containsOnlyKeys(GATE);
        assertThat(played.passed()).contains("01.msgpack");
    }

    @Test
    void objectWithState_playsAgainAsANewOne() throws IOException {
        assertThat(play(StatefulTestCase.class).passed()).contains(GATE);
    }

    @Test
    void objectThatNobodyCanMake_playsAgainItself() throws IOException {
        var played = play(ConfiguredTestCase.class);

        assertThat(played.failures()).containsOnlyKeys(GATE);
    }

    private ArenaTestKit.Played play(Class<?> type) throws IOException {
        return ArenaTestKit.in(folder).traces("cpu", 1).play(type);
    }

    @Scenario("cpu")
    static class CountingLambdaTestCase {

        /** The first run waits, all others act. */
        @EpisodeTest
        @Idempotent
        void plays(Simulation simulation) {
            AtomicInteger calls = new AtomicInteger();
            simulation.play(seen -> calls.getAndIncrement() == 0 ? Action.NOOP : Action.REDUCE_CPU_SMALL);
        }
    }

    @Scenario("cpu")
    static class LambdaTestCase {

        @EpisodeTest
        @Idempotent
        void plays(Simulation simulation) {
            assertThat(simulation.play(seen -> Action.REDUCE_CPU_SMALL)).isSolved();
        }
    }

    @Scenario("cpu")
    static class AssertingLambdaTestCase {

        @EpisodeTest
        @Idempotent
        void plays(Simulation simulation) {
            AtomicInteger calls = new AtomicInteger();
            assertThat(simulation.play(seen -> {
                        assertThat(calls.incrementAndGet()).isLessThan(3);
                        return Action.REDUCE_CPU_SMALL;
                    }))
                    .isSolved();
        }
    }

    /** Wait once, then act. */
    private static class Waiting implements Policy {

        private boolean waited;

        @Override
        public Action act(Observation seen) {
            Action action = waited ? Action.REDUCE_CPU_SMALL : Action.NOOP;
            waited = true;
            return action;
        }
    }

    @Scenario("cpu")
    static class StatefulTestCase {

        @EpisodeTest
        @Idempotent
        void plays(Simulation simulation) {
            assertThat(simulation.play(new Waiting())).isSolved();
        }
    }

    @Scenario("cpu")
    static class ConfiguredTestCase {

        /** Keeps that it has waited. */
        private static final class Named extends Waiting {

            private final String name;

            Named(String name) {
                this.name = name;
            }

            @Override
            public String toString() {
                return name;
            }
        }

        @EpisodeTest
        @Idempotent
        void plays(Simulation simulation) {
            assertThat(simulation.play(new Named("mine"))).isSolved();
        }
    }
}
