package dev.simarena.cluster.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.simarena.cluster.EmbeddedCluster;
import dev.simarena.cluster.NamespaceHooks;
import dev.simarena.cluster.NodeShape;
import dev.simarena.cluster.ReplayRequest;
import dev.simarena.engine.apiserver.clock.RealTime;
import dev.simarena.trace.Trace;
import dev.simarena.trace.TraceEvent;
import dev.simarena.trace.TraceObject;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Serve an embedded cluster over the loopback interface, in real time, as somebody's cluster with a kubeconfig. */
public final class LoopbackCluster implements AutoCloseable {

    static final long START = 1_730_390_400;

    final EmbeddedCluster cluster = new EmbeddedCluster();
    public final Path kubeconfig;
    private final RealTime time;

    /** Start it and write its kubeconfig into a folder. */
    public LoopbackCluster(Path folder) throws IOException {
        kubeconfig = Files.writeString(folder.resolve("kubeconfig"), cluster.kubeconfig());
        time = RealTime.follow(cluster.apiServer(), 1);
    }

    KubernetesClient client() {
        return cluster.client();
    }

    /** Write what a pod of this cluster has of its service account. */
    Path serviceAccount(Path account) throws IOException {
        JsonNode config = new YAMLMapper().readTree(kubeconfig.toFile());
        Files.createDirectories(account);
        Files.writeString(
                account.resolve("token"), config.at("/users/0/user/token").asText());
        Files.write(
                account.resolve("ca.crt"),
                Base64.getDecoder()
                        .decode(config.at("/clusters/0/cluster/certificate-authority-data")
                                .asText()));
        return account;
    }

    /** Return what a pod of this cluster has in its environment. */
    Map<String, String> environment() throws IOException {
        URI server = URI.create(new YAMLMapper()
                .readTree(kubeconfig.toFile())
                .at("/clusters/0/cluster/server")
                .asText());
        return Map.of(
                "KUBERNETES_SERVICE_HOST",
                server.getHost(),
                "KUBERNETES_SERVICE_PORT",
                String.valueOf(server.getPort()));
    }

    KubernetesCluster asRealOne() {
        return new KubernetesCluster(KubernetesOptions.of(kubeconfig.toString()));
    }

    /** Name all namespaces and nodes. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>();
        names(client(), names);
        return names;
    }

    static void names(KubernetesClient client, Set<String> names) {
        client.namespaces().list().getItems().forEach(found -> names.add(name(found)));
        client.nodes().list().getItems().forEach(found -> names.add(name(found)));
    }

    private static String name(HasMetadata object) {
        return object.getKind() + "/" + object.getMetadata().getName();
    }

    /** Make what a run leaves of which nothing else is known. */
    public void orphan(String id) {
        owned("Namespace", "virtual-" + id + "-1-default", "sim-arena-" + id);
        owned("Node", id + "-1-node-0", "sim-arena-" + id);
    }

    void owned(String kind, String name, String root) {
        client().resource(
                        "{\"apiVersion\": \"v1\", \"kind\": \"%s\", \"metadata\": {\"name\": \"%s\", \"labels\": {\"simarena.dev/root\": \"%s\"}}}"
                                .formatted(kind, name, root))
                .create();
    }

    static ReplayRequest request(Trace trace, NamespaceHooks hooks) {
        return new ReplayRequest("cpu-slight-1", trace, NodeShape.DEFAULT, Duration.ofSeconds(1), hooks, "run-1", 1);
    }

    static Trace trace(ObjectNode... objects) {
        List<TraceObject> applied =
                List.of(objects).stream().map(TraceObject::of).toList();
        return Trace.of(List.of(new TraceEvent(START, applied, List.of())));
    }

    static ObjectNode web(int replicas, String cpu) {
        return json("""
                {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web", "namespace": "default"},
                 "spec": {"replicas": %d, "selector": {"matchLabels": {"app": "web"}},
                  "template": {"metadata": {"labels": {"app": "web"}},
                   "spec": {"containers": [{"name": "web", "image": "web",
                    "resources": {"requests": {"cpu": "%s", "memory": "512Mi"}}}]}}}}
                """.formatted(replicas, cpu));
    }

    static ObjectNode json(String text) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        time.close();
        cluster.close();
    }
}
