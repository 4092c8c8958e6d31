package dev.simarena.engine.controller;

import dev.simarena.engine.Manifests;
import dev.simarena.engine.api.Manifest;
import dev.simarena.engine.api.WorkloadReader;
import dev.simarena.engine.core.Client;
import dev.simarena.engine.core.Names;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.RandomSource;
import dev.simarena.engine.core.StoreListener;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.LabelSelector;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.PodTemplate;
import dev.simarena.engine.model.ReplicaSet;
import dev.simarena.trace.Gvk;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Let one controller take and let go pods, for tests outside this package. */
public final class OwnershipBench implements StoreListener {

    private static final String FINALIZER = "example.com/mine";

    private final Timeline timeline = new Timeline(Manifests.START);
    private final ObjectStore store = new ObjectStore(timeline, new Names(new RandomSource(1)));
    private final PodTemplate template =
            WorkloadReader.template(Manifest.read(Manifests.deployment("web", 1, "1", "1Gi")));
    private final Ownership<ReplicaSet> ownership;
    private final ReplicaSet me;
    private final ReplicaSet other;
    private int patches;

    /** Take a controller of pods with {@code app=production}. */
    public OwnershipBench(boolean deleting, boolean withFinalizer) {
        me = set("me");
        other = set("other");
        Claims<ReplicaSet> claims = new Claims<>(
                ReplicaSet.class,
                Gvk.REPLICA_SET,
                List.of(Pod.class),
                (set, pod) -> set.selector().matches(pod.labels()));
        ownership = new Ownership<>(store, Client.UNLIMITED, withFinalizer ? claims.withFinalizer(FINALIZER) : claims);
        if (deleting) {
            me.markDeleted(timeline.now(), 0);
        }
        store.listen(List.of(this));
    }

    private ReplicaSet set(String name) {
        LabelSelector selector = new LabelSelector(Map.of("app", "production"), List.of());
        ReplicaSet set = new ReplicaSet("default", name, Map.of(), Map.of(), 1, selector, template, false, 0);
        store.add(set);
        return set;
    }

    /** Add a pod; the owner is {@code me}, {@code other} or {@code null}. */
    public Pod pod(
            String namespace, String name, String app, @Nullable String owner, boolean deleting, boolean finalizer) {
        Pod pod = new Pod(namespace, name, Map.of("app", app), Map.of(), template, 0);
        if (owner != null) {
            pod.setOwners((owner.equals("me") ? me : other).asOwner());
        }
        if (finalizer) {
            pod.setFinalizers(List.of(FINALIZER));
        }
        if (deleting) {
            pod.markDeleted(timeline.now(), 30);
        }
        store.add(pod);
        return pod;
    }

    /** Look once, and return the names of the pods that are the controller's then. */
    public List<String> claim() {
        return ownership.claim(me, Pod.class).stream().map(Pod::name).toList();
    }

    /** Return the number of patches sent. */
    public int patches() {
        return patches;
    }

    /** Tell whether a pod has the controller's finalizer. */
    public static boolean finalized(Pod pod) {
        return pod.finalizers().contains(FINALIZER);
    }

    @Override
    public void added(ApiObject object) {
        ownership.notice(object);
        ownership.notice(me);
    }

    @Override
    public void changed(ApiObject object) {
        patches++;
    }
}
