package dev.simarena.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.World;
import dev.simarena.engine.api.Manifest;
import java.util.ArrayList;
import java.util.List;

/**
 * Hold virtual nodes with capacity as declared: those of replays have the label and taint of SimKube's, others take any pod.
 *
 * @param shape what is declared
 * @param manifests one a node; shared by replays, so never changed
 */
record VirtualNodes(NodeShape shape, List<Manifest> manifests) {

    /** Make nodes for replays, which only pods of the simulation go to. */
    static VirtualNodes of(NodeShape shape) {
        return of(shape, true);
    }

    /** Make nodes for everybody's pods. */
    static VirtualNodes open(NodeShape shape) {
        return of(shape, false);
    }

    private static VirtualNodes of(NodeShape shape, boolean simkube) {
        ObjectNode status = NodeManifests.status(shape);
        List<Manifest> manifests = new ArrayList<>(shape.count());
        for (int i = 0; i < shape.count(); i++) {
            String name = "node-" + i;
            manifests.add(
                    Manifest.read(simkube ? NodeManifests.virtual(name, status) : NodeManifests.open(name, status)));
        }
        return new VirtualNodes(shape, manifests);
    }

    void addTo(World world) {
        world.together(() -> manifests.forEach(world::submit));
    }
}
