package dev.simarena.engine.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simarena.engine.Manifests;
import dev.simarena.engine.World;
import dev.simarena.engine.WorldOptions;
import dev.simarena.engine.api.Renderer;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.trace.Gvk;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each new node is told of once, in the words of the node controller. */
class NodeRegistrationTests {

    private static final Gvk EVENT = new Gvk("", "v1", "Event");

    @Test
    void an_event_tells_of_each_new_node() {
        World world = new World(
                WorldOptions.of(1, Manifests.START).withSystemObjects(true).withEventObjects(true));
        world.apply(Manifests.node("a", "1", "1Gi"));
        world.apply(Manifests.node("b", "1", "1Gi"));
        world.apply(Manifests.node("a", "2", "1Gi"));

        List<String> told = new ArrayList<>();
        for (ApiObject event : world.requests().list(EVENT, "default")) {
            var json = Renderer.json(event);
            if (json.path("reason").asText().equals("RegisteredNode")) {
                told.add(json.at("/source/component").asText() + ": "
                        + json.path("message").asText());
            }
        }
        assertThat(told)
                .containsExactly(
                        "node-controller: Node a event: Registered Node a in Controller",
                        "node-controller: Node b event: Registered Node b in Controller");
    }
}
