package dev.simarena.cluster.kube;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.cluster.ClusterState;
import dev.simarena.cluster.EnvironmentException;
import dev.simarena.cluster.HookStage;
import dev.simarena.cluster.Placement;
import dev.simarena.cluster.Replay;
import dev.simarena.cluster.ReplayRequest;
import dev.simarena.cluster.VirtualObjects;
import dev.simarena.trace.Trace;
import dev.simarena.trace.TraceEvent;
import dev.simarena.trace.TraceObject;
import dev.simarena.trace.UsageAnnotations;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Play one pass of a trace on a cluster in real time, in the way of SimKube's driver. */
final class KubernetesReplay {

    /** Who applies the objects of a trace, as SimKube's driver calls itself. */
    private static final String MANAGER = "simkube";

    /** How long controllers, scheduler and kubelets may take beyond the time of the replay. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** How long nothing may happen before a state is taken for the one to observe. */
    private static final Duration REST = Duration.ofSeconds(1);

    private final KubeApi api;
    private final RunRoot root;
    private final ReplayRequest request;
    private final Trace trace;
    private final ReplaySpace space;
    private final Changes changes = new Changes();
    private final Watches watches;

    KubernetesReplay(KubeApi api, RunRoot root, ReplayRequest request) {
        this.api = api;
        this.root = root;
        this.request = request;
        this.trace = request.trace();
        this.space = new ReplaySpace(api, root, request);
        this.watches = new Watches(api, changes);
    }

    Replay play() {
        refuseWhatCannotBePlayed();
        try (watches) {
            ClusterState state;
            try {
                state = upToObservation();
                hooks(HookStage.POST_RUN);
            } catch (RuntimeException failure) {
                try {
                    end();
                } catch (RuntimeException another) {
                    failure.addSuppressed(another);
                }
                throw failure;
            }
            return new Replay(request.simulation(), uid(), state, end());
        }
    }

    /** There is no Simulation with a uid of its own, so it follows from the episode, as records want it. */
    private String uid() {
        String name = request.simulation() + "/" + request.seed();
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private ClusterState upToObservation() {
        watches.namespaces(OurLabels.REPLAY, space.replay());
        watches.nodes(OurLabels.REPLAY, space.replay());
        hooks(HookStage.PRE_START);
        space.create(request, changes);
        space.namespaces().keySet().forEach(watches::workloads);
        hooks(HookStage.PRE_RUN);
        ReplayClock clock = new ReplayClock(trace.start());
        replay(clock);
        return new ObservedState(api, space.namespaces(), space.nodes(), clock).read(settled());
    }

    private void replay(ReplayClock clock) {
        VirtualObjects objects = new VirtualObjects(
                trace,
                space.prefix(),
                request.simulation(),
                space.labels(),
                space.owner(),
                Placement.VIRTUAL.only(OurLabels.REPLAY, space.replay()));
        for (TraceEvent event : trace.events()) {
            waitFor(clock, Instant.ofEpochSecond(event.ts()));
            for (TraceObject object : event.applied()) {
                apply(objects, object);
            }
            for (TraceObject object : event.deleted()) {
                delete(object);
            }
        }
        waitFor(clock, clock.start().plus(request.duration()));
    }

    /** Let real time pass, and look now and then whether the run may go on. */
    private void waitFor(ReplayClock clock, Instant time) {
        Changes nothing = new Changes();
        root.check();
        for (Duration left = clock.until(time); !left.isZero(); left = clock.until(time)) {
            nothing.await(0, left.compareTo(RunLease.RENEWAL) < 0 ? left : RunLease.RENEWAL);
            root.check();
        }
    }

    private void apply(VirtualObjects objects, TraceObject object) {
        try {
            api.apply(objects.virtual(object), MANAGER);
        } catch (KubeApiException refusal) {
            throw new EnvironmentException(KubeMessages.refusedObject(request.simulation(), object, refusal), refusal);
        }
    }

    private void delete(TraceObject object) {
        String namespace = object.namespace();
        if (namespace != null) {
            ObjectNode named = api.named(object.gvk(), object.name());
            named.withObject("/metadata").put("namespace", VirtualObjects.namespace(space.prefix(), namespace));
            api.delete(named);
        }
    }

    /**
     * Wait until everybody has done his part and nothing happens any more.
     *
     * @throws EnvironmentException when somebody has not done his part in time
     */
    private Snapshot settled() {
        long end = WallClock.nanos() + PATIENCE.toNanos();
        while (true) {
            long seen = changes.count();
            Snapshot snapshot = Snapshot.of(api, space.namespaces().keySet());
            List<String> undecided = snapshot.undecided();
            boolean late = WallClock.nanos() > end;
            if (undecided.isEmpty() && (late || (!snapshot.moving() && !changes.await(seen, REST)))) {
                return snapshot;
            }
            if (late) {
                throw new EnvironmentException(KubeMessages.undecided(api.cluster(), undecided, PATIENCE));
            }
            changes.await(seen, REST);
            root.check();
        }
    }

    private List<String> end() {
        List<String> left = new ArrayList<>(space.delete(changes));
        if (!request.hooks().of(HookStage.POST_STOP).isEmpty()) {
            try {
                hooks(HookStage.POST_STOP);
            } finally {
                left = space.delete(changes);
            }
        }
        return left;
    }

    private void hooks(HookStage stage) {
        KubernetesHookContext context = new KubernetesHookContext(stage, request, space);
        if (stage == HookStage.PRE_START) {
            space.namespaces().keySet().forEach(context::clean);
        }
        request.hooks().run(context);
    }

    private void refuseWhatCannotBePlayed() {
        if (!trace.lifecycleOwners().isEmpty()) {
            throw new EnvironmentException(KubeMessages.lifecycles(request.simulation()));
        }
        for (TraceEvent event : trace.events()) {
            for (TraceObject object : event.applied()) {
                if (object.namespace() == null) {
                    throw new EnvironmentException(KubeMessages.clusterScoped(request.simulation(), object));
                }
                String text = object.body().toString();
                if (text.contains("\"" + UsageAnnotations.PREFIX)
                        || text.contains("\"" + UsageAnnotations.KWOK_CPU)
                        || text.contains("\"" + UsageAnnotations.KWOK_MEMORY)) {
                    throw new EnvironmentException(KubeMessages.usage(request.simulation(), object));
                }
            }
        }
    }
}
