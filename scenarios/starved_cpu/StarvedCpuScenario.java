package starved_cpu;

import static dev.simarena.junit.ArenaAssertions.assertThat;

import dev.simarena.episode.Policy;
import dev.simarena.episode.Simulation;
import dev.simarena.junit.EpisodeTest;
import dev.simarena.junit.Nodes;
import dev.simarena.junit.Scenario;
import dev.simarena.junit.SolveRate;
import dev.simarena.junit.Workload;

/**
 * Pods use more cpu than they request and are throttled to it, so that they never become ready; a larger request cures.
 *
 * <p>The annotations of the traces' pods switch the usage model on; see docs/USAGE_MODEL.md.
 */
@Scenario("starved-cpu")
@Workload(deployment = "web", target = 3)
@Nodes(count = 3, cpu = "16", memory = "32Gi")
class StarvedCpuScenario {

    @EpisodeTest(policy = "reference", reward = "binary")
    @SolveRate(atLeast = 0.85)
    void podsBecomeReady(Simulation simulation, Policy policy) {
        assertThat(simulation.play(policy))
                .isSolved()
                .inFewestSteps()
                .withinSteps(5)
                .leftNothingBehind();
    }
}
