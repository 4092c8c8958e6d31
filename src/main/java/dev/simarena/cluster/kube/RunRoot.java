package dev.simarena.cluster.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.cluster.EnvironmentException;
import dev.simarena.cluster.VirtualObjects;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Own everything a run creates on a cluster: a namespace whose deletion takes along what refers to it, and in it a lease.
 *
 * <p>Its name is drawn by the API server, so that runs anywhere never meet.
 */
final class RunRoot implements AutoCloseable {

    private static final String PREFIX = "sim-arena-";
    private static final Duration LONGEST_REMOVAL = Duration.ofSeconds(90);
    private static final Logger LOG = LoggerFactory.getLogger(RunRoot.class);

    private final KubeApi api;
    private final Leftovers leftovers;
    private final JsonNode namespace;
    private final RunLease lease;
    private final AtomicInteger replays = new AtomicInteger();
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(RunRoot::daemon);
    private long renewed = WallClock.nanos();
    private @Nullable String lost;

    private RunRoot(KubeApi api, JsonNode namespace, RunLease lease) {
        this.api = api;
        this.leftovers = new Leftovers(api);
        this.namespace = namespace;
        this.lease = lease;
    }

    /** Create the root of a run, keep it alive, and delete what dead runs left. */
    static RunRoot create(KubeApi api, String runId) {
        ObjectNode wanted = JsonNodeFactory.instance.objectNode();
        wanted.put("apiVersion", "v1").put("kind", "Namespace");
        wanted.putObject("metadata")
                .put("generateName", PREFIX)
                .putObject("labels")
                .put(OurLabels.ROOT, OurLabels.IS_ROOT)
                .put(VirtualObjects.RUN_LABEL, runId);
        JsonNode namespace = api.create(KubeApi.NAMESPACES, wanted);
        String name = namespace.at("/metadata/name").asText();
        try {
            String holder = "process " + ProcessHandle.current().pid();
            RunRoot root = new RunRoot(api, namespace, RunLease.begin(api, name, holder));
            root.leftovers.reap(root.lease.renewed(), name, false);
            ScheduledFuture<?> unused = root.heart.scheduleWithFixedDelay(
                    root::beat, RunLease.RENEWAL.toMillis(), RunLease.RENEWAL.toMillis(), TimeUnit.MILLISECONDS);
            return root;
        } catch (RuntimeException e) {
            try {
                api.delete(KubeApi.NAMESPACES + "/" + name);
            } catch (RuntimeException another) {
                e.addSuppressed(another);
            }
            throw e;
        }
    }

    /** Return the name of the namespace. */
    String name() {
        return namespace.at("/metadata/name").asText();
    }

    /** Return what an object refers to that is to go with the run. */
    ObjectNode reference() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("apiVersion", "v1")
                .put("kind", "Namespace")
                .put("name", name())
                .put("uid", namespace.at("/metadata/uid").asText());
    }

    /** Return the next name for a replay; no other replay on the cluster has it. */
    String nextReplay() {
        return name().substring(PREFIX.length()) + "-" + replays.incrementAndGet();
    }

    /**
     * Refuse to go on when others may have taken this run for dead.
     *
     * @throws EnvironmentException when the lease was not renewed in time
     */
    synchronized void check() {
        if (WallClock.nanos() - renewed > RunLease.DURATION.toNanos()) {
            throw new EnvironmentException(
                    KubeMessages.leaseLost(name(), lost == null ? "this process did nothing for too long" : lost));
        }
    }

    private void beat() {
        try {
            lease.renew();
            synchronized (this) {
                renewed = WallClock.nanos();
                lost = null;
            }
            leftovers.reap(lease.renewed(), name(), false);
        } catch (RuntimeException e) {
            synchronized (this) {
                lost = String.valueOf(e.getMessage());
            }
            LOG.warn("Run {} could not renew its lease: {}", name(), e.getMessage());
        }
    }

    /**
     * Delete what other runs left.
     *
     * @param living whether runs are deleted too that are alive
     * @return the roots of which something is still there
     */
    Set<String> reap(boolean living) {
        lease.renew();
        return leftovers.reap(lease.renewed(), name(), living);
    }

    /** Ask for the deletion of everything without waiting for it. */
    void drop() {
        leftovers.drop(name());
        api.delete(KubeApi.NAMESPACES + "/" + name());
    }

    /** Delete everything of the run and wait until it is gone. */
    @Override
    public void close() {
        // what others do to a run that ends is no harm
        heart.shutdown();
        Changes changes = new Changes();
        try (Watches watches = new Watches(api, changes)) {
            watches.namespaces(VirtualObjects.RUN_LABEL);
            long end = WallClock.nanos() + LONGEST_REMOVAL.toNanos();
            long seen = changes.count();
            while (!leftovers.remove(name())) {
                if (WallClock.nanos() > end) {
                    LOG.warn(
                            "Run {} left {} behind; the next run goes on to delete it.",
                            name(),
                            leftovers.left(OurLabels.ROOT + "=" + name()));
                    break;
                }
                changes.await(seen, Watches.DISTRUST);
                seen = changes.count();
            }
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "arena-lease");
        thread.setDaemon(true);
        return thread;
    }
}
