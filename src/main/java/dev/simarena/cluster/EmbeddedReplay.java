package dev.simarena.cluster;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.Propagation;
import dev.simarena.engine.RestlessException;
import dev.simarena.engine.World;
import dev.simarena.engine.WorldOptions;
import dev.simarena.engine.api.Manifest;
import dev.simarena.engine.kwok.Stages;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.trace.Gvk;
import dev.simarena.trace.Trace;
import dev.simarena.trace.TraceEvent;
import dev.simarena.trace.TraceObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Play one pass of a trace in a world of its own, as SimKube's controller and driver would on a real cluster. */
final class EmbeddedReplay {

    /** SimKube's default prefix of virtual namespaces. */
    static final String PREFIX = "virtual";

    private static final String LABELS = "labels";
    private static final String OWNERS = "ownerReferences";
    private static final Duration LONGEST_CLEAN_UP = Duration.ofMinutes(30);
    private static final long LATEST_SECOND = 100_000L * 366 * 24 * 3600;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ReplayRequest request;
    private final Trace trace;
    private final World world;
    private final ServedWorld served;
    private final List<String> namespaces;
    private final OwnedObjects owned;
    private String uid = "";

    /** Refers to the root, which owns everything. */
    private ObjectNode root = JSON.objectNode();

    EmbeddedReplay(ReplayRequest request, VirtualNodes nodes, EmbeddedOptions options) {
        this.request = request;
        trace = request.trace();
        Instant start = instant(trace.start());
        instant(trace.end());
        world = new World(WorldOptions.of(request.seed(), start)
                .withListener(new TraceLifecycles(trace, PREFIX))
                .withLatency(options.latency())
                .withTieBreak(options.tieBreak())
                .withVersion(options.version())
                .withStages(Stages.SIMKUBE));
        served = new ServedWorld(world);
        namespaces = VirtualObjects.namespaces(trace).stream()
                .map(namespace -> VirtualObjects.namespace(PREFIX, namespace))
                .toList();
        owned = new OwnedObjects(world, request.runId());
        nodes.addTo(world);
    }

    Replay play() {
        try (served) {
            return episode();
        }
    }

    private Replay episode() {
        ClusterState state;
        @Nullable KeptReplay kept;
        try {
            hooks(HookStage.PRE_START);
            served.run(() -> world.together(this::create));
            hooks(HookStage.PRE_RUN);
            replay(new VirtualObjects(
                    trace,
                    PREFIX,
                    request.simulation(),
                    Map.of(VirtualObjects.RUN_LABEL, request.runId()),
                    root,
                    Placement.VIRTUAL));
            state = served.exclusively(
                    () -> ClusterStates.of(world, Duration.between(instant(trace.start()), world.now())));
            hooks(HookStage.POST_RUN);
            kept = request.keepable() ? new KeptWorld(served.fork()) : null;
        } catch (RuntimeException failure) {
            try {
                end();
            } catch (RuntimeException another) {
                failure.addSuppressed(another);
            }
            if (failure instanceof RestlessException) {
                throw new EnvironmentException(ClusterMessages.restless(request.simulation(), failure), failure);
            }
            throw failure;
        }
        return new Replay(request.simulation(), uid, state, end(), kept);
    }

    /** Make the Simulation and, as sk-driver does, the root that owns everything. */
    private void create() {
        ObjectNode simulation = JSON.objectNode();
        metadata(simulation, Gvk.SIMULATION, request.simulation());
        simulation.putObject("spec").put("speed", 1).putObject("lifecycleParams");
        ApiObject created = world.submit(Manifest.read(simulation));
        uid = created.uid();
        ObjectNode owned = JSON.objectNode();
        metadata(owned, Gvk.SIMULATION_ROOT, request.simulation() + "-root")
                .putArray(OWNERS)
                .add(reference(created));
        owned.putObject("spec");
        root = reference(world.submit(Manifest.read(owned)));
        for (String name : namespaces) {
            ObjectNode namespace = JSON.objectNode();
            ObjectNode metadata = metadata(namespace, Gvk.NAMESPACE, name);
            metadata.withObjectProperty(LABELS).put(VirtualObjects.VIRTUAL_LABEL, "true");
            metadata.putArray(OWNERS).add(root);
            world.submit(Manifest.read(namespace));
        }
    }

    private void replay(VirtualObjects objects) {
        for (TraceEvent event : trace.events()) {
            served.advance(Duration.between(served.now(), instant(event.ts())));
            served.run(() -> {
                for (TraceObject object : event.applied()) {
                    apply(objects, object);
                }
                for (TraceObject object : event.deleted()) {
                    delete(object);
                }
            });
        }
        Instant until = instant(trace.start()).plus(request.duration());
        Duration left = Duration.between(served.now(), until);
        if (!left.isNegative()) {
            served.advance(left);
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
        List<String> left = delete();
        if (!request.hooks().of(HookStage.POST_STOP).isEmpty()) {
            try {
                hooks(HookStage.POST_STOP);
            } finally {
                left = delete();
            }
        }
        return left;
    }

    /** Delete everything of the run, give it time to go, which only some objects and latencies need, and return what stays. */
    private List<String> delete() {
        served.run(owned::deleteAll);
        boolean gone = served.await(() -> served.exclusively(() -> owned.left().isEmpty()), LONGEST_CLEAN_UP);
        return gone ? List.of() : served.exclusively(owned::left);
    }

    private void hooks(HookStage stage) {
        EmbeddedHookContext context =
                new EmbeddedHookContext(stage, request.simulation(), request.runId(), namespaces, served, world, owned);
        if (stage == HookStage.PRE_START) {
            namespaces.forEach(context::clean);
        }
        request.hooks().run(context);
    }

    private Instant instant(long seconds) {
        if (Math.abs(seconds) > LATEST_SECOND) {
            throw new EnvironmentException(ClusterMessages.timeOutOfRange(request.simulation(), seconds));
        }
        return Instant.ofEpochSecond(seconds);
    }

    /** Begin an object of this run and return its metadata. */
    private ObjectNode metadata(ObjectNode object, Gvk gvk, String name) {
        object.put("apiVersion", gvk.apiVersion()).put("kind", gvk.kind());
        ObjectNode metadata = object.putObject("metadata").put("name", name);
        metadata.putObject(LABELS)
                .put(VirtualObjects.SIMULATION_LABEL, VirtualObjects.labelValue(request.simulation()))
                .put(VirtualObjects.RUN_LABEL, request.runId());
        return metadata;
    }

    private static ObjectNode reference(ApiObject owner) {
        return JSON.objectNode()
                .put("apiVersion", owner.gvk().apiVersion())
                .put("kind", owner.gvk().kind())
                .put("name", owner.name())
                .put("uid", owner.uid())
                .put("blockOwnerDeletion", true);
    }
}
