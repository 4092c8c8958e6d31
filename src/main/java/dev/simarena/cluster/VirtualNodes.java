package dev.simarena.cluster;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        ObjectNode amounts = status.putObject("allocatable")
                .put("cpu", shape.cpu().toString())
                .put("memory", shape.memory().toString())
                .put("pods", Integer.toString(shape.pods()));
        status.set("capacity", amounts);
        List<Manifest> manifests = new ArrayList<>(shape.count());
        for (int i = 0; i < shape.count(); i++) {
            String name = "node-" + i;
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            node.put("apiVersion", "v1").put("kind", "Node");
            ObjectNode metadata = node.putObject("metadata").put("name", name);
            metadata.putObject("annotations").put("kwok.x-k8s.io/node", "fake");
            ObjectNode labels = metadata.putObject("labels");
            if (simkube) {
                labels.put("kubernetes.io/hostname", name).put("type", "virtual");
                node.putObject("spec")
                        .putArray("taints")
                        .addObject()
                        .put("key", "kwok-provider")
                        .put("value", "true")
                        .put("effect", "NoSchedule");
            } else {
                labels.put("kubernetes.io/arch", "amd64")
                        .put("kubernetes.io/hostname", name)
                        .put("kubernetes.io/os", "linux");
            }
            node.set("status", status);
            manifests.add(Manifest.read(node));
        }
        return new VirtualNodes(shape, manifests);
    }

    void addTo(World world) {
        world.together(() -> manifests.forEach(world::submit));
    }
}
