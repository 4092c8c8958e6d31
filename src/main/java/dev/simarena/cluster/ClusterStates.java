package dev.simarena.cluster;

import dev.simarena.cluster.ClusterState.DeploymentState;
import dev.simarena.cluster.ClusterState.EventState;
import dev.simarena.cluster.ClusterState.NodeState;
import dev.simarena.cluster.ClusterState.PodState;
import dev.simarena.cluster.ClusterState.UsageState;
import dev.simarena.engine.World;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.kubelet.MeasuredUsage;
import dev.simarena.engine.model.Deployment;
import dev.simarena.engine.model.Event;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.usage.UsageModel;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Read the state of a world. */
final class ClusterStates {

    private ClusterStates() {}

    static ClusterState of(World world, Duration elapsed) {
        List<DeploymentState> deployments = new ArrayList<>();
        for (Deployment deployment : world.deployments()) {
            deployments.add(new DeploymentState(
                    String.valueOf(deployment.namespace()),
                    deployment.name(),
                    deployment.replicas(),
                    deployment.cpu(),
                    deployment.memory(),
                    deployment.podRequests().cpuMilli(),
                    deployment.podRequests().memoryBytes()));
        }
        long now = Timeline.micros(world.now());
        List<PodState> pods = new ArrayList<>();
        for (Pod pod : world.pods()) {
            pods.add(new PodState(
                    String.valueOf(pod.namespace()),
                    pod.name(),
                    pod.deployment(),
                    pod.phase().toString(),
                    pod.isReady(),
                    pod.nodeName(),
                    pod.unschedulable(),
                    pod.template().requests().cpuMilli(),
                    pod.template().requests().memoryBytes(),
                    usage(pod, now)));
        }
        List<NodeState> nodes = new ArrayList<>();
        for (Node node : world.nodes()) {
            nodes.add(new NodeState(
                    node.name(),
                    node.allocatable().cpuMilli(),
                    node.allocatable().memoryBytes(),
                    (int) Math.min(Integer.MAX_VALUE, node.allocatable().pods()),
                    node.requestedCpuMilli(),
                    node.requestedMemoryBytes(),
                    node.pods().size()));
        }
        List<EventState> events = new ArrayList<>();
        for (Event event : world.events()) {
            events.add(new EventState(
                    Instant.EPOCH.plus(event.time(), ChronoUnit.MICROS),
                    event.type(),
                    event.reason(),
                    event.kind() + "/" + event.name(),
                    event.message()));
        }
        return new ClusterState(
                world.now(), elapsed, deployments, pods, nodes, events, List.copyOf(world.notSimulated()));
    }

    private static @Nullable UsageState usage(Pod pod, long now) {
        UsageModel model = pod.template().usage();
        if (model == null) {
            return null;
        }
        return new UsageState(
                MeasuredUsage.cpuMilli(pod, now).orElse(0),
                MeasuredUsage.memoryBytes(pod, now).orElse(0),
                MeasuredUsage.throttled(pod, now),
                MeasuredUsage.restarts(pod),
                MeasuredUsage.killed(pod));
    }
}
