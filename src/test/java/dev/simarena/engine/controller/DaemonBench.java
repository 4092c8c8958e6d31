package dev.simarena.engine.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.Manifests;
import dev.simarena.engine.admission.Admission;
import dev.simarena.engine.api.DaemonSets;
import dev.simarena.engine.api.Manifest;
import dev.simarena.engine.api.NodeReader;
import dev.simarena.engine.api.ObjectDefaults;
import dev.simarena.engine.api.WorkloadReader;
import dev.simarena.engine.core.Client;
import dev.simarena.engine.core.Deletion;
import dev.simarena.engine.core.EventLog;
import dev.simarena.engine.core.Names;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.RandomSource;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.ControllerRevision;
import dev.simarena.engine.model.DaemonSet;
import dev.simarena.engine.model.Event;
import dev.simarena.engine.model.GenericObject;
import dev.simarena.engine.model.JsonMaps;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.NodeTable;
import dev.simarena.engine.model.Phase;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.PodTemplate;
import dev.simarena.trace.Gvk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Put one DaemonSet into a state of its own and let its controller look once, for tests outside this package. */
public final class DaemonBench {

    private static final Duration AGE = Duration.ofHours(1);
    private static final String PRESENT = "new";

    private final Timeline timeline = new Timeline(Manifests.START);
    private final ObjectStore store = new ObjectStore(timeline, new Names(new RandomSource(1)));
    private final EventLog events = new EventLog(timeline, 1000);
    private final NodeTable table = new NodeTable();
    private final DaemonSet set;
    private int pods;

    /** Take a DaemonSet whose present revision is {@code new}. */
    public DaemonBench(ObjectNode manifest) {
        store.add(new GenericObject(
                Gvk.NAMESPACE, null, "default", Map.of(), Map.of(), Manifests.json("{\"status\": {}}")));
        ObjectNode stored = ObjectDefaults.apply(DaemonSet.GVK, manifest);
        PodTemplate template = WorkloadReader.template(Manifest.read(manifest));
        set = new DaemonSet("default", "agent", Map.of(), Map.of(), DaemonSets.read(stored.path("spec"), template), 1);
        store.add(set);
        ControllerRevision revision = new ControllerRevision(
                "default",
                "agent-new",
                JsonMaps.with(template.labels(), StatefulRollout.REVISION, PRESENT),
                Map.of(),
                template,
                1);
        revision.setOwners(set.asOwner());
        store.add(revision);
    }

    /** Say whether pods of a template belong on a node: run, stay or go. */
    public static String verdict(ObjectNode pod, JsonNode node) {
        PodTemplate template = DaemonPods.tolerant(WorkloadReader.pod(Manifest.read(pod)));
        return switch (DaemonNodes.of(template, NodeReader.node(Manifest.read(node), new NodeTable()))) {
            case SHOULD_RUN -> "run";
            case MAY_STAY -> "stay";
            case MUST_NOT -> "go";
        };
    }

    /** Add a node. */
    public void node(String name) {
        store.add(NodeReader.node(Manifest.read(Manifests.node(name, "1", "1Gi")), table));
    }

    /** Add a pod a second younger than the one before. */
    public void pod(
            String nodeName, String revision, boolean waiting, @Nullable Phase end, boolean going, long readyAgo) {
        timeline.moveTo(timeline.now() + 1_000_000);
        PodTemplate template = DaemonPods.pinned(DaemonPods.tolerant(set.spec().template()), nodeName);
        Map<String, String> labels = JsonMaps.with(template.labels(), StatefulRollout.REVISION, revision);
        Pod pod = new Pod("default", "pod-" + pods++, labels, Map.of(), template, 0);
        pod.setOwners(set.asOwner());
        store.add(pod);
        if (!waiting) {
            Node node = store.get(Gvk.NODE, null, nodeName) instanceof Node present
                    ? present
                    : NodeReader.node(Manifest.read(Manifests.node(nodeName, "1", "1Gi")), table);
            pod.bind(node, timeline.now());
        }
        if (readyAgo >= 0) {
            pod.run(Timeline.micros(Manifests.START.plus(AGE).minusSeconds(readyAgo)), pods);
        }
        if (end != null) {
            pod.finish(end, timeline.now());
        }
        if (going) {
            pod.markDeleted(timeline.now(), 30);
        }
    }

    /** Let the controller look once, an hour after the start. */
    public void sync() {
        timeline.moveTo(Timeline.micros(Manifests.START.plus(AGE)));
        Deletion deletion = new Deletion(store, timeline);
        PodControl control = new PodControl(
                store, new Names(new RandomSource(1)), events, new Admission(store), deletion, Client.UNLIMITED);
        new DaemonSetController(store, timeline, events, control, deletion, Client.UNLIMITED).sync(set);
    }

    /** Return the nodes that got a pod, in order. */
    public List<String> created() {
        List<String> nodes = new ArrayList<>();
        for (String name : named("SuccessfulCreate")) {
            Pod pod = (Pod) Objects.requireNonNull(store.get(Gvk.POD, "default", name));
            nodes.add(String.valueOf(DaemonPods.target(pod)));
        }
        return nodes;
    }

    /** Return the places of the pods that were deleted, in order. */
    public List<String> deleted() {
        return named("SuccessfulDelete").stream().map(name -> name.substring(4)).toList();
    }

    private List<String> named(String reason) {
        List<String> names = new ArrayList<>();
        for (Event event : events.events()) {
            if (event.reason().equals(reason)) {
                names.add(event.message().substring(event.message().lastIndexOf(' ') + 1));
            }
        }
        return names;
    }
}
