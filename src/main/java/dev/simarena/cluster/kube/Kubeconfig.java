package dev.simarena.cluster.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.simarena.cluster.EnvironmentException;
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
 * Hold a kubeconfig that was found and makes sense as far as a file can.
 *
 * @param path absolute path of the file
 * @param text what is in it
 * @param context name of the context that is meant
 * @param server URL of its API server
 */
record Kubeconfig(Path path, String text, String context, String server) {

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
        return new Kubeconfig(path, text, context, server);
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
