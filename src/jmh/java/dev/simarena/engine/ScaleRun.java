package dev.simarena.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.Pod;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * Hold the figures of one cluster that was filled.
 *
 * @param nodes seconds to take the nodes
 * @param apply seconds to take the Deployments one by one, each until all its pods are ready
 * @param settle seconds to let a minute of virtual time pass then
 * @param cpu seconds of processor time this thread took for all that, which other work on the machine does not lengthen
 * @param heap MiB in use after a garbage collection, with the full cluster
 * @param hash hash of name, uid, node and times of every pod
 */
record ScaleRun(double nodes, double apply, double settle, double cpu, double heap, String hash) {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** Fill a new world. */
    static ScaleRun of(LargeCluster cluster) {
        List<ObjectNode> nodes = cluster.nodeManifests();
        List<ObjectNode> deployments = cluster.deploymentManifests();
        long cpu = cpuNanos();
        long begin = System.nanoTime();
        World world = new World(WorldOptions.of(1, START));
        nodes.forEach(world::submit);
        long applying = System.nanoTime();
        deployments.forEach(world::submit);
        long settling = System.nanoTime();
        world.advance(Duration.ofMinutes(1));
        long end = System.nanoTime();
        cpu = cpuNanos() - cpu;
        nodes.clear();
        deployments.clear();
        double heap = usedHeap();
        String hash = hash(world, cluster);
        return new ScaleRun(
                (applying - begin) / 1e9, (settling - applying) / 1e9, (end - settling) / 1e9, cpu / 1e9, heap, hash);
    }

    /** Return the seconds of everything. */
    double total() {
        return nodes + apply + settle;
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static double usedHeap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / 1024.0 / 1024.0;
    }

    private static String hash(World world, LargeCluster cluster) {
        List<Pod> pods = world.pods();
        if (pods.size() != cluster.pods() || !pods.stream().allMatch(Pod::isReady)) {
            throw new IllegalStateException("not all of %d pods are ready".formatted(cluster.pods()));
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            ByteBuffer times = ByteBuffer.allocate(3 * Long.BYTES);
            for (Pod pod : pods) {
                String text = pod.name() + ' ' + pod.uid() + ' ' + pod.nodeName() + '\n';
                digest.update(text.getBytes(StandardCharsets.UTF_8));
                times.clear()
                        .putLong(pod.created())
                        .putLong(pod.scheduled())
                        .putLong(pod.readySince())
                        .flip();
                digest.update(times);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
