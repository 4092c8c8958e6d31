package dev.simarena.engine.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.api.WrittenStatus;
import dev.simarena.engine.core.Alarm;
import dev.simarena.engine.core.EventLog;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.Reconciler;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.kwok.Stages;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Fork;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.NodeHealth;
import dev.simarena.engine.model.ObjectReference;
import dev.simarena.engine.model.Phase;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.Taint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Watch over nodes: mark those whose lease is stale, taint them after their conditions, and taint them further so that
 * their pods are evicted.
 *
 * <p>It looks every 5 s. A node is Unknown 50 s after a look that found its lease renewed the last time; kubelets renew
 * every 10 s. Its pods are not ready from then on, and are evicted through NoExecute taints, set from the next look on,
 * one node of a zone in 10 s, none while all nodes are down or more than half of a small zone; see {@link ZoneStates}.
 * Nodes fail by themselves only where their annotations say so; see {@link NodeFailures}. Source: {@code
 * nodelifecycle} of kube-controller-manager.
 */
public final class NodeLifecycle implements Reconciler, Alarm {

    private static final long LOOK = TimeUnit.SECONDS.toMicros(5);
    private static final long GRACE = TimeUnit.SECONDS.toMicros(50);
    private static final long RENEWAL = TimeUnit.SECONDS.toMicros(10);

    private static final int STOP = 1;
    private static final int WORK_AGAIN = 2;
    private static final int NOTICE = 3;
    private static final int EVICT = 4;

    private final Stages stages;
    private final ObjectStore store;
    private final Timeline timeline;
    private final EventLog events;
    private final Consumer<Node> restarted;
    private final long start;
    private final Set<Node> changed = new LinkedHashSet<>();
    private final Map<Node, NodeFailures> failures = new LinkedHashMap<>();
    private final Map<Node, String> ready = new LinkedHashMap<>();
    private final ZoneStates zones;

    /** Watch from now on; tell of nodes whose kubelets work again. */
    public NodeLifecycle(
            Stages stages, ObjectStore store, Timeline timeline, EventLog events, Consumer<Node> restarted) {
        this.stages = stages;
        this.store = store;
        this.timeline = timeline;
        this.events = events;
        this.restarted = restarted;
        this.start = timeline.now();
        zones = new ZoneStates(store);
    }

    @Override
    public void added(ApiObject object) {
        changed(object);
    }

    @Override
    public void changed(ApiObject object) {
        if (object instanceof Node node
                && (special(node) || NodeFailures.declaredFor(node) || failures.containsKey(node))) {
            changed.add(node);
        }
    }

    @Override
    public void removed(ApiObject object) {
        if (object instanceof Node node) {
            changed.remove(node);
            failures.remove(node);
            ready.remove(node);
        }
    }

    /** Most nodes are as KWOK makes them, and nothing is to be done about them. */
    private boolean special(Node node) {
        return node.status() != null
                || node.health().isStopped()
                || node.unschedulable()
                || stages.playsNodes()
                || NodeTaints.anyManaged(node);
    }

    @Override
    public boolean reconcile() {
        if (changed.isEmpty()) {
            return false;
        }
        boolean worked = false;
        for (Node node : List.copyOf(changed)) {
            changed.remove(node);
            if (node.present()) {
                plan(node);
                worked |= react(node);
            }
        }
        return worked;
    }

    @Override
    public void ring(@Nullable ApiObject about, long what) {
        if (!(about instanceof Node node) || !node.present()) {
            return;
        }
        long now = timeline.now();
        switch ((int) what) {
            case STOP -> {
                if (!node.health().isStopped()) {
                    node.setHealth(new NodeHealth(now, ApiObject.NEVER));
                    long renewed = node.created() + Math.floorDiv(now - node.created(), RENEWAL) * RENEWAL;
                    timeline.at(look(renewed) + GRACE, this, node, NOTICE);
                }
            }
            case WORK_AGAIN -> {
                if (node.health().isStopped()) {
                    node.setHealth(NodeHealth.GOOD);
                    store.changed(node);
                    changed.add(node);
                    restarted.accept(node);
                }
            }
            case NOTICE -> {
                if (node.health().isStopped() && !node.health().isUnknown()) {
                    node.setHealth(new NodeHealth(node.health().stopped(), now));
                    store.changed(node);
                    changed.add(node);
                }
            }
            default -> evict(node);
        }
    }

    @Override
    public void copyFrom(Reconciler original, Fork fork) {
        NodeLifecycle other = (NodeLifecycle) original;
        changed.addAll(fork.list(other.changed));
        other.failures.forEach((node, failure) -> failures.put(fork.of(node), failure));
        other.ready.forEach((node, status) -> ready.put(fork.of(node), status));
        zones.copyFrom(other.zones);
    }

    /** Plan what the annotations of a node declare, once for each text of them. */
    private void plan(Node node) {
        NodeFailures declared = NodeFailures.of(node);
        if (declared.equals(failures.getOrDefault(node, NodeFailures.NONE))) {
            return;
        }
        failures.put(node, declared);
        if (declared.failAt() != ApiObject.NEVER) {
            timeline.at(declared.failAt(), this, node, STOP);
        }
        if (declared.recoverAt() != ApiObject.NEVER) {
            timeline.at(declared.recoverAt(), this, node, WORK_AGAIN);
        }
    }

    private boolean react(Node node) {
        if (!special(node) && !ready.containsKey(node)) {
            return false;
        }
        String status = status(node);
        String before = ready.getOrDefault(node, stages.playsNodes() ? "" : "True");
        ready.put(node, status);
        boolean worked = taint(node, NodeTaints.noSchedule(node, status), "NoSchedule");
        if (!status.equals(before)) {
            if (before.equals("True")) {
                events.normal(
                        node,
                        "NodeNotReady",
                        "Node %s status is now: NodeNotReady".formatted(node.name()),
                        ObjectReference::unversioned);
                markPods(node, false);
            } else if (status.equals("True") && !before.isEmpty()) {
                markPods(node, true);
            }
            if (!before.isEmpty()) {
                timeline.at(look(timeline.now() + 1), this, node, EVICT);
            }
            worked = true;
        }
        return worked;
    }

    /** Set or remove the NoExecute taints, as far as the zone allows; try again where it does not yet. */
    private void evict(Node node) {
        String status = ready.getOrDefault(node, "True");
        if (status.equals("True")) {
            taint(node, List.of(), "NoExecute");
            return;
        }
        long allowed = zones.allowed(node, timeline.now(), other -> ready.getOrDefault(other, "True"));
        if (allowed > timeline.now()) {
            if (allowed != ApiObject.NEVER) {
                timeline.at(look(allowed), this, node, EVICT);
            } else {
                timeline.at(timeline.now() + LOOK, this, node, EVICT);
            }
        } else if (taint(node, NodeTaints.noExecute(status), "NoExecute")) {
            zones.evicted(node, timeline.now());
        }
    }

    private String status(Node node) {
        if (node.health().isUnknown()) {
            return "Unknown";
        }
        JsonNode written = node.status();
        if (written == null) {
            return stages.playsNodes() ? "" : "True";
        }
        for (JsonNode condition : written.path("conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
                return condition.path("status").asText();
            }
        }
        return "";
    }

    /** Replace the taints of this effect that this controller manages; returns whether that changed any. */
    private boolean taint(Node node, List<Taint> wanted, String effect) {
        List<Taint> taints = new ArrayList<>();
        List<Taint> present = new ArrayList<>();
        for (Taint taint : node.taints()) {
            boolean own = taint.effect().equals(effect) && NodeTaints.managed(taint);
            (own ? present : taints).add(taint);
        }
        if (Set.copyOf(present).equals(Set.copyOf(wanted))) {
            return false;
        }
        taints.addAll(wanted);
        node.declare(node.allocatable(), taints, node.unschedulable());
        store.changed(node);
        return true;
    }

    /** The control plane marks pods of a node that is not ready; a kubelet that works again marks them back. */
    private void markPods(Node node, boolean works) {
        for (Pod pod : List.copyOf(node.pods())) {
            boolean wasReady = works ? pod.phase() == Phase.RUNNING && !pod.isReady() : pod.isReady();
            boolean may = !works || pod.life() == null || pod.life().ready();
            if (wasReady && may) {
                WrittenStatus.ready(pod, works, timeline.now());
                store.changed(pod);
                if (!works) {
                    events.warning(pod, "NodeNotReady", "Node is not ready");
                }
            }
        }
    }

    /** Return the first look at or after a time. */
    private long look(long time) {
        return start + -Math.floorDiv(-(time - start), LOOK) * LOOK;
    }
}
