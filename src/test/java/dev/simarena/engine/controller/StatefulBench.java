package dev.simarena.engine.controller;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.Manifests;
import dev.simarena.engine.admission.Admission;
import dev.simarena.engine.api.Manifest;
import dev.simarena.engine.api.NodeReader;
import dev.simarena.engine.api.ObjectDefaults;
import dev.simarena.engine.api.StatefulSets;
import dev.simarena.engine.api.WorkloadReader;
import dev.simarena.engine.core.Client;
import dev.simarena.engine.core.Deletion;
import dev.simarena.engine.core.EventLog;
import dev.simarena.engine.core.Names;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.RandomSource;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.ControllerRevision;
import dev.simarena.engine.model.Event;
import dev.simarena.engine.model.GenericObject;
import dev.simarena.engine.model.JsonMaps;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.NodeTable;
import dev.simarena.engine.model.OwnerRef;
import dev.simarena.engine.model.PersistentVolumeClaim;
import dev.simarena.engine.model.Phase;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.PodTemplate;
import dev.simarena.engine.model.StatefulSet;
import dev.simarena.engine.model.StatefulSetStatus;
import dev.simarena.trace.Gvk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Put one StatefulSet into a state of its own and let its controller look once, for tests outside this package. */
public final class StatefulBench {

    private static final Duration AGE = Duration.ofHours(1);

    private final Timeline timeline = new Timeline(Manifests.START);
    private final ObjectStore store = new ObjectStore(timeline, new Names(new RandomSource(1)));
    private final EventLog events = new EventLog(timeline, 1000);
    private final Node node;
    private final StatefulSet set;

    /** Take a StatefulSet whose pods were at revision {@code old} and are to get to {@code new}. */
    public StatefulBench(ObjectNode manifest) {
        store.add(new GenericObject(
                Gvk.NAMESPACE, null, "default", Map.of(), Map.of(), Manifests.json("{\"status\": {}}")));
        node = NodeReader.node(Manifest.read(Manifests.node("node", "1", "1Gi")), new NodeTable());
        store.add(node);
        ObjectNode stored = ObjectDefaults.apply(StatefulSet.GVK, manifest);
        PodTemplate template = WorkloadReader.template(Manifest.read(manifest));
        set = new StatefulSet("default", "db", Map.of(), Map.of(), StatefulSets.read(stored.path("spec"), template));
        store.add(set);
        revision("broken", template.changed(spec -> spec.put("hostname", "broken")), 1);
        revision("old", template.changed(spec -> spec.put("hostname", "old")), 2);
        revision("new", template, 3);
        set.setStatus(new StatefulSetStatus(0, 0, 0, 0, 0, "old", "old", 0, 0));
    }

    private void revision(String name, PodTemplate template, long number) {
        ControllerRevision revision =
                new ControllerRevision("default", name, template.labels(), Map.of(), template, number);
        revision.setOwners(set.asOwner());
        store.add(revision);
    }

    /** Add a pod; a time since when it is ready, in seconds ago, only matters where it is not pending. */
    public Pod pod(int ordinal, String revision, boolean pending, @Nullable Phase end, boolean going, long readyAgo) {
        String name = "db-" + ordinal;
        PodTemplate template = set.spec().template();
        Map<String, String> labels = JsonMaps.with(
                JsonMaps.with(template.labels(), "controller-revision-hash", revision), StatefulPods.NAME, name);
        Pod pod = new Pod("default", name, labels, Map.of(), template, 0);
        pod.setOwners(set.asOwner());
        store.add(pod);
        pod.bind(node, timeline.now());
        if (!pending) {
            pod.run(Timeline.micros(Manifests.START.plus(AGE).minusSeconds(readyAgo)), ordinal + 1);
        }
        if (end != null) {
            pod.finish(end, timeline.now());
        }
        if (going) {
            pod.markDeleted(timeline.now(), 30);
        }
        return pod;
    }

    /** Let the controller look once, an hour after the start, and return what it did in order. */
    public List<String> sync() {
        timeline.moveTo(Timeline.micros(Manifests.START.plus(AGE)));
        Deletion deletion = new Deletion(store, timeline);
        PodControl pods = new PodControl(
                store, new Names(new RandomSource(1)), events, new Admission(store), deletion, Client.UNLIMITED);
        new StatefulSetController(store, timeline, events, pods, deletion, Client.UNLIMITED).sync(set);
        List<String> done = new ArrayList<>();
        for (Event event : events.events()) {
            String[] words = event.message().split(" ", 4);
            String ordinal = words[2].substring(words[2].lastIndexOf('-') + 1);
            boolean create = words[0].equals("Create");
            done.add(create ? "create " + ordinal + " " + revisionOf(words[2]) : "delete " + ordinal);
        }
        return done;
    }

    private String revisionOf(String pod) {
        return String.valueOf(store.get(Gvk.POD, "default", pod)).isEmpty()
                ? ""
                : ((Pod) java.util.Objects.requireNonNull(store.get(Gvk.POD, "default", pod)))
                        .labels()
                        .getOrDefault("controller-revision-hash", "");
    }

    /** Return the status the controller wrote. */
    public StatefulSetStatus status() {
        return set.status();
    }

    /** Add a claim of a pod with owners named as in the truth table, and return the owners it has after a look. */
    public List<String> retained(int ordinal, List<String> owners) {
        Pod pod = pod(ordinal, "new", false, null, false, 10);
        PersistentVolumeClaim claim =
                new PersistentVolumeClaim("default", "data-db-" + ordinal, Map.of(), Map.of(), Manifests.json("{}"));
        claim.setOwners(owners.stream().map(owner -> reference(owner, pod)).toList());
        store.add(claim);
        new ClaimRetention(store, events, Client.UNLIMITED).update(set, ordinal, pod);
        return claim.owners().stream().map(owner -> name(owner, pod)).toList();
    }

    private OwnerRef reference(String owner, Pod pod) {
        OwnerRef ofSet = set.asOwner().get(0);
        OwnerRef ofPod = pod.asOwner().get(0);
        return switch (owner) {
            case "set" -> ofSet;
            case "pod" -> ofPod;
            case "set-only" -> with(ofSet, ofSet.uid(), false);
            case "gone-set" -> with(ofSet, "gone", true);
            case "gone-pod" -> with(ofPod, "gone", true);
            case "other" -> new OwnerRef("v1", "Pod", "other", "other", false, false, null);
            case "deployment" -> new OwnerRef("apps/v1", "Deployment", "web", "web", true, true, null);
            default -> throw new IllegalArgumentException(owner);
        };
    }

    private static OwnerRef with(OwnerRef owner, String uid, boolean controller) {
        return new OwnerRef(owner.apiVersion(), owner.kind(), owner.name(), uid, controller, controller, null);
    }

    private String name(OwnerRef owner, Pod pod) {
        for (String name : List.of("set", "pod", "set-only", "gone-set", "gone-pod", "other", "deployment")) {
            OwnerRef candidate = reference(name, pod);
            if (candidate.uid().equals(owner.uid())
                    && candidate.kind().equals(owner.kind())
                    && candidate.controller() == owner.controller()) {
                return name;
            }
        }
        throw new IllegalStateException(owner.toString());
    }
}
