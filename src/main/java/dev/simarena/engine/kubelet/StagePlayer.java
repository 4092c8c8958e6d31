package dev.simarena.engine.kubelet;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.api.PodAddresses;
import dev.simarena.engine.api.Renderer;
import dev.simarena.engine.api.WrittenStatus;
import dev.simarena.engine.core.Alarm;
import dev.simarena.engine.core.Deletion;
import dev.simarena.engine.core.EventLog;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.RandomSource;
import dev.simarena.engine.core.Reconciler;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.kwok.Stage;
import dev.simarena.engine.kwok.StageChange;
import dev.simarena.engine.kwok.StageFunctions;
import dev.simarena.engine.kwok.Stages;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Fork;
import dev.simarena.engine.model.GenericObject;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.Phase;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.patch.Patches;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Play stages with their templates, as KWOK does: whenever an object changed its next stage is looked for anew, and played
 * after its delay; a change in the meantime begins the delay again.
 */
public final class StagePlayer implements Reconciler, Alarm {

    /** More stages than this for one object at one instant are taken for an endless circle. */
    private static final int MOST_AT_ONCE = 1000;

    private static final String NODE_ADDRESS = "127.0.0.1";

    private record Planned(Stage stage, long number) {}

    private final Stages stages;
    private final ObjectStore store;
    private final Timeline timeline;
    private final EventLog events;
    private final Deletion deletion;
    private final Addresses addresses;
    private final RandomSource random;
    private final BiConsumer<ApiObject, ObjectNode> objects;
    private final long start;
    private final Set<ApiObject> queue = new LinkedHashSet<>();
    private final Map<ApiObject, Planned> planned = new LinkedHashMap<>();
    private final Map<ApiObject, Integer> playedNow = new LinkedHashMap<>();
    private Consumer<Pod> podStarted = pod -> {};
    private long numbers;
    private long instant;

    /**
     * Draw delays and weights from a source of its own.
     *
     * @param objects puts what is written in the place of an object, as the API server does
     */
    public StagePlayer(
            Stages stages,
            ObjectStore store,
            Timeline timeline,
            EventLog events,
            Deletion deletion,
            Addresses addresses,
            RandomSource random,
            BiConsumer<ApiObject, ObjectNode> objects) {
        this.stages = stages;
        this.store = store;
        this.timeline = timeline;
        this.events = events;
        this.deletion = deletion;
        this.addresses = addresses;
        this.random = random;
        this.objects = objects;
        this.start = timeline.now();
    }

    /** Tell a consumer of each pod that starts to run. */
    public void tell(Consumer<Pod> newPodStarted) {
        podStarted = newPodStarted;
    }

    @Override
    public void added(ApiObject object) {
        if (object instanceof Node node && stages.playsNodes()) {
            // Nobody but the stages says how the node is.
            node.setStatus(JsonNodeFactory.instance.objectNode());
        }
        changed(object);
    }

    @Override
    public void changed(ApiObject object) {
        if (stages.plays(object) && (!(object instanceof Pod pod) || pod.node() != null)) {
            queue.add(object);
        }
    }

    @Override
    public void removed(ApiObject object) {
        planned.remove(object);
        queue.remove(object);
    }

    @Override
    public boolean reconcile() {
        boolean worked = false;
        while (!queue.isEmpty()) {
            ApiObject object = queue.iterator().next();
            queue.remove(object);
            if (object.present()
                    && !(object instanceof Pod pod
                            && pod.node() != null
                            && pod.node().stopped())) {
                worked |= plan(object);
            }
        }
        return worked;
    }

    @Override
    public void ring(@Nullable ApiObject about, long what) {
        if (about == null || !about.present()) {
            return;
        }
        Planned plan = planned.get(about);
        if (plan != null && plan.number() == what) {
            planned.remove(about);
            play(about, plan.stage(), Renderer.json(about));
        }
    }

    @Override
    public void copyFrom(Reconciler original, Fork fork) {
        StagePlayer player = (StagePlayer) original;
        random.copyFrom(player.random);
        numbers = player.numbers;
        player.queue.forEach(object -> queue.add(fork.of(object)));
        player.planned.forEach((object, plan) -> planned.put(fork.of(object), plan));
    }

    private boolean plan(ApiObject object) {
        planned.remove(object);
        ObjectNode json = Renderer.json(object);
        Stage stage = stages.of(object).next(object.gvk(), json, random);
        if (stage == null) {
            return false;
        }
        long delay = stage.delay(json, Timeline.instant(timeline.now()), random);
        if (delay == 0) {
            return play(object, stage, json);
        }
        planned.put(object, new Planned(stage, ++numbers));
        timeline.at(timeline.now() + delay, this, object, numbers);
        return false;
    }

    private boolean play(ApiObject object, Stage stage, ObjectNode json) {
        guard(object, stage);
        boolean pending = object instanceof Pod pod && pod.phase() == Phase.PENDING;
        // The API server keeps whole seconds.
        Instant now = Timeline.instant(timeline.now()).truncatedTo(ChronoUnit.SECONDS);
        List<StageChange> changes =
                stage.changes(json, StageFunctions.of(json, now, Timeline.instant(start), new PodNetwork()));
        boolean changed = false;
        for (StageChange change : changes) {
            if (change instanceof StageChange.Event event) {
                report(object, event);
            } else if (change instanceof StageChange.Patch patch) {
                changed |= patch(object, stage, patch);
            } else if (object.present()) {
                deletion.delete(object, 0);
                if (object.present() && object.finalizers().isEmpty()) {
                    store.remove(object);
                }
                changed = true;
            }
        }
        if (pending && object instanceof Pod pod && pod.present() && pod.phase() == Phase.RUNNING) {
            podStarted.accept(pod);
        }
        return changed;
    }

    private boolean patch(ApiObject object, Stage stage, StageChange.Patch patch) {
        ObjectNode before = Renderer.json(object);
        try {
            ObjectNode after = Patches.apply(patch.type(), object.gvk(), before, patch.data());
            if (after.equals(before)) {
                return false;
            }
            if (patch.subresource().isEmpty() && declares(object, before, after)) {
                objects.accept(object, after);
            } else {
                WrittenStatus.write(object, before, after, patch.subresource(), timeline.now());
            }
        } catch (ApiException refusal) {
            throw stage.refused(object.toString(), refusal);
        }
        if (!object.present()) {
            return true;
        }
        if (Renderer.json(object).equals(before)) {
            return false;
        }
        store.changed(object);
        return true;
    }

    /** Tell whether a patch changes what is declared of an object that is not stored as it is written. */
    private static boolean declares(ApiObject object, ObjectNode before, ObjectNode after) {
        return !(object instanceof GenericObject) && !declared(after).equals(declared(before));
    }

    private static ObjectNode declared(ObjectNode object) {
        return object.deepCopy().without(List.of("metadata", "status"));
    }

    private void report(ApiObject object, StageChange.Event event) {
        if (event.type().equals("Warning")) {
            events.warning(object, event.reason(), event.message());
        } else {
            events.normal(object, event.reason(), event.message());
        }
    }

    private void guard(ApiObject object, Stage stage) {
        if (instant != timeline.now()) {
            instant = timeline.now();
            playedNow.clear();
        }
        if (playedNow.merge(object, 1, Integer::sum) > MOST_AT_ONCE) {
            throw stage.endless(object.toString());
        }
    }

    private final class PodNetwork implements StageFunctions.Addresses {

        @Override
        public String node(String name) {
            return NODE_ADDRESS;
        }

        @Override
        public String pod(String node, boolean hostNetwork, String uid, String name, String namespace) {
            return hostNetwork ? NODE_ADDRESS : PodAddresses.text(addresses.next());
        }
    }
}
