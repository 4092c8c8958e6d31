package dev.simarena.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simarena.trace.Gvk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeterminismTests {

    @Test
    void equal_seed_and_calls_give_equal_listings() {
        assertThat(listing(5)).isEqualTo(listing(5));
    }

    @Test
    void another_seed_gives_other_names_and_uids() {
        assertThat(listing(5)).isNotEqualTo(listing(6));
    }

    private static List<String> listing(long seed) {
        World world = new World(WorldOptions.of(seed, Manifests.START));
        for (int i = 0; i < 5; i++) {
            world.submit(Manifests.node("node-" + i, "4", "8Gi"));
        }
        for (int i = 0; i < 6; i++) {
            world.submit(Manifests.deployment("web-" + i, 3 + i, "700m", "900Mi"));
            world.advance(Duration.ofSeconds(1));
        }
        world.submit(Manifests.deployment("web-3", 2, "600m", "900Mi"));
        world.delete(Gvk.DEPLOYMENT, "default", "web-5", Propagation.BACKGROUND);
        List<String> listing = new ArrayList<>();
        for (Gvk gvk : List.of(Gvk.NODE, Gvk.DEPLOYMENT, Gvk.REPLICA_SET, Gvk.POD)) {
            world.list(gvk, null).forEach(object -> listing.add(object.toString()));
        }
        world.events().forEach(event -> listing.add(event.toString()));
        return listing;
    }
}
