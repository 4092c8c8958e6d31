package dev.simarena.cluster.kube;

import dev.simarena.cluster.Cluster;
import dev.simarena.cluster.EnvironmentException;
import dev.simarena.cluster.Replay;
import dev.simarena.cluster.ReplayRequest;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replay traces on the cluster of a kubeconfig, in real time.
 *
 * <p>Each replay has virtual namespaces and nodes of its own, named after the run, so replays beside each other do not meet.
 * The cluster is looked at once, by the first who needs it; what is wrong with it then ends every replay.
 */
public final class KubernetesCluster implements Cluster {

    /** Name by which settings select it: {@value}. */
    public static final String NAME = "kubeconfig";

    /** Name by which settings select the cluster in whose pod this JVM runs: {@value}. */
    public static final String IN_CLUSTER = "in-cluster";

    private static final int FIRST_ANSWER_MILLIS = 5_000;
    private static final int ANSWER_MILLIS = 30_000;

    /** Times 100 ms, doubled each time, add up to 13 s: as long as an API server needs to come back. */
    private static final int RETRIES = 7;

    private static final Logger LOG = LoggerFactory.getLogger(KubernetesCluster.class);

    private final KubernetesOptions options;
    private final Function<String, @Nullable String> environment;
    private final Path serviceAccount;
    private final Map<String, RunRoot> roots = new LinkedHashMap<>();
    private final Thread atExit = new Thread(this::drop, "arena-clean-up");
    private @Nullable KubeApi api;
    private @Nullable Kubeconfig kubeconfig;
    private @Nullable EnvironmentException refusal;
    private List<PreflightCheck> checks = List.of();
    private boolean closed;

    /** Mean a cluster; nothing is asked yet. */
    public KubernetesCluster(KubernetesOptions options) {
        this(options, System::getenv, Kubeconfig.SERVICE_ACCOUNT);
    }

    KubernetesCluster(KubernetesOptions options, Function<String, @Nullable String> environment, Path serviceAccount) {
        this.options = options;
        this.environment = environment;
        this.serviceAccount = serviceAccount;
    }

    @Override
    public String name() {
        return options.inCluster() ? IN_CLUSTER : NAME;
    }

    @Override
    public Replay replay(ReplayRequest request) {
        KubeApi ready = ready();
        return new KubernetesReplay(ready, root(ready, request.runId()), request).play();
    }

    /**
     * Return a client of the cluster, which lives as long as this.
     *
     * @throws EnvironmentException when the cluster is not as needed
     */
    @Override
    public KubernetesClient client() {
        return ready().client();
    }

    /**
     * Return the kubeconfig that is used.
     *
     * @throws EnvironmentException when the cluster is not as needed
     */
    @Override
    public synchronized String kubeconfig() {
        ready();
        return kubeconfig == null ? "" : kubeconfig.text();
    }

    /**
     * Look at the cluster without touching anything.
     *
     * @throws EnvironmentException when it cannot be asked at all
     */
    public synchronized List<PreflightCheck> preflight() {
        if (checks.isEmpty()) {
            Kubeconfig found = options.inCluster()
                    ? Kubeconfig.inCluster(environment, serviceAccount)
                    : Kubeconfig.find(options, environment);
            kubeconfig = found;
            try (KubernetesClient client = client(found, FIRST_ANSWER_MILLIS, 0)) {
                checks = new Preflight(new KubeApi(client, found), options).run();
            }
        }
        return checks;
    }

    /** Lay out what {@link #preflight} finds, with the smallest role where permissions are missing; never fails. */
    public synchronized String report() {
        try {
            List<PreflightCheck> found = preflight();
            String cluster = Objects.requireNonNull(kubeconfig).cluster();
            String report = KubeMessages.report(cluster, Preflight.table(found));
            boolean lacking = found.stream().anyMatch(check -> !check.passed() && Preflight.isPermission(check));
            return lacking ? report + System.lineSeparator() + KubeMessages.role(RoleManifest.of(options)) : report;
        } catch (EnvironmentException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** Return the API server of a cluster that is as needed. */
    KubeApi api() {
        return ready();
    }

    private synchronized KubeApi ready() {
        if (closed) {
            throw new IllegalStateException(KubeMessages.CLOSED);
        }
        if (refusal != null) {
            throw refusal;
        }
        KubeApi ready = api;
        if (ready == null) {
            try {
                ready = open();
                api = ready;
            } catch (EnvironmentException e) {
                refusal = e;
                throw e;
            }
        }
        return ready;
    }

    private KubeApi open() {
        List<PreflightCheck> found = preflight();
        Kubeconfig file = Objects.requireNonNull(kubeconfig);
        String table = Preflight.table(found);
        if (options.reportOnly()) {
            throw new EnvironmentException(KubeMessages.reportOnly(file.cluster()));
        }
        String failed = found.stream()
                .filter(check -> !check.passed())
                .map(PreflightCheck::toString)
                .collect(Collectors.joining("; "));
        if (!failed.isEmpty()) {
            throw new EnvironmentException(KubeMessages.preflight(file.cluster(), failed, table));
        }
        Runtime.getRuntime().addShutdownHook(atExit);
        return new KubeApi(client(file, ANSWER_MILLIS, RETRIES), file);
    }

    private static KubernetesClient client(Kubeconfig kubeconfig, int timeoutMillis, int retries) {
        try {
            Config config = kubeconfig
                    .client()
                    .withConnectionTimeout(FIRST_ANSWER_MILLIS)
                    .withRequestTimeout(timeoutMillis)
                    .withRequestRetryBackoffLimit(retries)
                    // over HTTP/2 an API server hangs up with its 401, and the JDK's client tells only of that
                    .withHttp2Disable(true)
                    .build();
            return new KubernetesClientBuilder().withConfig(config).build();
        } catch (KubernetesClientException | IllegalArgumentException e) {
            throw new EnvironmentException(KubeMessages.unreadableKubeconfig(kubeconfig.path(), e), e);
        }
    }

    /** Do something with a root of its own, which goes with this cluster. */
    <T> T withRoot(String holder, BiFunction<KubeApi, RunRoot, T> work) {
        KubeApi ready = ready();
        return work.apply(ready, root(ready, holder));
    }

    private synchronized RunRoot root(KubeApi ready, String runId) {
        return roots.computeIfAbsent(runId, id -> RunRoot.create(ready, id));
    }

    /** Delete everything that was created, and wait until it is gone. */
    @Override
    public void close() {
        List<RunRoot> ending;
        KubeApi open;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            ending = List.copyOf(roots.values());
            open = api;
        }
        if (open == null) {
            return;
        }
        try {
            ending.forEach(KubernetesCluster::end);
        } finally {
            open.client().close();
            forgetExit();
        }
    }

    private static void end(RunRoot root) {
        try {
            root.close();
        } catch (RuntimeException e) {
            LOG.warn("Run {} could not be cleaned up; the next run does it. {}", root.name(), e.getMessage());
        }
    }

    private void forgetExit() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            LOG.debug("The JVM ends already.", e);
        }
    }

    /** Ask for the deletion of everything when the JVM ends before anybody closed this. */
    private void drop() {
        List<RunRoot> ending;
        synchronized (this) {
            ending = List.copyOf(roots.values());
        }
        for (RunRoot root : ending) {
            try {
                root.drop();
            } catch (RuntimeException e) {
                LOG.warn("Run {} could not be cleaned up; the next run does it. {}", root.name(), e.getMessage());
            }
        }
    }
}
