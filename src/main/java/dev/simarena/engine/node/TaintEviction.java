package dev.simarena.engine.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.core.Alarm;
import dev.simarena.engine.core.Client;
import dev.simarena.engine.core.Deletion;
import dev.simarena.engine.core.EventLog;
import dev.simarena.engine.core.Reconciler;
import dev.simarena.engine.core.ThrottledException;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Condition;
import dev.simarena.engine.model.Fork;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.ObjectReference;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.Taint;
import dev.simarena.engine.model.Toleration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Evict pods from nodes with NoExecute taints: at once those that do not tolerate all of them, the others after the
 * shortest {@code tolerationSeconds} of the tolerations that apply, never where none has any.
 *
 * <p>An eviction that waits is called off when the taints go. Source: {@code tainteviction} of kube-controller-manager.
 */
public final class TaintEviction implements Reconciler, Alarm {

    private static final String REASON = "TaintManagerEviction";

    /** An eviction that waits: since when, and until when. */
    private record Planned(long since, long due) {}

    private final Timeline timeline;
    private final EventLog events;
    private final Deletion deletion;
    private final Client client;
    private final Set<Node> tainted = new LinkedHashSet<>();
    private final Set<Node> nodes = new LinkedHashSet<>();
    private final Set<Pod> pods = new LinkedHashSet<>();
    private final Map<Pod, Planned> planned = new LinkedHashMap<>();

    public TaintEviction(Timeline timeline, EventLog events, Deletion deletion, Client client) {
        this.timeline = timeline;
        this.events = events;
        this.deletion = deletion;
        this.client = client;
    }

    @Override
    public void added(ApiObject object) {
        changed(object);
    }

    @Override
    public void changed(ApiObject object) {
        if (object instanceof Node node) {
            if (tainted.contains(node) || !noExecute(node).isEmpty()) {
                nodes.add(node);
            }
        } else if (!tainted.isEmpty() && object instanceof Pod pod && pod.node() != null) {
            if (tainted.contains(pod.node()) && !planned.containsKey(pod) && !pod.terminating()) {
                pods.add(pod);
            }
        }
    }

    @Override
    public void removed(ApiObject object) {
        if (object instanceof Node node) {
            tainted.remove(node);
            nodes.remove(node);
        } else if (object instanceof Pod pod && !tainted.isEmpty()) {
            pods.remove(pod);
            planned.remove(pod);
        }
    }

    @Override
    public boolean reconcile() {
        boolean worked = false;
        for (Node node : drained(nodes)) {
            worked = true;
            List<Taint> taints = noExecute(node);
            if (taints.isEmpty()) {
                tainted.remove(node);
            } else {
                tainted.add(node);
            }
            pods.addAll(node.pods());
        }
        for (Pod pod : drained(pods)) {
            Node node = pod.node();
            if (pod.present() && node != null && node.present()) {
                worked = true;
                judge(pod, noExecute(node));
            }
        }
        return worked;
    }

    @Override
    public void ring(@Nullable ApiObject about, long what) {
        if (about instanceof Pod pod && pod.present()) {
            Planned plan = planned.get(pod);
            if (plan != null && plan.due() == timeline.now()) {
                planned.remove(pod);
                evict(pod);
            } else if (plan == null && what == RETRY && !pod.terminating()) {
                pods.add(pod);
            }
        }
    }

    @Override
    public void copyFrom(Reconciler original, Fork fork) {
        TaintEviction other = (TaintEviction) original;
        tainted.addAll(fork.list(other.tainted));
        nodes.addAll(fork.list(other.nodes));
        pods.addAll(fork.list(other.pods));
        other.planned.forEach((pod, plan) -> planned.put(fork.of(pod), plan));
    }

    private void judge(Pod pod, List<Taint> taints) {
        if (taints.isEmpty()) {
            cancel(pod);
            return;
        }
        long least = Long.MAX_VALUE;
        for (Taint taint : taints) {
            long seconds = tolerated(pod, taint);
            if (seconds <= 0) {
                cancel(pod);
                evict(pod);
                return;
            }
            least = Math.min(least, seconds);
        }
        if (least == Long.MAX_VALUE) {
            cancel(pod);
            return;
        }
        long now = timeline.now();
        Planned before = planned.get(pod);
        long since = before == null ? now : before.since();
        long due = now + TimeUnit.SECONDS.toMicros(least);
        if (before != null) {
            if (since + TimeUnit.SECONDS.toMicros(least) < due) {
                return;
            }
            cancel(pod);
        }
        planned.put(pod, new Planned(since, due));
        timeline.at(due, this, pod);
    }

    /** Return for how many seconds a pod tolerates a taint: 0 for not at all, the largest number for ever. */
    private static long tolerated(Pod pod, Taint taint) {
        long least = -1;
        for (JsonNode written : pod.template().podSpec().path("tolerations")) {
            Toleration toleration = new Toleration(
                    written.path("key").asText(""),
                    written.path("operator").asText("Equal"),
                    written.path("value").asText(""),
                    written.path("effect").asText(""));
            if (toleration.tolerates(taint)) {
                // The first toleration that applies decides, as for kube-controller-manager.
                least = written.hasNonNull("tolerationSeconds")
                        ? Math.max(0, written.path("tolerationSeconds").asLong())
                        : Long.MAX_VALUE;
                break;
            }
        }
        return Math.max(least, 0);
    }

    private void evict(Pod pod) {
        if (pod.terminating()) {
            return;
        }
        try {
            // for the condition and then for the deletion
            client.take();
            client.charge();
        } catch (ThrottledException wait) {
            timeline.at(wait.until(), this, pod, RETRY);
            return;
        }
        events.normal(
                pod,
                REASON,
                "Marking for deletion Pod %s/%s".formatted(pod.namespace(), pod.name()),
                ObjectReference::byName);
        long now = timeline.now();
        pod.disrupt(new Condition(
                "DisruptionTarget",
                "True",
                "DeletionByTaintManager",
                "Taint manager: deleting due to NoExecute taint",
                now,
                now));
        deletion.delete(pod);
    }

    private void cancel(Pod pod) {
        if (planned.remove(pod) != null) {
            events.normal(
                    pod,
                    REASON,
                    "Cancelling deletion of Pod %s/%s".formatted(pod.namespace(), pod.name()),
                    ObjectReference::byName);
        }
    }

    private static final long RETRY = 1;

    private static List<Taint> noExecute(Node node) {
        List<Taint> taints = new ArrayList<>(0);
        for (Taint taint : node.taints()) {
            if (taint.effect().equals("NoExecute")) {
                taints.add(taint);
            }
        }
        return taints;
    }

    private static <T> List<T> drained(Set<T> set) {
        if (set.isEmpty()) {
            return List.of();
        }
        List<T> all = List.copyOf(set);
        set.clear();
        return all;
    }
}
