package dev.simarena.engine;

import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.StoreListener;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.DaemonSet;
import dev.simarena.engine.model.Deployment;
import dev.simarena.engine.model.ReplicaSet;
import dev.simarena.engine.model.StatefulSet;
import dev.simarena.trace.Gvk;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * See to it that the control plane comes to rest at each instant.
 *
 * <p>A workload that makes more than 5,000 + 4 n objects without a pause, where n is the number of pods it wants, does not;
 * nor does a world that has worked 100,000 rounds, and 50 for each object it holds. Jobs are not counted: they end, or wait
 * before they try again.
 */
final class Rest implements StoreListener {

    private static final int MOST_MADE = 5_000;
    private static final int MOST_FOR_EACH = 4;
    private static final int MOST_ROUNDS = 100_000;
    private static final int MOST_ROUNDS_FOR_EACH = 50;

    private final ObjectStore store;
    private final Timeline timeline;
    private final IdentityHashMap<ApiObject, Integer> made = new IdentityHashMap<>();
    private @Nullable ApiObject latest;
    private int rounds;

    Rest(ObjectStore store, Timeline timeline) {
        this.store = store;
        this.timeline = timeline;
    }

    /** Begin to count anew, since somebody outside has done something or time has moved. */
    void begin() {
        made.clear();
        latest = null;
        rounds = 0;
    }

    /** Count a round in which somebody had work. */
    void round() {
        ApiObject busy = latest;
        if (++rounds % MOST_ROUNDS == 0 && busy != null && rounds / MOST_ROUNDS_FOR_EACH > objects()) {
            throw RestlessException.of(busy, Timeline.instant(timeline.now()));
        }
    }

    @Override
    public void added(ApiObject object) {
        latest = object;
        ApiObject owner = object.controller();
        if (owner instanceof ReplicaSet && owner.controller() instanceof Deployment deployment) {
            owner = deployment;
        }
        long wanted = owner == null ? -1 : wanted(owner);
        if (owner != null && wanted >= 0 && made.merge(owner, 1, Integer::sum) > MOST_MADE + MOST_FOR_EACH * wanted) {
            throw RestlessException.podsOf(owner, Timeline.instant(timeline.now()));
        }
    }

    @Override
    public void changed(ApiObject object) {
        latest = object;
    }

    /** Return how many pods a workload wants, -1 where it is none that makes pods for as long as it exists. */
    private long wanted(ApiObject owner) {
        if (owner instanceof Deployment deployment) {
            return deployment.replicas();
        }
        if (owner instanceof ReplicaSet set) {
            return set.replicas();
        }
        if (owner instanceof StatefulSet set) {
            return set.spec().replicas();
        }
        return owner instanceof DaemonSet ? store.list(Gvk.NODE, null).size() : -1;
    }

    private long objects() {
        long objects = 0;
        for (Gvk gvk : store.kinds()) {
            objects += store.list(gvk, null).size();
        }
        return objects;
    }
}
