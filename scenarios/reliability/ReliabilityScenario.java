package reliability;

import static dev.simarena.junit.ArenaAssertions.assertThat;

import dev.simarena.episode.Policy;
import dev.simarena.episode.Simulation;
import dev.simarena.junit.EpisodeTest;
import dev.simarena.junit.Idempotent;
import dev.simarena.junit.Scenario;
import dev.simarena.junit.SelfCheck;

/** Whatever is broken, and whoever plays: five runs in a row come out the same, and nothing is left behind. */
@Scenario(
        value = "reliability",
        traces = "scenarios/*/{cpu-slight,mem-slight,scale-up,composite,starved-cpu-slight,starved-mem-slight}.msgpack")
@SelfCheck(false) // the scenarios that own the traces check them
class ReliabilityScenario {

    @EpisodeTest(policy = {"reference", "random"})
    @Idempotent(runs = 5)
    void comesOutTheSame(Simulation simulation, Policy policy) {
        assertThat(simulation.play(policy)).leftNothingBehind();
    }
}
