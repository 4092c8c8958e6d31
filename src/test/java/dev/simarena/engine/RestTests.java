package dev.simarena.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.kwok.Stages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestTests {

    private static final String PODS_OF =
            "World [%s default/web] does not come to rest at 2026-01-01T00:00:00Z: its pods are"
                    + " made and ended again and again. Give the stage that ends them a delay, or let them tolerate the taints of"
                    + " the node they name.";

    private static final String STAGE = """
            apiVersion: kwok.x-k8s.io/v1alpha1
            kind: Stage
            metadata: {name: end}
            spec:
              resourceRef: {apiGroup: v1, kind: %s}
              selector: {matchExpressions: [{key: '.status.phase', operator: NotIn, values: [Succeeded, Failed]}]}
              next: %s
            """;

    @ParameterizedTest
    @ValueSource(strings = {"Deployment", "ReplicaSet", "StatefulSet"})
    void pods_written_for_a_node_they_do_not_tolerate(String kind) {
        World world = tainted();
        ObjectNode web = workload(kind);
        ((ObjectNode) web.at("/spec/template/spec")).put("nodeName", "node-0");
        restless(world, web, PODS_OF.formatted(kind));
    }

    @Test
    void pods_that_tolerate_a_taint_for_no_time() {
        ObjectNode web = workload("Deployment");
        ((ObjectNode) web.at("/spec/template/spec"))
                .putArray("tolerations")
                .addObject()
                .put("operator", "Exists")
                .put("effect", "NoExecute")
                .put("tolerationSeconds", 0);
        restless(tainted(), web, PODS_OF.formatted("Deployment"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Deployment | {delete: true}",
                "Deployment | {statusTemplate: 'phase: Failed'}",
                "Deployment | {statusTemplate: 'phase: Succeeded'}",
                "StatefulSet | {statusTemplate: 'phase: Failed'}"
            })
    void pods_that_a_stage_ends_at_once(String kind, String next) {
        World world =
                new World(WorldOptions.of(1, Manifests.START).withStages(Stages.of(STAGE.formatted("Pod", next))));
        world.submit(Manifests.node("node-0", "16", "32Gi", 1_000_000));
        restless(world, workload(kind), PODS_OF.formatted(kind));
    }

    @Test
    void objects_that_are_no_pods() {
        WorldOptions options = WorldOptions.of(1, Manifests.START)
                .withSystemObjects(true)
                .withStages(Stages.of(STAGE.formatted("ServiceAccount", "{delete: true}")));
        assertThatExceptionOfType(RestlessException.class)
                .isThrownBy(() -> new World(options))
                .withMessageMatching(
                        "World \\[ServiceAccount \\S+/default] does not come to rest at 2026-01-01T00:00:00Z: it"
                                + " is changed again and again. Give its stages a delay.");
    }

    @Test
    void much_work_is_no_unrest() {
        World world = new World(WorldOptions.of(1, Manifests.START));
        world.submit(Manifests.node("node-0", "1000000", "32Gi", 1_000_000));
        world.submit(Manifests.deployment("web", 30_000, "1m", "0"));
        assertThat(world.pods()).hasSize(30_000);
        for (int i = 0; i < 12; i++) {
            // new pods for all, at the same instant
            world.submit(Manifests.deployment("small", 1_000, i + "m", "0"));
        }
        assertThat(world.pods()).hasSize(31_000);
    }

    private static World tainted() {
        World world = new World(WorldOptions.of(1, Manifests.START));
        ObjectNode node = Manifests.node("node-0", "16", "32Gi");
        node.putObject("spec").putArray("taints").addObject().put("key", "a").put("effect", "NoExecute");
        world.submit(node);
        return world;
    }

    private static ObjectNode workload(String kind) {
        ObjectNode web = Manifests.deployment("web", 1, "1m", "0").put("kind", kind);
        if (kind.equals("StatefulSet")) {
            ((ObjectNode) web.path("spec")).put("serviceName", "web");
        }
        return web;
    }

    private static void restless(World world, ObjectNode workload, String message) {
        assertThatExceptionOfType(RestlessException.class)
                .isThrownBy(() -> world.submit(workload))
                .withMessage(message);
    }
}
