package dev.simarena.engine.truth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.Manifests;
import dev.simarena.engine.World;
import dev.simarena.engine.controller.ControllerBench;
import dev.simarena.engine.model.ReplicaSet;
import dev.simarena.trace.Gvk;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** How ReplicaSets share a change of replicas, and which of them are kept. */
class DeploymentScalingTruthTests {

    private static final TruthTable TABLE = TruthTable.of("deployment-scaling");

    /** A paused Deployment scales at every sync, and does nothing else. */
    @TestFactory
    List<DynamicTest> cases() {
        return TABLE.tests(single -> {
            int surge = single.path("surge").asInt();
            ObjectNode manifest = paused(single, surge);
            ControllerBench bench = new ControllerBench(manifest);
            int was = single.path("was").asInt();
            int surgeWas = single.path("surgeWas").asInt(surge);
            Map<String, Integer> expected = new LinkedHashMap<>();
            single.path("sets").properties().forEach(set -> {
                String name = set.getKey();
                int size = set.getValue().asInt();
                bench.set(
                        name,
                        name.equals("new") ? manifest : Deployments.withOtherTemplate(manifest, name),
                        size,
                        size,
                        single.path("available").path(name).asInt(),
                        Deployments.annotations(single.path("missed").path(name).asInt(was), surgeWas));
                expected.put(name, single.path("after").path(name).asInt());
            });
            assertThat(bench.sync()).isEqualTo(expected);
        });
    }

    @TestFactory
    List<DynamicTest> fractions() {
        return TABLE.tests("fractions", single -> {
            ObjectNode manifest = paused(single, single.path("surge").asInt());
            ControllerBench bench = new ControllerBench(manifest);
            bench.status(new int[] {single.path("status").asInt(), 0, 0, 0}, List.of());
            Map<String, String> annotations = single.has("max")
                    ? Map.of(
                            "deployment.kubernetes.io/max-replicas",
                            single.path("max").asText())
                    : Map.of();
            ReplicaSet set = bench.set("new", manifest, single.path("size").asInt(), 0, 0, annotations);
            assertThat(bench.fraction(set)).isEqualTo(single.path("fraction").asInt());
        });
    }

    @TestFactory
    List<DynamicTest> history() {
        return TABLE.tests("history", single -> {
            ObjectNode manifest = paused(single, 0);
            manifest.withObject("/spec")
                    .put("revisionHistoryLimit", single.path("limit").asInt());
            ControllerBench bench = new ControllerBench(manifest);
            single.path("sets").properties().forEach(set -> {
                String[] numbers = set.getValue().asText().split("/| #", 3);
                Map<String, String> annotations =
                        Deployments.annotations(single.path("replicas").asInt(), 0);
                if (numbers.length > 2) {
                    annotations.put("deployment.kubernetes.io/revision", numbers[2]);
                }
                bench.set(
                        set.getKey(),
                        Deployments.withOtherTemplate(manifest, set.getKey()),
                        Integer.parseInt(numbers[0]),
                        Integer.parseInt(numbers[1]),
                        0,
                        annotations);
            });
            assertThat(bench.sync().keySet())
                    .containsExactlyElementsOf(
                            Notation.words(single.path("kept").asText()));
        });
    }

    /** The table counts with a hash of ten letters. */
    @TestFactory
    List<DynamicTest> names() {
        return TABLE.tests("names", single -> {
            String name = "a".repeat(single.path("deployment").asInt());
            World world = Manifests.world(1);
            ObjectNode deployment = Manifests.deployment("web", 1, "1", "1Gi");
            deployment.withObject("/metadata").put("name", name);
            world.submit(deployment);
            String set = world.list(Gvk.REPLICA_SET, "default")
                    .get(0)
                    .at("/metadata/name")
                    .asText();
            int hash = set.length() - set.lastIndexOf('-') - 1;
            int kept = single.path("kept").asInt();
            assertThat(set.lastIndexOf('-')).isEqualTo(kept == name.length() ? kept : kept + 10 - hash);
        });
    }

    private static ObjectNode paused(JsonNode single, int surge) {
        ObjectNode manifest = Deployments.of(single.path("replicas").asInt(), surge, 1);
        manifest.withObject("/spec").put("paused", true);
        return manifest;
    }
}
