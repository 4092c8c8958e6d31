package dev.simarena.cluster;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.Propagation;
import dev.simarena.engine.World;
import dev.simarena.engine.WorldOptions;
import dev.simarena.engine.model.ApiException;
import dev.simarena.trace.Gvk;
import dev.simarena.trace.Trace;
import dev.simarena.trace.TraceEvent;
import dev.simarena.trace.TraceObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Play one pass of a trace in a world of its own, as SimKube's controller and driver would on a real cluster. */
final class EmbeddedReplay {

    /** SimKube's default prefix of virtual namespaces. */
    static final String PREFIX = "virtual";

    private static final Gvk SIMULATION = new Gvk("simkube.io", "v1", "Simulation");
    private static final long LATEST_SECOND = 100_000L * 366 * 24 * 3600;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ReplayRequest request;
    private final Trace trace;
    private final World world;
    private final List<String> namespaces;
    private final OwnedObjects owned;
    private String uid = "";

    EmbeddedReplay(ReplayRequest request, VirtualNodes nodes) {
        this.request = request;
        trace = request.trace();
        Instant start = instant(trace.start());
        instant(trace.end());
        TraceLifecycles lifecycles = new TraceLifecycles(trace, PREFIX);
        world = new World(WorldOptions.of(request.seed(), start)
                .withPodCreated(lifecycles::created)
                .withPodStarted(lifecycles::started));
        lifecycles.completeIn(world);
        namespaces = virtualNamespaces(trace);
        owned = new OwnedObjects(world, request.runId());
        nodes.addTo(world);
    }

    Replay play() {
        ClusterState state;
        try {
            hooks(HookStage.PRE_START);
            VirtualObjects objects = create();
            hooks(HookStage.PRE_RUN);
            replay(objects);
            state = ClusterStates.of(world, Duration.between(instant(trace.start()), world.now()));
            hooks(HookStage.POST_RUN);
        } catch (RuntimeException failure) {
            try {
                end();
            } catch (RuntimeException another) {
                failure.addSuppressed(another);
            }
            throw failure;
        }
        return new Replay(request.simulation(), uid, state, end());
    }

    /** Make the Simulation and, as sk-driver does, the root that owns everything. */
    private VirtualObjects create() {
        ObjectNode simulation = clusterObject(SIMULATION, request.simulation());
        simulation.putObject("spec").put("speed", 1).putObject("lifecycleParams");
        uid = world.apply(simulation).path("metadata").path("uid").asText();
        ObjectNode root = clusterObject(new Gvk("simkube.io", "v1", "SimulationRoot"), request.simulation() + "-root");
        root.putObject("spec");
        owners(root, reference(simulation, uid));
        String rootUid = world.apply(root).path("metadata").path("uid").asText();
        ObjectNode rootReference = reference(root, rootUid);
        for (String name : namespaces) {
            ObjectNode namespace = clusterObject(Gvk.NAMESPACE, name);
            labels(namespace).put(VirtualObjects.VIRTUAL_LABEL, "true");
            owners(namespace, rootReference);
            world.submit(namespace);
        }
        return new VirtualObjects(trace, PREFIX, request.simulation(), request.runId(), rootReference);
    }

    private void replay(VirtualObjects objects) {
        for (TraceEvent event : trace.events()) {
            world.advance(Duration.between(world.now(), instant(event.ts())));
            for (TraceObject object : event.applied()) {
                apply(objects, object);
            }
            for (TraceObject object : event.deleted()) {
                delete(object);
            }
        }
        Instant until = instant(trace.start()).plus(request.duration());
        if (until.isAfter(world.now())) {
            world.advance(Duration.between(world.now(), until));
        }
    }

    private void apply(VirtualObjects objects, TraceObject object) {
        try {
            world.submit(objects.virtual(object));
        } catch (ApiException refusal) {
            throw new EnvironmentException(
                    ClusterMessages.refused(request.simulation(), object, refusal.code(), refusal.getMessage()),
                    refusal);
        }
    }

    private void delete(TraceObject object) {
        String namespace = object.namespace() == null ? null : VirtualObjects.namespace(PREFIX, object.namespace());
        if (world.exists(object.gvk(), namespace, object.name())) {
            world.delete(object.gvk(), namespace, object.name(), Propagation.BACKGROUND);
        }
    }

    /** Delete everything of this run, run the last hooks, and return what is left. */
    private List<String> end() {
        if (world.exists(SIMULATION, null, request.simulation())) {
            world.delete(SIMULATION, null, request.simulation(), Propagation.FOREGROUND);
        }
        owned.deleteAll();
        try {
            hooks(HookStage.POST_STOP);
        } finally {
            owned.deleteAll();
        }
        return owned.left();
    }

    private void hooks(HookStage stage) {
        EmbeddedHookContext context =
                new EmbeddedHookContext(stage, request.simulation(), request.runId(), namespaces, world, owned);
        if (stage == HookStage.PRE_START) {
            namespaces.forEach(context::clean);
        }
        for (NamespaceHook hook : request.hooks().of(stage)) {
            try {
                hook.run(context);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw failed(stage, interrupted);
            } catch (EnvironmentException failure) {
                throw failure;
            } catch (Exception failure) {
                throw failed(stage, failure);
            }
        }
    }

    private EnvironmentException failed(HookStage stage, Exception failure) {
        return new EnvironmentException(ClusterMessages.hookFailed(stage, request.simulation(), failure), failure);
    }

    private Instant instant(long seconds) {
        if (Math.abs(seconds) > LATEST_SECOND) {
            throw new EnvironmentException(ClusterMessages.timeOutOfRange(request.simulation(), seconds));
        }
        return Instant.ofEpochSecond(seconds);
    }

    private ObjectNode clusterObject(Gvk gvk, String name) {
        ObjectNode object = JSON.objectNode();
        object.put("apiVersion", gvk.apiVersion());
        object.put("kind", gvk.kind());
        object.putObject("metadata").put("name", name);
        labels(object)
                .put(VirtualObjects.SIMULATION_LABEL, VirtualObjects.labelValue(request.simulation()))
                .put(VirtualObjects.RUN_LABEL, request.runId());
        return object;
    }

    private static ObjectNode labels(ObjectNode object) {
        return object.withObject("/metadata/labels");
    }

    private static void owners(ObjectNode object, ObjectNode reference) {
        object.withObject("/metadata").putArray("ownerReferences").add(reference);
    }

    private static ObjectNode reference(ObjectNode owner, String uid) {
        return JSON.objectNode()
                .put("apiVersion", owner.path("apiVersion").asText())
                .put("kind", owner.path("kind").asText())
                .put("name", owner.path("metadata").path("name").asText())
                .put("uid", uid)
                .put("blockOwnerDeletion", true);
    }

    private static List<String> virtualNamespaces(Trace trace) {
        TreeSet<String> namespaces = new TreeSet<>();
        for (TraceEvent event : trace.events()) {
            for (TraceObject object : event.applied()) {
                String namespace = object.namespace();
                if (namespace != null) {
                    namespaces.add(VirtualObjects.namespace(PREFIX, namespace));
                }
            }
        }
        return new ArrayList<>(namespaces);
    }
}
