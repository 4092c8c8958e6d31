package dev.simarena.engine.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.simarena.engine.model.Pod;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compare victims, nodes and messages of preemptions with recorded ones, each step starting from the recorded state. */
class PreemptionGoldenTests {

    @ParameterizedTest
    @MethodSource("dev.simarena.engine.scheduler.SchedulerScoresGoldenTests#recordings")
    void victims_and_messages_equal_the_recorded_ones(Path recording) throws IOException {
        JsonNode part = new ObjectMapper().readTree(recording.toFile()).path("preemption");
        if (part.isMissingNode()) {
            return;
        }
        GoldenCluster cluster = new GoldenCluster();
        part.path("priorityClasses").forEach(json -> cluster.addObject(json, ""));
        cluster.addObject(part.path("pdb"), "sc");
        cluster.addNodes(part.path("nodes"));
        int preemptions = 0;
        for (JsonNode step : part.path("steps")) {
            cluster.timeline.moveTo(cluster.timeline.now() + TimeUnit.SECONDS.toMicros(1));
            Pod pod = cluster.pod(step);
            if (step.path("firstMessage").isTextual() || !step.path("victims").isEmpty()) {
                preemptions += preempt(cluster, step, pod) ? 1 : 0;
            } else {
                SchedulerScoresGoldenTests.compare(cluster, step, pod);
                cluster.place(pod, step.path("node").asText());
            }
        }
        assertThat(preemptions).isPositive();
    }

    private static boolean preempt(GoldenCluster cluster, JsonNode step, Pod pod) {
        Cycle cycle = cluster.framework.cycle(pod);
        cluster.framework.begin(cycle);
        assertThat(cluster.framework.search(cycle)).as(pod.name()).isZero();
        FitError error = cluster.framework.explain(cycle);
        Preemption.Outcome outcome = cluster.framework.preempt(cycle, error);
        String node = step.path("node").asText(step.path("nominatedNodeName").asText(null));
        if (step.path("firstMessage").isTextual()) {
            assertThat(GoldenCluster.message(error, outcome))
                    .as(pod.name())
                    .isEqualTo(step.path("firstMessage").asText());
        }
        if (node == null) {
            assertThat(outcome.candidates()).as(pod.name()).isEmpty();
            cluster.remove(pod);
            return false;
        }
        List<String> victims = new ArrayList<>();
        step.path("victims").forEach(victim -> victims.add(victim.asText()));
        Preemption.Candidate candidate = outcome.candidates().stream()
                .filter(one -> one.node().name().equals(node))
                .findFirst()
                .orElseThrow(() -> new AssertionError(pod.name() + " on " + node + ": " + outcome));
        assertThat(candidate.victims().stream().map(Pod::name))
                .as(pod.name())
                .containsExactlyInAnyOrderElementsOf(victims);
        candidate.victims().forEach(cluster::remove);
        if (step.path("node").isTextual()) {
            cluster.place(pod, node);
        } else {
            cluster.remove(pod);
        }
        return true;
    }
}
