package dev.simarena.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.admission.Admission;
import dev.simarena.engine.api.Manifest;
import dev.simarena.engine.apiserver.schema.Decoder;
import dev.simarena.engine.autoscale.AutoscalerController;
import dev.simarena.engine.controller.DaemonSetController;
import dev.simarena.engine.controller.DeploymentController;
import dev.simarena.engine.controller.DisruptionController;
import dev.simarena.engine.controller.EphemeralVolumes;
import dev.simarena.engine.controller.GarbageCollector;
import dev.simarena.engine.controller.NamespaceController;
import dev.simarena.engine.controller.NamespaceDefaults;
import dev.simarena.engine.controller.PodControl;
import dev.simarena.engine.controller.ReplicaSetController;
import dev.simarena.engine.controller.ResourceQuotaController;
import dev.simarena.engine.controller.StatefulSetController;
import dev.simarena.engine.controller.StorageProtection;
import dev.simarena.engine.controller.VolumeClaimController;
import dev.simarena.engine.controller.VolumeController;
import dev.simarena.engine.core.Alarm;
import dev.simarena.engine.core.Client;
import dev.simarena.engine.core.Deletion;
import dev.simarena.engine.core.EventLog;
import dev.simarena.engine.core.Names;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.RandomSource;
import dev.simarena.engine.core.StoreListener;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.core.TokenBucket;
import dev.simarena.engine.event.EventExpiry;
import dev.simarena.engine.event.EventRecorder;
import dev.simarena.engine.job.CronJobController;
import dev.simarena.engine.job.JobController;
import dev.simarena.engine.job.OrphanPods;
import dev.simarena.engine.job.TtlAfterFinished;
import dev.simarena.engine.kind.ObjectKinds;
import dev.simarena.engine.kubelet.Addresses;
import dev.simarena.engine.kubelet.Kubelet;
import dev.simarena.engine.kubelet.PodLives;
import dev.simarena.engine.kubelet.StagePlayer;
import dev.simarena.engine.kwok.Stages;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Autoscaler;
import dev.simarena.engine.model.CronJob;
import dev.simarena.engine.model.DaemonSet;
import dev.simarena.engine.model.EventSource;
import dev.simarena.engine.model.Fork;
import dev.simarena.engine.model.GenericObject;
import dev.simarena.engine.model.Job;
import dev.simarena.engine.model.Kinds;
import dev.simarena.engine.model.NodeTable;
import dev.simarena.engine.model.PersistentVolume;
import dev.simarena.engine.model.PersistentVolumeClaim;
import dev.simarena.engine.model.StatefulSet;
import dev.simarena.engine.node.NodeLifecycle;
import dev.simarena.engine.node.NodeRegistration;
import dev.simarena.engine.node.NodeTtl;
import dev.simarena.engine.node.PodCollector;
import dev.simarena.engine.node.TaintEviction;
import dev.simarena.engine.scheduler.Scheduler;
import dev.simarena.engine.scheduler.SchedulerOptions;
import dev.simarena.engine.service.EndpointSliceController;
import dev.simarena.engine.service.EndpointsController;
import dev.simarena.trace.Gvk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Put the parts of a control plane together, let them work in a fixed order, and copy them for a fork.
 *
 * <p>With {@link Latency#INSTANT} they work in turn until nobody has anything to do. With {@link Latency#KIND_LIKE} each
 * works once in a step of 10 ms, from the last to the first, so that what one does is seen by the others in the next.
 */
final class ControlPlane implements Alarm {

    private static final long STEP = TimeUnit.MILLISECONDS.toMicros(10);
    private static final int EVENTS_KEPT = 100;
    private static final String KWOK = "kwok_controller";
    private static final EventSource SCHEDULER = new EventSource("default-scheduler", "", true);
    private static final List<String> FIRST_NAMESPACES =
            List.of("default", "kube-node-lease", "kube-public", "kube-system");
    private static final ObjectNode NAMESPACE_BODY = namespaceBody();

    private final WorldOptions options;
    private final Timeline timeline;
    private final Names names;
    private final ObjectStore store;
    private final EventLog events;
    private final EventRecorder recorder;
    private final EventExpiry expiry;
    private final NodeTable nodes = new NodeTable();
    private final Kubelet kubelet;
    private final StagePlayer player;
    private final Admission admission;
    private final ObjectKinds kinds;
    private final Writer writer;
    private final Deleter deleter;
    private final Rest rest;
    private final Parts parts = new Parts();
    private final List<TokenBucket> buckets = new ArrayList<>();
    private boolean settling;
    private boolean stepPlanned;
    private boolean stepDue;

    /** Put the parts together; {@link #start} lets them hear of changes. */
    ControlPlane(WorldOptions options) {
        this.options = options;
        timeline = new Timeline(options.start());
        RandomSource random = new RandomSource(options.seed());
        names = new Names(random);
        store = new ObjectStore(timeline, names);
        events = new EventLog(timeline, EVENTS_KEPT);
        recorder = new EventRecorder(store, timeline);
        expiry = new EventExpiry(store, timeline);
        rest = new Rest(store, timeline);
        if (options.eventObjects()) {
            events.tell(recorder);
        }
        admission = new Admission(store);
        nodes.setClock(timeline::now);
        Deletion deletion = new Deletion(store, timeline);
        Stages stages = options.stages();
        Addresses addresses = new Addresses();
        PodLives lives = new PodLives(store, timeline, events, !stages.simkube());
        kubelet = new Kubelet(stages, store, timeline, events.from(KWOK), addresses, lives);
        kinds = new ObjectKinds(nodes, admission, store);
        Writer objects = new Writer(store, names, kinds, admission, new StatusWriter(timeline));
        writer = objects;
        player = new StagePlayer(
                stages, store, timeline, events.from(KWOK), deletion, addresses, random.split(), (object, written) -> {
                    Decoder.patched(object.gvk(), written);
                    objects.replace(object, written, Subresource.NONE);
                });
        deleter = new Deleter(store, timeline, deletion);
        Client deployments = client(20, 30);
        Client replicaSets = client(20, 30);
        PodControl pods =
                new PodControl(store, names, events.from("replicaset-controller"), admission, deletion, replicaSets);
        Client jobs = client(20, 30);
        Client cronJobs = client(20, 30);
        Client finished = client(20, 30);
        Client autoscalers = client(20, 30);
        Client statefulSets = client(20, 30);
        Client daemonSets = client(20, 30);
        Client volumes = client(20, 30);
        Client protection = client(20, 30);
        parts.add(new GarbageCollector(
                store, timeline, events.from("garbage-collector-controller"), deletion, client(40, 30)));
        parts.add(new PodCollector(store, timeline, deletion, client(20, 30), Timeline.micros(options.start())));
        parts.add(new NodeLifecycle(stages, store, timeline, events.from("node-controller"), kubelet::restarted));
        parts.add(new TaintEviction(timeline, events.from("taint-eviction-controller"), deletion, client(20, 30)));
        parts.add(new NamespaceController(store, timeline, deletion));
        parts.add(Set.of(Kinds.RESOURCE_QUOTA), () -> new ResourceQuotaController(store, timeline));
        parts.add(Set.of(Kinds.POD_DISRUPTION_BUDGET), () -> new DisruptionController(store, timeline));
        parts.add(new DeploymentController(store, timeline, events.from("deployment-controller"), deployments));
        parts.add(new ReplicaSetController(store, timeline, pods, replicaSets));
        parts.add(
                Set.of(CronJob.GVK),
                () -> new CronJobController(
                        store, timeline, events.from("cronjob-controller"), admission, deletion, cronJobs));
        parts.add(Set.of(Job.GVK), () -> {
            EventLog log = events.from("job-controller");
            return new JobController(
                    store, timeline, log, new PodControl(store, names, log, admission, deletion, jobs), deletion, jobs);
        });
        parts.add(new OrphanPods(timeline, deletion, jobs));
        parts.add(
                Set.of(Job.GVK),
                () -> new TtlAfterFinished(timeline, job -> deleter.delete(job, Propagation.FOREGROUND), finished));
        parts.add(
                Set.of(Autoscaler.GVK),
                () -> new AutoscalerController(store, timeline, events.from("horizontal-pod-autoscaler"), autoscalers));
        parts.add(Set.of(StatefulSet.GVK), () -> {
            EventLog log = events.from("statefulset-controller");
            return new StatefulSetController(
                    store,
                    timeline,
                    log,
                    new PodControl(store, names, log, admission, deletion, statefulSets),
                    deletion,
                    statefulSets);
        });
        parts.add(Set.of(DaemonSet.GVK), () -> {
            EventLog log = events.from("daemonset-controller");
            return new DaemonSetController(
                    store,
                    timeline,
                    log,
                    new PodControl(store, names, log, admission, deletion, daemonSets),
                    deletion,
                    daemonSets);
        });
        Set<Gvk> storage = Set.of(PersistentVolume.GVK, PersistentVolumeClaim.GVK);
        parts.add(
                storage,
                () -> new VolumeController(store, timeline, events.from("persistentvolume-controller"), volumes));
        parts.add(
                storage,
                () -> new VolumeClaimController(store, timeline, events.from("persistentvolume-controller"), volumes));
        parts.add(storage, () -> new StorageProtection(store, timeline, protection));
        parts.add(new EphemeralVolumes(store, timeline, events.from("ephemeral_volume"), admission, client(20, 30)));
        parts.add(new Scheduler(
                store,
                timeline,
                events.from(SCHEDULER),
                nodes,
                deletion,
                client(50, 100),
                new SchedulerOptions(options.seed(), options.tieBreak(), options.version())));
        parts.add(kubelet);
        parts.add(player);
        parts.add(lives);
        if (options.systemObjects()) {
            parts.add(new NamespaceDefaults(store, timeline, client(20, 30)));
            parts.add(new EndpointsController(store, timeline, client(20, 30)));
            parts.add(new EndpointSliceController(store, timeline, names, client(20, 30)));
            parts.add(new NodeTtl(store));
            parts.add(new NodeRegistration(events.from("node-controller")));
        }
    }

    /** Let all parts, and the listener of the options, hear of changes in a world. */
    void start(World world) {
        PodListener listener = world.options().listener();
        kubelet.tell(pod -> listener.started(world, pod));
        player.tell(pod -> listener.started(world, pod));
        CreatedPods created = new CreatedPods(listener);
        listen(created);
        store.tellKinds(kind -> {
            if (parts.wake(kind)) {
                listen(created);
            }
        });
    }

    private void listen(CreatedPods created) {
        List<StoreListener> listeners = new ArrayList<>();
        listeners.add(admission);
        listeners.addAll(parts.listeners());
        listeners.add(expiry);
        listeners.add(rest);
        listeners.add(created);
        store.listen(listeners);
    }

    /** Add what every cluster has from the beginning. */
    void addFirstObjects() {
        for (String namespace : FIRST_NAMESPACES) {
            store.add(new GenericObject(
                    Gvk.NAMESPACE, null, namespace, Collections.emptyMap(), Collections.emptyMap(), NAMESPACE_BODY));
        }
        if (options.systemObjects()) {
            SystemObjects.manifests().forEach(object -> writer.apply(Manifest.read(object)));
            settle();
        }
    }

    /** Let everybody work as far as the latency allows at this instant. */
    void settle() {
        if (settling) {
            return;
        }
        settling = true;
        try {
            if (options.latency() == Latency.INSTANT) {
                workUntilQuiet();
            } else {
                step();
            }
        } finally {
            settling = false;
        }
    }

    /** Let nobody work until all requests are made. */
    void together(Runnable requests) {
        boolean before = settling;
        settling = true;
        try {
            requests.run();
        } finally {
            settling = before;
            settle();
        }
    }

    private void workUntilQuiet() {
        rest.begin();
        boolean worked = true;
        while (worked) {
            rest.round();
            worked = parts.work();
        }
    }

    /** Something changed, so there is to be a step; it is worked when its time has come. */
    private void step() {
        boolean worked = true;
        if (stepDue) {
            stepDue = false;
            worked = parts.workBackwards();
        }
        if (worked && !stepPlanned) {
            stepPlanned = true;
            timeline.at(timeline.now() + STEP, this, null, 0);
        }
    }

    @Override
    public void ring(@Nullable ApiObject about, long what) {
        stepPlanned = false;
        stepDue = true;
    }

    private Client client(int qps, int burst) {
        if (options.latency() == Latency.INSTANT) {
            return Client.UNLIMITED;
        }
        TokenBucket bucket = new TokenBucket(timeline, qps, burst);
        buckets.add(bucket);
        return bucket;
    }

    /** Copy everything that matters while nobody has anything to do. */
    ControlPlane fork(Fork fork) {
        ControlPlane copy = new ControlPlane(options);
        fork.pair(nodes, copy.nodes);
        fork.pair(this, copy);
        fork.pair(recorder, copy.recorder);
        fork.pair(expiry, copy.expiry);
        copy.parts.pair(parts, fork);
        copy.store.copyFrom(store, fork);
        copy.names.copyFrom(names);
        copy.events.copyFrom(events);
        copy.recorder.copyFrom(recorder);
        copy.expiry.copyFrom(expiry, fork);
        copy.timeline.copyFrom(timeline, fork);
        copy.nodes.copyFrom(nodes, fork);
        fork.link();
        copy.parts.copyFrom(parts, fork);
        for (int i = 0; i < buckets.size(); i++) {
            copy.buckets.get(i).copyFrom(buckets.get(i));
        }
        copy.stepPlanned = stepPlanned;
        copy.stepDue = stepDue;
        return copy;
    }

    Timeline timeline() {
        return timeline;
    }

    ObjectStore store() {
        return store;
    }

    EventLog events() {
        return events;
    }

    Kubelet kubelet() {
        return kubelet;
    }

    ObjectKinds kinds() {
        return kinds;
    }

    Writer writer() {
        return writer;
    }

    Deleter deleter() {
        return deleter;
    }

    private static ObjectNode namespaceBody() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("spec").putArray("finalizers").add("kubernetes");
        body.putObject("status").put("phase", "Active");
        return body;
    }
}
