package dev.simarena.episode;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.cluster.Cluster;
import dev.simarena.cluster.ClusterState;
import dev.simarena.cluster.ClusterState.DeploymentState;
import dev.simarena.cluster.ClusterState.EventState;
import dev.simarena.cluster.ClusterState.NodeState;
import dev.simarena.cluster.ClusterState.PodState;
import dev.simarena.cluster.EnvironmentException;
import dev.simarena.cluster.Replay;
import dev.simarena.cluster.ReplayRequest;
import dev.simarena.trace.Gvk;
import dev.simarena.trace.Quantity;
import dev.simarena.trace.TraceEvent;
import dev.simarena.trace.TraceObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stand in for a cluster: the Deployments a trace leaves applied, their pods put first-fit on the nodes by requests.
 *
 * <p>It is a collaborator of what is tested here and far from Kubernetes; it keeps the requests it got.
 */
public final class TraceFollowingCluster implements Cluster {

    private final List<ReplayRequest> requests = new ArrayList<>();
    private Consumer<ReplayRequest> beforeReplay = request -> {};
    private List<String> notSimulated = List.of();
    private List<String> leftovers = List.of();

    @Override
    public String name() {
        return "test";
    }

    /** Run something before each replay, for example throw. */
    public TraceFollowingCluster beforeReplay(Consumer<ReplayRequest> action) {
        beforeReplay = action;
        return this;
    }

    /** Fail at the replay with this number, counted from 0. */
    public TraceFollowingCluster failAtReplay(int number) {
        return beforeReplay(request -> {
            if (requests.size() == number + 1) {
                throw new EnvironmentException("Cluster [test] lost its driver. Start it again.");
            }
        });
    }

    public TraceFollowingCluster notSimulated(String... kinds) {
        notSimulated = List.of(kinds);
        return this;
    }

    public TraceFollowingCluster leftovers(String... objects) {
        leftovers = List.of(objects);
        return this;
    }

    public List<ReplayRequest> requests() {
        return requests;
    }

    @Override
    public Replay replay(ReplayRequest request) {
        synchronized (requests) {
            requests.add(request);
        }
        beforeReplay.accept(request);
        return new Replay(request.simulation(), "uid-%016x".formatted(request.seed()), state(request), leftovers);
    }

    private ClusterState state(ReplayRequest request) {
        Map<String, TraceObject> applied = new LinkedHashMap<>();
        for (TraceEvent event : request.trace().events()) {
            event.applied().stream()
                    .filter(object -> object.gvk().equals(Gvk.DEPLOYMENT))
                    .forEach(object -> applied.put(object.key(), object));
            event.deleted().forEach(object -> applied.remove(object.key()));
        }
        Nodes nodes = new Nodes(request);
        List<DeploymentState> deployments = new ArrayList<>();
        List<PodState> pods = new ArrayList<>();
        for (TraceObject object : applied.values()) {
            DeploymentState deployment = deployment(object);
            deployments.add(deployment);
            for (int i = 0; i < deployment.replicas(); i++) {
                pods.add(nodes.schedule(deployment, deployment.name() + "-" + i));
            }
        }
        Instant start = Instant.ofEpochSecond(request.trace().start());
        List<EventState> events = pods.stream()
                .filter(pod -> pod.unschedulable() != null)
                .map(pod -> new EventState(
                        start, "Warning", "FailedScheduling", "Pod/" + pod.name(), "" + pod.unschedulable()))
                .toList();
        Duration elapsed = request.duration();
        return new ClusterState(start.plus(elapsed), elapsed, deployments, pods, nodes.states(), events, notSimulated);
    }

    private static DeploymentState deployment(TraceObject object) {
        JsonNode spec = object.body().path("spec");
        JsonNode containers = spec.path("template").path("spec").path("containers");
        long cpu = 0;
        long memory = 0;
        for (JsonNode container : containers) {
            Quantity containerCpu = request(container, "cpu");
            Quantity containerMemory = request(container, "memory");
            cpu += containerCpu == null ? 0 : containerCpu.milliValue();
            memory += containerMemory == null ? 0 : containerMemory.longValue();
        }
        return new DeploymentState(
                "virtual-" + object.namespace(),
                object.name(),
                spec.path("replicas").asInt(1),
                request(containers.path(0), "cpu"),
                request(containers.path(0), "memory"),
                cpu,
                memory);
    }

    private static @Nullable Quantity request(JsonNode container, String resource) {
        JsonNode node = container.path("resources").path("requests").path(resource);
        return node.isMissingNode() ? null : Quantity.of(node).stored();
    }

    /** Hold what is free on each node. */
    private static final class Nodes {

        private final int count;
        private final long cpu;
        private final long memory;
        private final int podLimit;
        private final long[] usedCpu;
        private final long[] usedMemory;
        private final int[] pods;

        Nodes(ReplayRequest request) {
            count = request.nodes().count();
            cpu = request.nodes().cpu().milliValue();
            memory = request.nodes().memory().longValue();
            podLimit = request.nodes().pods();
            usedCpu = new long[count];
            usedMemory = new long[count];
            pods = new int[count];
        }

        PodState schedule(DeploymentState of, String name) {
            int lackCpu = 0;
            int lackMemory = 0;
            int full = 0;
            for (int node = 0; node < count; node++) {
                boolean noCpu = of.podCpuMilli() > 0 && of.podCpuMilli() > cpu - usedCpu[node];
                boolean noMemory = of.podMemoryBytes() > 0 && of.podMemoryBytes() > memory - usedMemory[node];
                boolean noPod = pods[node] >= podLimit;
                if (!noCpu && !noMemory && !noPod) {
                    usedCpu[node] += of.podCpuMilli();
                    usedMemory[node] += of.podMemoryBytes();
                    pods[node]++;
                    return pod(of, name, "Running", "node-" + node, null);
                }
                lackCpu += noCpu ? 1 : 0;
                lackMemory += noMemory ? 1 : 0;
                full += noPod ? 1 : 0;
            }
            List<String> reasons = new ArrayList<>();
            if (lackCpu > 0) {
                reasons.add(lackCpu + " Insufficient cpu");
            }
            if (lackMemory > 0) {
                reasons.add(lackMemory + " Insufficient memory");
            }
            if (full > 0) {
                reasons.add(full + " Too many pods");
            }
            String message = count == 0
                    ? "no nodes available to schedule pods"
                    : "0/%d nodes are available: %s. no new claims to deallocate, preemption: 0/%d nodes are available: %d Preemption is not helpful for scheduling."
                            .formatted(count, String.join(", ", reasons), count, count);
            return pod(of, name, "Pending", null, message);
        }

        private static PodState pod(
                DeploymentState of, String name, String phase, @Nullable String node, @Nullable String message) {
            return new PodState(
                    of.namespace(),
                    name,
                    of.name(),
                    phase,
                    phase.equals("Running"),
                    node,
                    message,
                    of.podCpuMilli(),
                    of.podMemoryBytes());
        }

        List<NodeState> states() {
            List<NodeState> states = new ArrayList<>();
            for (int node = 0; node < count; node++) {
                states.add(new NodeState(
                        "node-" + node, cpu, memory, podLimit, usedCpu[node], usedMemory[node], pods[node]));
            }
            return states;
        }
    }
}
