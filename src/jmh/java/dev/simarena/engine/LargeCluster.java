package dev.simarena.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Describe a cluster to measure: nodes of one size, and Deployments of 15 pods each with requests that vary.
 *
 * @param nodes number of nodes of 16 cpu and 64Gi, 110 pods each
 * @param deployments number of Deployments
 * @param sizes number of different requests among the Deployments, 1 or more
 * @param zones number of zones, 0 for nodes without zone labels
 */
public record LargeCluster(int nodes, int deployments, int sizes, int zones) {

    private static final int REPLICAS = 15;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Return a cluster with two Deployments, 30 pods, a node, of ten sizes. */
    public static LargeCluster of(int nodes) {
        return new LargeCluster(nodes, 2 * nodes, 10, 0);
    }

    /** Return the number of pods. */
    public int pods() {
        return deployments * REPLICAS;
    }

    /** Write the nodes. */
    public List<ObjectNode> nodeManifests() {
        List<ObjectNode> manifests = new ArrayList<>(nodes);
        for (int i = 0; i < nodes; i++) {
            ObjectNode node = object("v1", "Node");
            ObjectNode metadata = node.putObject("metadata").put("name", "node-" + i);
            ObjectNode labels = metadata.putObject("labels").put("kubernetes.io/hostname", "node-" + i);
            if (zones > 0) {
                labels.put("topology.kubernetes.io/zone", "zone-" + i % zones);
            }
            node.putObject("status")
                    .putObject("allocatable")
                    .put("cpu", "16")
                    .put("memory", "64Gi")
                    .put("pods", "110");
            manifests.add(node);
        }
        return manifests;
    }

    /** Write the Deployments. */
    public List<ObjectNode> deploymentManifests() {
        List<ObjectNode> manifests = new ArrayList<>(deployments);
        for (int i = 0; i < deployments; i++) {
            String name = "app-" + i;
            ObjectNode deployment = object("apps/v1", "Deployment");
            deployment.putObject("metadata").put("name", name).put("namespace", "default");
            ObjectNode spec = deployment.putObject("spec").put("replicas", REPLICAS);
            spec.putObject("selector").putObject("matchLabels").put("app", name);
            ObjectNode template = spec.putObject("template");
            template.putObject("metadata").putObject("labels").put("app", name);
            ObjectNode container =
                    template.putObject("spec").putArray("containers").addObject();
            container.put("name", "web").put("image", "nginx:1.29");
            container
                    .putObject("resources")
                    .putObject("requests")
                    .put("cpu", 50 + i % sizes * 200 / sizes + "m")
                    .put("memory", 128 + i % sizes * 512 / sizes + "Mi");
            manifests.add(deployment);
        }
        return manifests;
    }

    private static ObjectNode object(String apiVersion, String kind) {
        return JSON.objectNode().put("apiVersion", apiVersion).put("kind", kind);
    }
}
