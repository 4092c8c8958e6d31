package dev.simarena.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.api.Manifest;
import dev.simarena.engine.api.Renderer;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.StoreListener;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Deployment;
import dev.simarena.engine.model.Event;
import dev.simarena.engine.model.Fork;
import dev.simarena.engine.model.Kinds;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.PodTemplate;
import dev.simarena.trace.Gvk;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Run a deterministic Kubernetes in memory.
 *
 * <p>Every change runs controllers, scheduler and kubelet until nothing more can happen at the present instant. Time
 * moves only by {@link #advance} and {@link #await}; nothing happens between two scheduled instants, so gaps cost
 * nothing. Equal options and equal calls give equal names, uids and order. Not safe for use by several threads at once.
 */
public final class World {

    private final WorldOptions options;
    private final ControlPlane plane;
    private final Timeline timeline;
    private final ObjectStore store;
    private final Writer writer;
    private final Deleter deleter;
    private final NodeLeases leases;
    private final SortedSet<String> notSimulated = new TreeSet<>();

    /** Build a world without nodes, with the namespaces every cluster has. */
    public World(WorldOptions options) {
        this(options, new ControlPlane(options));
        plane.start(this);
        plane.addFirstObjects();
    }

    private World(WorldOptions options, ControlPlane plane) {
        this.options = options;
        this.plane = plane;
        timeline = plane.timeline();
        store = plane.store();
        writer = plane.writer();
        deleter = plane.deleter();
        leases = new NodeLeases(store);
    }

    /**
     * Return an independent copy of this world at this instant, in which the same things would happen.
     *
     * <p>Templates, specs and other immutable parts are shared.
     */
    public World fork() {
        Fork fork = new Fork(store.created());
        ControlPlane copy = plane.fork(fork);
        World world = new World(options.withListener(options.listener().fork(fork)), copy);
        world.notSimulated.addAll(notSimulated);
        fork.link();
        copy.start(world);
        return world;
    }

    /** Return the options it was built with. */
    public WorldOptions options() {
        return options;
    }

    /** Return the virtual time. */
    public Instant now() {
        return Timeline.instant(timeline.now());
    }

    /**
     * Move time forward.
     *
     * <p>The clock counts microseconds; what a duration has besides is dropped.
     *
     * @throws IllegalArgumentException for a negative duration, and for one that the clock cannot count
     */
    public void advance(Duration duration) {
        await(() -> false, duration);
    }

    /**
     * Move time forward until a condition holds, at most by a duration.
     *
     * <p>The clock counts microseconds; what a duration has besides is dropped.
     *
     * @return whether the condition held; if not, the time is now plus the whole duration
     * @throws IllegalArgumentException for a negative duration, and for one that the clock cannot count
     */
    public boolean await(BooleanSupplier condition, Duration deadline) {
        if (deadline.isNegative()) {
            throw new IllegalArgumentException(
                    "Duration [%s] is negative. Time moves forward only; give 0 or more.".formatted(deadline));
        }
        Instant end = end(deadline);
        while (!condition.getAsBoolean()) {
            if (!step(end)) {
                return condition.getAsBoolean();
            }
        }
        return true;
    }

    private Instant end(Duration deadline) {
        try {
            Instant end = now().plus(deadline);
            Timeline.micros(end);
            return end;
        } catch (ArithmeticException | DateTimeException e) {
            throw new IllegalArgumentException(
                    "Duration [%s] leads beyond what the clock can show. Stay before the year 294000."
                            .formatted(deadline),
                    e);
        }
    }

    /**
     * Move time to the next instant at which something happens and let it happen, at most until an instant not before now.
     *
     * @return whether something happened; if not, it is that instant now
     */
    public boolean step(Instant limit) {
        long end = Timeline.micros(limit);
        long next = timeline.next();
        if (next > end) {
            timeline.moveTo(end);
            return false;
        }
        timeline.moveTo(next);
        timeline.runDue();
        plane.settle();
        return true;
    }

    /**
     * Create an object, or update it where it exists, and return it as stored.
     *
     * <p>An update replaces the declared part by the manifest's, merges labels and annotations over the present ones and
     * adds owner references. A status in the manifest counts only for nodes.
     *
     * @throws ApiException where the API server would refuse
     */
    public ObjectNode apply(JsonNode object) {
        return Renderer.json(write(object));
    }

    /**
     * Do the same as {@link #apply} without rendering the result, which takes longer than the rest, and return the object.
     *
     * @throws ApiException where the API server would refuse
     */
    public ApiObject submit(JsonNode object) {
        return write(object);
    }

    /**
     * Do the same with an object that was read before, whose types and fields are known to be right.
     *
     * @throws ApiException where the API server would refuse
     */
    public ApiObject submit(Manifest manifest) {
        ApiObject written = writer.apply(manifest);
        noteUnsimulated(written);
        plane.settle();
        return written;
    }

    /** Make requests as if they came at one moment: controllers, scheduler and kubelet work when the last is made. */
    public void together(Runnable requests) {
        plane.together(requests);
    }

    /**
     * Delete an object.
     *
     * <p>A namespace is gone with all it holds at once, whatever finalizers say; {@link #requests} waits as a cluster does.
     *
     * @throws ApiException 404 where it does not exist, 403 for a namespace that may not be deleted
     */
    public void delete(Gvk gvk, @Nullable String namespace, String name, Propagation propagation) {
        Objects.requireNonNull(propagation, "Propagation [null] does not exist. Use one of Propagation.");
        ApiObject object = store.get(gvk, namespace, name);
        if (object == null) {
            throw ApiException.notFound(gvk, name);
        }
        deleter.delete(object, propagation);
        plane.settle();
    }

    /** Return an object as the API server shows it, {@code null} where it does not exist. */
    public @Nullable ObjectNode get(Gvk gvk, @Nullable String namespace, String name) {
        ApiObject object = find(gvk, namespace, name);
        return object == null ? null : Renderer.json(object);
    }

    /** Tell whether an object exists. */
    public boolean exists(Gvk gvk, @Nullable String namespace, String name) {
        return find(gvk, namespace, name) != null;
    }

    /**
     * Return the objects of a kind in the order of creation.
     *
     * @param namespace namespace to look in, {@code null} for all
     */
    public List<ObjectNode> list(Gvk gvk, @Nullable String namespace) {
        Collection<ApiObject> objects = find(gvk, namespace);
        List<ObjectNode> list = new ArrayList<>(objects.size());
        for (ApiObject object : objects) {
            list.add(Renderer.json(object));
        }
        return list;
    }

    /** Return everything that exists, kind by kind; for looking through labels. */
    public List<ApiObject> objects() {
        List<ApiObject> objects = new ArrayList<>();
        for (Gvk gvk : store.kinds()) {
            objects.addAll(store.list(gvk, null));
        }
        return objects;
    }

    /** Return the pods in the order of creation. */
    public List<Pod> pods() {
        return typed(Gvk.POD, Pod.class);
    }

    /** Return the nodes in the order of creation. */
    public List<Node> nodes() {
        return typed(Gvk.NODE, Node.class);
    }

    /** Return the Deployments in the order of creation. */
    public List<Deployment> deployments() {
        return typed(Gvk.DEPLOYMENT, Deployment.class);
    }

    /** Return the last 100 events, oldest first. */
    public List<Event> events() {
        return plane.events().events();
    }

    /** Return kinds, and fields of pods, that were stored but whose behavior is not simulated, sorted. */
    public SortedSet<String> notSimulated() {
        return Collections.unmodifiableSortedSet(notSimulated);
    }

    /**
     * Let a running pod succeed at an instant, as SimKube's lifecycles do; at the earliest 0.1 s after its start.
     *
     * <p>It gets SimKube's label and annotation for this. A pod that is gone by then is left alone.
     *
     * @param pod one of this world, or of one it was forked from or that was forked from it, which means the copy here
     * @throws IllegalArgumentException for a pod of another world that has no copy here
     */
    public void completeAt(Pod pod, Instant time) {
        plane.kubelet().completeAt(own(pod), time);
        plane.settle();
    }

    /**
     * Let the containers of a running pod end at an instant; at the earliest 0.1 s after its start.
     *
     * <p>A pod that is gone by then is left alone.
     *
     * @param pod one of this world, or of one it was forked from or that was forked from it, which means the copy here
     * @param exitCode 0 lets the pod succeed, anything else lets it fail
     * @throws IllegalArgumentException for a pod of another world that has no copy here
     */
    public void endAt(Pod pod, Instant time, int exitCode) {
        plane.kubelet().endAt(own(pod), time, exitCode);
        plane.settle();
    }

    private Pod own(Pod pod) {
        if (!pod.present()) {
            return pod;
        }
        if (store.get(Gvk.POD, pod.namespace(), pod.name()) instanceof Pod own
                && own.uid().equals(pod.uid())) {
            return own;
        }
        throw new IllegalArgumentException(
                "Pod [%s/%s] is not in this world. Take one of its pods().".formatted(pod.namespace(), pod.name()));
    }

    private ApiObject write(JsonNode object) {
        Objects.requireNonNull(object, "Manifest [null] is no object. Give one.");
        return submit(Manifest.decode(object));
    }

    /**
     * Let somebody hear of every change from now on, at the moment it is made.
     *
     * <p>Forks do not tell. The listener must not change the world.
     */
    public void listen(StoreListener listener) {
        store.alsoTell(listener);
    }

    /** Return the requests of the API server, for those who want more than {@link #apply} and {@link #delete}. */
    public Requests requests() {
        return new Requests(this, plane);
    }

    /** Return an object, {@code null} where it does not exist. */
    @Nullable
    ApiObject find(Gvk gvk, @Nullable String namespace, String name) {
        ApiObject object = store.get(gvk, namespace, name);
        return object == null ? leases.get(gvk, namespace, name) : object;
    }

    /** Return the objects of a kind, and those that are only told when somebody looks. */
    Collection<ApiObject> find(Gvk gvk, @Nullable String namespace) {
        Collection<ApiObject> objects = store.list(gvk, namespace);
        List<ApiObject> told = leases.list(gvk, namespace);
        if (told.isEmpty()) {
            return objects;
        }
        List<ApiObject> all = new ArrayList<>(objects);
        all.addAll(told);
        return all;
    }

    void noteUnsimulated(ApiObject written) {
        if (!Kinds.simulated(written.gvk())) {
            notSimulated.add(written.gvk().toString());
        }
        PodTemplate template = plane.kinds().template(written);
        if (template != null) {
            notSimulated.addAll(template.notSimulated());
        }
    }

    private <T extends ApiObject> List<T> typed(Gvk gvk, Class<T> type) {
        Collection<ApiObject> objects = store.list(gvk, null);
        List<T> list = new ArrayList<>(objects.size());
        for (ApiObject object : objects) {
            list.add(type.cast(object));
        }
        return list;
    }
}
