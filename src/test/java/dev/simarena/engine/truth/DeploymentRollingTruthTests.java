package dev.simarena.engine.truth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.controller.ControllerBench;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What one sync of a rolling update does. */
class DeploymentRollingTruthTests {

    @TestFactory
    List<DynamicTest> cases() {
        return TruthTable.of("deployment-rolling").tests(single -> {
            int replicas = single.path("replicas").asInt();
            int surge = single.path("maxSurge").asInt();
            ObjectNode manifest = Deployments.of(
                    replicas, surge, single.path("maxUnavailable").asInt());
            ControllerBench bench = new ControllerBench(manifest);
            single.path("sets").properties().forEach(set -> {
                String[] numbers = set.getValue().asText().split("/", 2);
                int size = Integer.parseInt(numbers[0]);
                bench.set(
                        set.getKey(),
                        set.getKey().equals("new") ? manifest : Deployments.withOtherTemplate(manifest, set.getKey()),
                        size,
                        size,
                        Integer.parseInt(numbers[1]),
                        Deployments.annotations(replicas, surge));
            });
            Map<String, Integer> expected = new LinkedHashMap<>();
            single.path("after")
                    .properties()
                    .forEach(set -> expected.put(set.getKey(), set.getValue().asInt()));
            assertThat(bench.sync()).containsAllEntriesOf(expected);
        });
    }
}
