package dev.simarena.cluster.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.simarena.cluster.EnvironmentException;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Hold a kubeconfig that was found and makes sense as far as a file can, or what a pod has in its place.
 *
 * @param path absolute path of the file, or of the token of a service account
 * @param text what is in it
 * @param context name of the context that is meant
 * @param server URL of its API server
 * @param inPod whether this JVM runs in a pod of the cluster, and there is no file
 */
record Kubeconfig(Path path, String text, String context, String server, boolean inPod) {

    /** Where a pod has what it needs to ask the API server. */
    static final Path SERVICE_ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    private static final String IN_CLUSTER = "in-cluster";
    private static final String HOST = "KUBERNETES_SERVICE_HOST";
    private static final String PORT = "KUBERNETES_SERVICE_PORT";

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /**
     * Find and read the file.
     *
     * @param environment looks up variables of the environment
     * @throws EnvironmentException when it is not there, or its context or cluster is not
     */
    static Kubeconfig find(KubernetesOptions options, Function<String, @Nullable String> environment) {
        Path path = path(options, environment);
        if (!Files.isRegularFile(path)) {
            throw new EnvironmentException(KubeMessages.noKubeconfig(path));
        }
        try {
            String text = Files.readString(path);
            return read(path, text, YAML.readTree(text), options.context());
        } catch (IOException e) {
            throw new EnvironmentException(KubeMessages.unreadableKubeconfig(path, e), e);
        }
    }

    /**
     * Find what a pod has in place of a kubeconfig.
     *
     * @param environment looks up variables of the environment
     * @param folder folder of the service account
     * @throws EnvironmentException when this is no pod, or it has no service account
     */
    static Kubeconfig inCluster(Function<String, @Nullable String> environment, Path folder) {
        String host = environment.apply(HOST);
        if (host == null || host.isBlank()) {
            throw new EnvironmentException(KubeMessages.noPod(HOST));
        }
        Path token = folder.resolve("token").toAbsolutePath();
        Path authority = folder.resolve("ca.crt").toAbsolutePath();
        if (!Files.isReadable(token) || !Files.isReadable(authority)) {
            throw new EnvironmentException(KubeMessages.noServiceAccount(token));
        }
        String port = Optional.ofNullable(environment.apply(PORT)).orElse("443");
        String server = "https://%s:%s".formatted(host.contains(":") ? "[" + host + "]" : host, port);
        String text = """
                apiVersion: v1
                kind: Config
                current-context: in-cluster
                clusters: [{name: in-cluster, cluster: {server: "%s", certificate-authority: "%s"}}]
                users: [{name: in-cluster, user: {tokenFile: "%s"}}]
                contexts: [{name: in-cluster, context: {cluster: in-cluster, user: in-cluster}}]
                """.formatted(server, authority, token);
        return new Kubeconfig(token, text, IN_CLUSTER, server, true);
    }

    /** Return the configuration of a client; the token of a pod is read anew each time, as it is renewed in its file. */
    ConfigBuilder client() {
        if (!inPod) {
            return new ConfigBuilder(Config.fromKubeconfig(context, path.toFile()));
        }
        return new ConfigBuilder(Config.empty())
                .withMasterUrl(server)
                .withCaCertFile(path.resolveSibling("ca.crt").toString())
                .withOauthTokenProvider(() -> token(path));
    }

    private static String token(Path path) {
        try {
            return Files.readString(path).strip();
        } catch (IOException e) {
            throw new EnvironmentException(KubeMessages.noServiceAccount(path), e);
        }
    }

    /** Name what is to be corrected. */
    String place() {
        return (inPod ? "service account " : "kubeconfig ") + path;
    }

    /** Name the cluster for messages. */
    String cluster() {
        return "%s of %s".formatted(context, path);
    }

    private static Path path(KubernetesOptions options, Function<String, @Nullable String> environment) {
        if (options.kubeconfig() != null) {
            return Path.of(options.kubeconfig()).toAbsolutePath();
        }
        String variable = environment.apply("KUBECONFIG");
        if (variable == null || variable.isBlank()) {
            String home = Optional.ofNullable(environment.apply("HOME")).orElse(System.getProperty("user.home"));
            return Path.of(home, ".kube", "config").toAbsolutePath();
        }
        if (variable.contains(File.pathSeparator)) {
            throw new EnvironmentException(KubeMessages.severalKubeconfigs(variable));
        }
        return Path.of(variable).toAbsolutePath();
    }

    private static Kubeconfig read(Path path, String text, JsonNode file, @Nullable String wanted) {
        String context = wanted == null ? file.path("current-context").asText("") : wanted;
        JsonNode found = named(file, "contexts", "context", context);
        if (found.isMissingNode()) {
            throw new EnvironmentException(KubeMessages.unknownContext(context, path, names(file, "contexts")));
        }
        String cluster = found.path("cluster").asText("");
        String server =
                named(file, "clusters", "cluster", cluster).path("server").asText("");
        if (server.isEmpty()) {
            throw new EnvironmentException(KubeMessages.noServer(cluster, context, path));
        }
        return new Kubeconfig(path, text, context, server, false);
    }

    private static JsonNode named(JsonNode file, String list, String content, String name) {
        for (JsonNode entry : file.path(list)) {
            if (entry.path("name").asText("").equals(name)) {
                return entry.path(content);
            }
        }
        return file.path(list).path("none");
    }

    private static SortedSet<String> names(JsonNode file, String list) {
        SortedSet<String> names = new TreeSet<>();
        file.path(list).forEach(entry -> names.add(entry.path("name").asText("")));
        return names;
    }
}
