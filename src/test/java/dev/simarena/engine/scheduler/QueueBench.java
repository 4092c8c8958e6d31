package dev.simarena.engine.scheduler;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.core.Names;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.RandomSource;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.PodTemplate;
import dev.simarena.engine.model.ResourceAmounts;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Work with the queue of the scheduler alone, with plugins that always say the same, for tests outside this package. */
public final class QueueBench {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A plugin that hears of one kind of change and always says the same of it. */
    private record Fixed(String name, ClusterEvent.Kind kind, boolean says) implements Rejecter {

        @Override
        public boolean cares(ClusterEvent.Kind other) {
            return other == kind;
        }

        @Override
        public boolean helps(Pod waiting, ClusterEvent event) {
            return says;
        }
    }

    private final Timeline timeline = new Timeline(Instant.parse("2026-01-01T00:00:00Z"));
    private final ObjectStore store = new ObjectStore(timeline, new Names(new RandomSource(1)));
    private final Set<Pod> preempting = new HashSet<>();
    private final Map<String, Pod> pods = new LinkedHashMap<>();
    private final Map<String, QueuedPod> popped = new LinkedHashMap<>();
    private final SchedulingQueue queue = new SchedulingQueue(
            List.of(
                    new Fixed("wakes on nodes", ClusterEvent.Kind.NODE_ADDED, true),
                    new Fixed("skips nodes", ClusterEvent.Kind.NODE_ADDED, false),
                    new Fixed("wakes on ends of pods", ClusterEvent.Kind.POD_DELETED, true),
                    new Fixed("wakes on labels", ClusterEvent.Kind.POD_LABELS, true),
                    new Fixed("skips labels", ClusterEvent.Kind.POD_LABELS, false),
                    new Fixed("wakes on tolerations", ClusterEvent.Kind.POD_TOLERATIONS, true)),
            timeline::now,
            preempting::contains);

    /** Add a pod. */
    public void add(String name, int priority, boolean gated) {
        ObjectNode spec = JSON.createObjectNode();
        if (gated) {
            spec.putArray("schedulingGates").addObject().put("name", "wait");
        }
        Pod pod = new Pod("default", name, Map.of(), Map.of(), template(spec), priority);
        store.add(pod);
        pods.put(name, pod);
        queue.add(pod);
    }

    /** Return the next pod to try, an empty text where there is none. */
    public String pop() {
        QueuedPod next = queue.poll();
        if (next == null) {
            return "";
        }
        popped.put(next.pod().name(), next);
        return next.pod().name();
    }

    /** Let the attempt of a pod fail that was popped. */
    public void fail(String name, Set<String> plugins) {
        queue.park(Objects.requireNonNull(popped.remove(name), name), plugins);
    }

    public void advance(long micros) {
        timeline.moveTo(timeline.now() + micros);
    }

    public void nodeAdded() {
        queue.notice(
                ClusterEvent.added(new NodeState("n", Map.of(), List.of(), false, ResourceAmounts.NONE, List.of())));
    }

    public void podEnded() {
        Pod other = new Pod("default", "other", Map.of(), Map.of(), template(JSON.createObjectNode()), 0);
        queue.notice(ClusterEvent.of(ClusterEvent.Kind.POD_DELETED, other));
    }

    /** Change the labels of a waiting pod. */
    public void relabel(String name) {
        Pod pod = pod(name);
        pod.setLabels(Map.of("changed", String.valueOf(pod.labels().size())));
        queue.changed(pod);
    }

    /** Add a toleration to a waiting pod. */
    public void tolerate(String name) {
        ObjectNode spec = JSON.createObjectNode();
        spec.putArray("tolerations").addObject().put("operator", "Exists");
        pod(name).change(template(spec));
        queue.changed(pod(name));
    }

    /** Change something of a waiting pod that no plugin looks at. */
    public void annotate(String name) {
        pod(name).setAnnotations(Map.of("changed", "yes"));
        queue.changed(pod(name));
    }

    /** Take the scheduling gates from a pod. */
    public void open(String name) {
        pod(name).change(template(JSON.createObjectNode()));
        queue.changed(pod(name));
    }

    public void delete(String name) {
        Pod pod = Objects.requireNonNull(pods.remove(name), name);
        store.remove(pod);
        queue.remove(pod);
    }

    /** Begin or end to make room for a pod. */
    public void preempt(String name, boolean begin) {
        if (begin) {
            preempting.add(pod(name));
        } else {
            preempting.remove(pod(name));
        }
    }

    /** Look for pods left over for 5 min. */
    public void flush() {
        queue.flush(timeline.now() - 300_000_000L);
    }

    private Pod pod(String name) {
        return Objects.requireNonNull(pods.get(name), name);
    }

    private static PodTemplate template(ObjectNode spec) {
        return new PodTemplate(Map.of(), Map.of(), spec, spec);
    }
}
