package dev.simarena.cluster;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.World;

/** Make the virtual nodes of a replay: the label and taint of SimKube's, and capacity as declared. */
final class VirtualNodes {

    private VirtualNodes() {}

    static void add(World world, NodeShape shape) {
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        ObjectNode amounts = status.putObject("allocatable")
                .put("cpu", shape.cpu().toString())
                .put("memory", shape.memory().toString())
                .put("pods", Integer.toString(shape.pods()));
        status.set("capacity", amounts);
        for (int i = 0; i < shape.count(); i++) {
            String name = "node-" + i;
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            node.put("apiVersion", "v1").put("kind", "Node");
            ObjectNode metadata = node.putObject("metadata").put("name", name);
            metadata.putObject("annotations").put("kwok.x-k8s.io/node", "fake");
            metadata.putObject("labels").put("kubernetes.io/hostname", name).put("type", "virtual");
            node.putObject("spec")
                    .putArray("taints")
                    .addObject()
                    .put("key", "kwok-provider")
                    .put("value", "true")
                    .put("effect", "NoSchedule");
            node.set("status", status);
            world.submit(node);
        }
    }
}
