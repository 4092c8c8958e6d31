package dev.simarena.engine.scheduler;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.LargeCluster;
import dev.simarena.engine.api.Manifest;
import dev.simarena.engine.api.NodeReader;
import dev.simarena.engine.api.WorkloadReader;
import dev.simarena.engine.core.Client;
import dev.simarena.engine.core.Deletion;
import dev.simarena.engine.core.EventLog;
import dev.simarena.engine.core.Names;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.RandomSource;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.DeploymentSpec;
import dev.simarena.engine.model.KubernetesVersion;
import dev.simarena.engine.model.NodeTable;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.ReplicaSet;
import dev.simarena.engine.model.TieBreak;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Hold how fast the scheduler alone is: its queue is filled, then all pods are bound in one go.
 *
 * @param perSecond pods bound per second
 * @param perCpuSecond pods bound per second of processor time of this thread
 */
public record DecisionRate(double perSecond, double perCpuSecond) {

    /** Measure. */
    public static DecisionRate of(LargeCluster cluster) {
        Timeline timeline = new Timeline(Instant.parse("2026-01-01T00:00:00Z"));
        Names names = new Names(new RandomSource(1));
        ObjectStore store = new ObjectStore(timeline, names);
        NodeTable nodes = new NodeTable();
        Scheduler scheduler = new Scheduler(
                store,
                timeline,
                new EventLog(timeline, 100),
                nodes,
                new Deletion(store, timeline),
                Client.UNLIMITED,
                new SchedulerOptions(1, TieBreak.FIRST, KubernetesVersion.V1_36));
        store.listen(List.of(scheduler));
        for (ObjectNode node : cluster.nodeManifests()) {
            store.add(NodeReader.node(Manifest.read(node), nodes));
        }
        int pods = 0;
        for (ObjectNode manifest : cluster.deploymentManifests()) {
            DeploymentSpec spec = WorkloadReader.deployment(Manifest.read(manifest), null);
            ReplicaSet set = new ReplicaSet(
                    "default",
                    manifest.at("/metadata/name").asText(),
                    Map.of(),
                    Collections.emptyMap(),
                    spec.replicas(),
                    spec.selector(),
                    spec.template(),
                    true,
                    0);
            store.add(set);
            for (int i = 0; i < spec.replicas(); i++) {
                Pod pod = new Pod(
                        "default", set.name() + "-" + i, set.podLabels(), Collections.emptyMap(), spec.template(), 0);
                pod.setOwners(set.asOwner());
                store.add(pod);
                pods++;
            }
        }
        long cpu = cpuNanos();
        long start = System.nanoTime();
        scheduler.reconcile();
        long end = System.nanoTime();
        return new DecisionRate(pods * 1e9 / (end - start), pods * 1e9 / (cpuNanos() - cpu));
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
