package dev.simarena.engine.controller;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.Manifests;
import dev.simarena.engine.api.Manifest;
import dev.simarena.engine.api.NodeReader;
import dev.simarena.engine.api.Renderer;
import dev.simarena.engine.api.WorkloadReader;
import dev.simarena.engine.core.Client;
import dev.simarena.engine.core.EventLog;
import dev.simarena.engine.core.Names;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.RandomSource;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.Condition;
import dev.simarena.engine.model.Deployment;
import dev.simarena.engine.model.DeploymentSpec;
import dev.simarena.engine.model.DeploymentStatus;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.NodeTable;
import dev.simarena.engine.model.Phase;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.PodTemplate;
import dev.simarena.engine.model.ReplicaSet;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Put one Deployment into a state of its own and ask its controllers, for tests outside this package. */
public final class ControllerBench {

    private final Timeline timeline = new Timeline(Manifests.START);
    private final ObjectStore store;
    private final Deployment deployment;

    /** Take a Deployment that no controller has seen. */
    public ControllerBench(ObjectNode manifest) {
        this(manifest, 1);
    }

    /** Take a Deployment that no controller has seen, and draw uids from a seed. */
    public ControllerBench(ObjectNode manifest, long seed) {
        store = new ObjectStore(timeline, new Names(new RandomSource(seed)));
        deployment = new Deployment("default", "web", Map.of(), Map.of(), spec(manifest));
        store.add(deployment);
    }

    /** Read what a Deployment declares. */
    public static DeploymentSpec spec(ObjectNode manifest) {
        return WorkloadReader.deployment(Manifest.read(manifest), null);
    }

    /** Return how many replicas the newest ReplicaSet should have next. */
    public static int nextSize(ObjectNode manifest, int newest, int all) {
        Deployment deployment = new Deployment("default", "web", Map.of(), Map.of(), spec(manifest));
        return new Rollout(deployment, null, List.of()).nextSize(newest, all);
    }

    /** Set the status of the Deployment: replicas, updated, ready and available ones, and conditions. */
    public void status(int[] counts, List<Condition> conditions) {
        deployment.setStatus(new DeploymentStatus(1, counts[0], counts[1], counts[2], counts[3], 0, conditions));
    }

    /** Return a condition of the Deployment, {@code null} where there is none. */
    public @Nullable Condition condition(String type) {
        return deployment.status().condition(type);
    }

    /** Tell whether a rollout with this status is complete. */
    public boolean complete(int[] counts) {
        return RolloutStatus.complete(deployment, status(counts));
    }

    /** Tell whether a rollout makes progress from one status to the next. */
    public static boolean progressed(int[] before, int[] after) {
        return RolloutStatus.progressed(status(before), status(after));
    }

    private static DeploymentStatus status(int[] counts) {
        return new DeploymentStatus(1, counts[0], counts[1], counts[2], counts[3], 0, List.of());
    }

    /**
     * Add a ReplicaSet.
     *
     * @param template manifest of a Deployment whose template it has
     */
    public ReplicaSet set(
            String name,
            ObjectNode template,
            int replicas,
            int actual,
            int available,
            Map<String, String> annotations) {
        PodTemplate pods = spec(template).template();
        ReplicaSet set = new ReplicaSet(
                "default",
                name,
                pods.hashedLabels(),
                annotations,
                replicas,
                deployment.spec().selector(),
                pods,
                true,
                deployment.spec().minReadySeconds());
        set.setOwners(deployment.asOwner());
        store.add(set);
        set.setStatus(new ReplicaSet.Status(set.generation(), actual, actual, available, available, null));
        return set;
    }

    /** Let the Deployment controller look once, and return the sizes of the ReplicaSets that are left. */
    public Map<String, Integer> sync() {
        DeploymentController controller =
                new DeploymentController(store, timeline, new EventLog(timeline, 10), Client.UNLIMITED);
        controller.changed(deployment);
        controller.reconcile();
        Map<String, Integer> sizes = new LinkedHashMap<>();
        for (ReplicaSet set : deployment.replicaSets()) {
            sizes.put(set.name(), set.replicas());
        }
        return sizes;
    }

    /** Return the change of a ReplicaSet that is proportional to that of the Deployment. */
    public int fraction(ReplicaSet set) {
        return DeploymentScaling.fraction(deployment, set);
    }

    /** Move time. */
    public void advance(Duration duration) {
        timeline.moveTo(timeline.now() + duration.toNanos() / 1000);
    }

    /**
     * Add a pod that is not assigned.
     *
     * @param annotations its annotations
     */
    public Pod pod(ReplicaSet set, String name, Map<String, String> annotations) {
        Pod pod = new Pod("default", name, set.podLabels(), annotations, set.template(), 0);
        pod.setOwners(set.asOwner());
        store.add(pod);
        return pod;
    }

    /** Assign a pod to a node of its own, together with more pods of the same ReplicaSet. */
    public void assign(ReplicaSet set, Pod pod, int crowd) {
        NodeTable table = new NodeTable();
        Node node = NodeReader.node(Manifest.read(Manifests.node("node-of-" + pod.name(), "16", "32Gi")), table);
        pod.bind(node, timeline.now());
        for (int i = 1; i < crowd; i++) {
            pod(set, pod.name() + "-" + i, Map.of()).bind(node, timeline.now());
        }
    }

    /** Return the time. */
    public long now() {
        return timeline.now();
    }

    /** Let a pod be ready for some time. */
    public void ready(Pod pod, Duration since) {
        pod.run(timeline.now() - since.toNanos() / 1000, 1);
    }

    /** Let containers of a pod that is ready have been restarted: the first one and the first init container. */
    public void restarted(Pod pod, int container, int sidecar) {
        ObjectNode status = Renderer.json(pod).withObject("/status");
        ((ObjectNode) status.path("containerStatuses").get(0)).put("restartCount", container);
        ((ObjectNode) status.path("initContainerStatuses").get(0)).put("restartCount", sidecar);
        pod.setStatus(status, Phase.RUNNING, true, pod.readySince());
    }

    /** Compare two pods as a scale-down does at this time; negative where the first goes first. */
    public int compare(Pod first, Pod second) {
        return new DeletionOrder(deployment.replicaSets(), timeline.now()).compare(first, second);
    }
}
