package dev.simarena.engine.scheduler;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.api.Manifest;
import dev.simarena.engine.api.NodeReader;
import dev.simarena.engine.core.Names;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.RandomSource;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.GenericObject;
import dev.simarena.engine.model.JsonMaps;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.NodeTable;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.PodTemplate;
import dev.simarena.trace.Gvk;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Ask plugins that look at other pods and nodes, and preemption, for tests outside this package. */
public final class FrameworkBench {

    /**
     * Name what one node offers.
     *
     * @param victims names of the victims, sorted
     * @param violations how many of them break a budget
     */
    public record Offer(List<String> victims, int violations) {}

    private final NodeTable table = new NodeTable();
    private final Timeline timeline = new Timeline(Instant.ofEpochSecond(1000));
    private final ObjectStore store = new ObjectStore(timeline, new Names(new RandomSource(1)));
    private final Framework framework = new Framework(store, table, timeline, SchedulerOptions.DEFAULT);
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private int pods;

    /** Add an object that is neither pod nor node. */
    public void object(ObjectNode json) {
        Manifest manifest = Manifest.read(json);
        ObjectNode body = json.deepCopy();
        body.remove(List.of("apiVersion", "kind", "metadata"));
        GenericObject object = new GenericObject(
                manifest.gvk(), manifest.namespace(), manifest.name(), manifest.labels(), manifest.annotations(), body);
        store.add(object);
        framework.changed(object);
    }

    /** Add a node with images. */
    public void node(ObjectNode manifest, Map<String, Long> images) {
        Node node = NodeReader.node(Manifest.read(manifest), table);
        node.setImages(images);
        store.add(node);
        framework.added(node);
        nodes.put(node.name(), node);
    }

    /** Run a pod on a node since a second. */
    public void run(String nodeName, ObjectNode manifest, long startedSecond, boolean terminating) {
        Pod pod = pod(manifest);
        store.add(pod);
        Node node = Objects.requireNonNull(nodes.get(nodeName), nodeName);
        pod.bind(node, 0);
        pod.run(TimeUnit.SECONDS.toMicros(startedSecond), ++pods);
        framework.pods().assign(pod, node);
        if (terminating) {
            pod.markDeleted(timeline.now(), 30);
            framework.pods().terminating(pod);
        }
    }

    /** Return what a filter says of each node. */
    public Map<String, String> verdicts(String pluginName, ObjectNode manifest) {
        Pod pod = entered(manifest);
        FilterPlugin plugin = (FilterPlugin) plugin(pluginName);
        Cycle cycle = framework.cycle(pod);
        boolean concerned = plugin.concerns(cycle);
        Map<String, String> verdicts = new LinkedHashMap<>();
        nodes.forEach((name, node) -> {
            if (!concerned || plugin.feasible(cycle, node.index())) {
                verdicts.put(name, "fits");
            } else {
                Rejection rejection = new Rejection(pluginName);
                plugin.explain(cycle, node.index(), rejection);
                verdicts.put(
                        name, (rejection.hopeless() ? "never: " : "full: ") + String.join(", ", rejection.reasons()));
            }
        });
        return verdicts;
    }

    /** Return the normalized scores of a plugin for feasible nodes, {@code null} where it has nothing to say. */
    public @Nullable Map<String, Long> scores(String pluginName, ObjectNode manifest, List<String> feasible) {
        int[] indices = feasible.stream()
                .mapToInt(name -> Objects.requireNonNull(nodes.get(name)).index())
                .toArray();
        ScorePlugin plugin = framework.scorer(pluginName);
        long[] scores = new long[indices.length];
        if (!plugin.score(framework.cycle(entered(manifest)), indices, indices.length, scores)) {
            return null;
        }
        Map<String, Long> byName = new LinkedHashMap<>();
        for (int i = 0; i < scores.length; i++) {
            byName.put(feasible.get(i), scores[i]);
        }
        return byName;
    }

    /** Return those of the nodes that do not take the pod as they are on which preemption could make room. */
    public Map<String, Offer> candidates(ObjectNode manifest) {
        Map<String, Offer> offers = new LinkedHashMap<>();
        Cycle cycle = framework.cycle(entered(manifest));
        framework.begin(cycle);
        framework.search(cycle);
        for (Preemption.Candidate candidate : framework.candidates(cycle, framework.explain(cycle))) {
            offers.put(
                    candidate.node().name(),
                    new Offer(
                            candidate.victims().stream().map(Pod::name).sorted().toList(), candidate.violations()));
        }
        return offers;
    }

    /** Return the equally good nodes preemption would choose from. */
    public List<String> best(ObjectNode manifest) {
        Cycle cycle = framework.cycle(entered(manifest));
        framework.begin(cycle);
        framework.search(cycle);
        return framework.preempt(cycle, framework.explain(cycle)).candidates().stream()
                .map(candidate -> candidate.node().name())
                .toList();
    }

    /** Tell whether a change of a node wakes a pod; a missing manifest means that the node is new or gone. */
    public boolean nodeWakes(
            String pluginName, ObjectNode waiting, @Nullable ObjectNode before, @Nullable ObjectNode after) {
        List<ClusterEvent> events = new ArrayList<>();
        if (before == null) {
            events.add(ClusterEvent.added(state(Objects.requireNonNull(after))));
        } else if (after == null) {
            events.add(ClusterEvent.deleted(state(before)));
        } else {
            events.addAll(ClusterEvent.between(state(before), state(after)));
        }
        Pod pod = entered(waiting);
        return events.stream().anyMatch(event -> wakes(pluginName, pod, event));
    }

    /**
     * Tell whether a change of a pod wakes a pod; a missing manifest means that the pod is new or gone.
     *
     * @param own whether it is the waiting pod that changed
     */
    public boolean podWakes(
            String pluginName,
            ObjectNode waiting,
            @Nullable ObjectNode before,
            @Nullable ObjectNode after,
            boolean own) {
        ObjectNode shown = after == null ? Objects.requireNonNull(before) : after;
        boolean placed = shown.at("/spec/nodeName").isTextual();
        if (!placed && !own && !shown.at("/status/nominatedNodeName").isTextual()) {
            // the scheduler tells of no change of a pod that neither is on a node nor waits for one
            return false;
        }
        Pod pod = entered(own ? changed(waiting, shown) : waiting);
        Pod subject = own ? pod : entered(shown);
        if (placed) {
            subject.bind(nodes.values().iterator().next(), 0);
        }
        return podEvents(subject, before, after).stream().anyMatch(event -> wakes(pluginName, pod, event));
    }

    private static List<ClusterEvent> podEvents(Pod subject, @Nullable ObjectNode before, @Nullable ObjectNode after) {
        if (before == null) {
            return List.of(ClusterEvent.of(ClusterEvent.Kind.POD_ADDED, subject));
        }
        if (after == null) {
            return List.of(ClusterEvent.of(ClusterEvent.Kind.POD_DELETED, subject));
        }
        List<ClusterEvent> events = new ArrayList<>();
        Map<String, String> labels = JsonMaps.strings(before.at("/metadata/labels"));
        if (!labels.equals(subject.labels())) {
            events.add(ClusterEvent.labels(subject, labels));
        }
        if (!before.at("/spec/tolerations").equals(after.at("/spec/tolerations"))) {
            events.add(ClusterEvent.of(ClusterEvent.Kind.POD_TOLERATIONS, subject));
        }
        return events;
    }

    private static ObjectNode changed(ObjectNode waiting, ObjectNode shown) {
        ObjectNode changed = waiting.deepCopy();
        changed.withObject("/metadata").set("labels", shown.at("/metadata/labels"));
        changed.withObject("/spec").set("tolerations", shown.at("/spec/tolerations"));
        return changed;
    }

    private boolean wakes(String pluginName, Pod waiting, ClusterEvent event) {
        Rejecter plugin = plugin(pluginName);
        return plugin.cares(event.kind()) && plugin.helps(waiting, event);
    }

    private NodeState state(ObjectNode manifest) {
        return NodeState.of(NodeReader.node(Manifest.read(manifest), table));
    }

    private Rejecter plugin(String name) {
        return framework.rejecters().stream()
                .filter(rejecter -> rejecter.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Pod entered(ObjectNode manifest) {
        Pod pod = pod(manifest);
        if (store.get(Gvk.POD, pod.namespace(), pod.name()) == null) {
            store.add(pod);
        }
        return pod;
    }

    /** Build a pod without asking the API server's rules, which forbid some of what plugins are tested with. */
    private static Pod pod(ObjectNode json) {
        Manifest manifest = Manifest.read(json);
        ObjectNode spec = (ObjectNode) json.path("spec");
        PodTemplate template = new PodTemplate(manifest.labels(), Map.of(), spec, spec);
        return new Pod(
                Objects.requireNonNull(manifest.namespace()),
                manifest.name(),
                manifest.labels(),
                Map.of(),
                template,
                spec.path("priority").asInt());
    }
}
