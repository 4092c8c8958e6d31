package dev.simarena.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Instant;

/** Write Kubernetes objects for tests. */
public final class Manifests {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Instant at which test worlds start. */
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Manifests() {}

    public static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static ObjectNode node(String name, String cpu, String memory) {
        return node(name, cpu, memory, 110);
    }

    public static ObjectNode node(String name, String cpu, String memory, int pods) {
        return json("""
                {"apiVersion": "v1", "kind": "Node",
                 "metadata": {"name": "%s", "labels": {"kubernetes.io/hostname": "%s", "type": "virtual"}},
                 "status": {"allocatable": {"cpu": "%s", "memory": "%s", "pods": "%d"}}}
                """.formatted(name, name, cpu, memory, pods));
    }

    public static ObjectNode deployment(String name, int replicas, String cpu, String memory) {
        return json("""
                {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "%s", "namespace": "default"},
                 "spec": {"replicas": %d, "selector": {"matchLabels": {"app": "%s"}},
                  "template": {"metadata": {"labels": {"app": "%s"}},
                   "spec": {"containers": [{"name": "web", "image": "nginx:1",
                     "resources": {"requests": {"cpu": "%s", "memory": "%s"}}}]}}}}
                """.formatted(name, replicas, name, name, cpu, memory));
    }

    public static ObjectNode pod(String name, String spec) {
        return json("""
                {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "%s", "namespace": "default"}, "spec": %s}
                """.formatted(name, spec));
    }

    public static ObjectNode pod(String name, String cpu, String memory) {
        return pod(name, """
                {"containers": [{"name": "c", "image": "i:1", "resources": {"requests": {"cpu": "%s", "memory": "%s"}}}]}
                """.formatted(cpu, memory));
    }

    public static ObjectNode namespace(String name) {
        return json(
                "{\"apiVersion\": \"v1\", \"kind\": \"Namespace\", \"metadata\": {\"name\": \"%s\"}}".formatted(name));
    }

    /** A world with nodes of 16 cpu and 32Gi. */
    public static World world(int nodes) {
        World world = new World(WorldOptions.of(1, START));
        for (int i = 0; i < nodes; i++) {
            world.submit(node("node-" + i, "16", "32Gi"));
        }
        return world;
    }
}
