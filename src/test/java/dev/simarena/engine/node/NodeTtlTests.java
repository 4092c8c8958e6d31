package dev.simarena.engine.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simarena.engine.DeleteOptions;
import dev.simarena.engine.Manifests;
import dev.simarena.engine.Subresource;
import dev.simarena.engine.World;
import dev.simarena.engine.WorldOptions;
import dev.simarena.engine.patch.PatchType;
import dev.simarena.trace.Gvk;
import org.junit.jupiter.api.Test;

/** How long kubelets may keep Secrets hangs on the number of nodes; bounds are those of {@code pkg/controller/ttl}. */
class NodeTtlTests {

    private static final String ANNOTATION = "node.alpha.kubernetes.io/ttl";

    private final World world = new World(WorldOptions.of(1, Manifests.START).withSystemObjects(true));

    @Test
    void it_rises_above_a_bound_and_falls_only_below_a_lower_one() {
        nodes(0, 101);
        assertThat(value(world, "n99")).isEqualTo("0");
        assertThat(value(world, "n100")).isEqualTo("15");
        delete(100, 90);
        assertThat(touched(world)).isEqualTo("15");
        delete(89, 89);
        assertThat(touched(world)).isEqualTo("0");
    }

    @Test
    void it_is_written_again_where_somebody_takes_it_away() {
        nodes(0, 1);
        world.requests()
                .patch(
                        Gvk.NODE,
                        null,
                        "n0",
                        PatchType.MERGE,
                        Manifests.json("{\"metadata\": {\"annotations\": {\"%s\": \"7\"}}}".formatted(ANNOTATION)),
                        Subresource.NONE);

        assertThat(value(world, "n0")).isEqualTo("0");
    }

    @Test
    void a_fork_goes_on_counting() {
        nodes(0, 100);
        World fork = world.fork();

        fork.apply(Manifests.node("n100", "1", "1Gi"));

        assertThat(touched(fork)).isEqualTo("15");
        assertThat(touched(world)).isEqualTo("0");
    }

    private void nodes(int from, int to) {
        for (int i = from; i < to; i++) {
            world.apply(Manifests.node("n" + i, "1", "1Gi"));
        }
    }

    private void delete(int from, int to) {
        for (int i = from; i >= to; i--) {
            world.requests().delete(Gvk.NODE, null, "n" + i, DeleteOptions.DEFAULT);
        }
    }

    /** Change a node, which is when it is looked at again. */
    private static String touched(World world) {
        world.requests()
                .patch(
                        Gvk.NODE,
                        null,
                        "n0",
                        PatchType.MERGE,
                        Manifests.json("{\"metadata\": {\"labels\": {\"touched\": \"%d\"}}}"
                                .formatted(world.requests().resourceVersion())),
                        Subresource.NONE);
        return value(world, "n0");
    }

    private static String value(World world, String node) {
        return world.requests()
                .get(Gvk.NODE, null, node, Subresource.NONE)
                .at("/metadata/annotations")
                .path(ANNOTATION)
                .asText();
    }
}
