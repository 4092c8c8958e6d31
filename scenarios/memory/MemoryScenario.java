package memory;

import static dev.simarena.junit.ArenaAssertions.assertThat;

import dev.simarena.episode.Policy;
import dev.simarena.episode.Simulation;
import dev.simarena.junit.EpisodeTest;
import dev.simarena.junit.Nodes;
import dev.simarena.junit.Scenario;
import dev.simarena.junit.SolveRate;
import dev.simarena.junit.Workload;

/** Pods request more memory than a node has; reducing the request lets them run. */
@Scenario("memory")
@Workload(deployment = "web", target = 3)
@Nodes(count = 3, cpu = "16", memory = "32Gi")
class MemoryScenario {

    @EpisodeTest(policy = "reference")
    @SolveRate(atLeast = 0.85)
    void podsBecomeReady(Simulation simulation, Policy policy) {
        assertThat(simulation.play(policy)).isSolved().inFewestSteps().leftNothingBehind();
    }
}
