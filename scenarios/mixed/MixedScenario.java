package mixed;

import static dev.simarena.junit.ArenaAssertions.assertThat;

import dev.simarena.episode.Policy;
import dev.simarena.episode.Simulation;
import dev.simarena.junit.Baseline;
import dev.simarena.junit.EpisodeTest;
import dev.simarena.junit.Nodes;
import dev.simarena.junit.Scenario;
import dev.simarena.junit.SolveRate;
import dev.simarena.junit.Workload;

/** Several things are wrong at once: cpu, memory or the number of replicas. */
@Scenario("mixed")
@Workload(deployment = "web", target = 3)
@Nodes(count = 3, cpu = "16", memory = "32Gi")
class MixedScenario {

    @EpisodeTest(policy = "reference")
    @SolveRate(atLeast = 0.85)
    @Baseline
    void podsBecomeReady(Simulation simulation, Policy policy) {
        assertThat(simulation.play(policy)).isSolved().inFewestSteps().leftNothingBehind();
    }
}
