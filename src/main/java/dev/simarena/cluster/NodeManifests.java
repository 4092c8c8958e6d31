package dev.simarena.cluster;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Write manifests of nodes without a machine, as KWOK and SimKube want them. */
public final class NodeManifests {

    private NodeManifests() {}

    /** Return the status of nodes of a shape. */
    public static ObjectNode status(NodeShape shape) {
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        ObjectNode amounts = status.putObject("allocatable")
                .put("cpu", shape.cpu().toString())
                .put("memory", shape.memory().toString())
                .put("pods", Integer.toString(shape.pods()));
        status.set("capacity", amounts);
        return status;
    }

    /** Return a node that only pods of simulations go to; the status is shared, not copied. */
    public static ObjectNode virtual(String name, ObjectNode status) {
        ObjectNode node = node(name, status);
        node.withObject("/metadata/labels").put("kubernetes.io/hostname", name).put("type", "virtual");
        taint(node, "kwok-provider", "true");
        return node;
    }

    /** Return a node that takes everybody's pods; the status is shared, not copied. */
    public static ObjectNode open(String name, ObjectNode status) {
        ObjectNode node = node(name, status);
        node.withObject("/metadata/labels")
                .put("kubernetes.io/arch", "amd64")
                .put("kubernetes.io/hostname", name)
                .put("kubernetes.io/os", "linux");
        return node;
    }

    /** Add a taint that keeps pods away that do not tolerate it. */
    public static void taint(ObjectNode node, String key, String value) {
        node.withObject("/spec")
                .withArray("taints")
                .addObject()
                .put("key", key)
                .put("value", value)
                .put("effect", "NoSchedule");
    }

    private static ObjectNode node(String name, ObjectNode status) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("apiVersion", "v1").put("kind", "Node");
        ObjectNode metadata = node.putObject("metadata").put("name", name);
        metadata.putObject("annotations").put("kwok.x-k8s.io/node", "fake");
        node.set("status", status);
        return node;
    }
}
