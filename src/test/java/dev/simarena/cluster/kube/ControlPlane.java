package dev.simarena.cluster.kube;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Drive the script that brings up a real control plane, one for all tests of this JVM. */
public final class ControlPlane {

    /** What tests hold that use it: they break it, or count what it has. */
    public static final String LOCK = "control plane";

    private static final String SCRIPT = "src/test/control-plane/control-plane";

    private static final int NUMBERS = 10;

    /** Locks end with their channels, which end when nobody refers to them. */
    private static final List<FileLock> HELD = new ArrayList<>();

    /** Another number for each JVM that runs such tests at one time on a machine. */
    private static final String NUMBER = System.getProperty("control-plane", free());

    private static final Pattern SERVER = Pattern.compile("server: https://([0-9.]+):([0-9]+)");

    private static @Nullable ControlPlane shared;

    private final Path kubeconfig;

    private ControlPlane(Path kubeconfig) {
        this.kubeconfig = kubeconfig;
    }

    /** Return a number that no other JVM has; the lock on its file lasts as long as this JVM. */
    @SuppressWarnings("resource")
    private static String free() {
        for (int number = NUMBERS - 1; number >= 0; number--) {
            Path file = Path.of(System.getProperty("java.io.tmpdir"), "sim-arena-control-plane-" + number + ".lock");
            try {
                FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock();
                if (lock != null) {
                    HELD.add(lock);
                    return Integer.toString(number);
                }
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw new IllegalStateException("all control planes are taken");
    }

    /** Return the one of this JVM; the first call builds what is missing, which takes minutes, and starts it. */
    public static synchronized ControlPlane shared() {
        ControlPlane plane = shared;
        if (plane == null) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> run("down", NUMBER), "control-plane-down"));
            run("down", NUMBER);
            plane = new ControlPlane(Path.of(run("up", NUMBER).strip()));
            shared = plane;
        }
        return plane;
    }

    /** Return the path of its kubeconfig. */
    public String kubeconfig() {
        return kubeconfig.toString();
    }

    KubernetesOptions options() {
        return KubernetesOptions.of(kubeconfig());
    }

    /** Write what a pod has of the service account of the role that is shipped. */
    Path serviceAccount(KubernetesClient client, Path folder) throws IOException {
        String token = client.raw(
                "/api/v1/namespaces/sim-arena/serviceaccounts/sim-arena/token",
                "POST",
                "{\"apiVersion\": \"authentication.k8s.io/v1\", \"kind\": \"TokenRequest\", \"spec\": {}}");
        Files.writeString(
                folder.resolve("token"),
                new ObjectMapper().readTree(token).at("/status/token").asText());
        Files.copy(kubeconfig.resolveSibling("certs").resolve("apiserver.crt"), folder.resolve("ca.crt"));
        return folder;
    }

    /** Return what a pod of it has in its environment. */
    Map<String, String> environment() throws IOException {
        Matcher server = SERVER.matcher(Files.readString(kubeconfig));
        if (!server.find()) {
            throw new IOException(kubeconfig + " names no server");
        }
        return Map.of("KUBERNETES_SERVICE_HOST", server.group(1), "KUBERNETES_SERVICE_PORT", server.group(2));
    }

    void kill(String part) {
        run("kill", part, NUMBER);
    }

    void start(String part) {
        run("start", part, NUMBER);
    }

    /** Name all namespaces and nodes. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>();
        try (KubernetesCluster cluster = new KubernetesCluster(options())) {
            LoopbackCluster.names(cluster.client(), names);
        }
        return names;
    }

    private static String run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(SCRIPT));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("%s failed with %d".formatted(command, process.exitValue()));
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(command + " was interrupted", e);
        }
    }
}
