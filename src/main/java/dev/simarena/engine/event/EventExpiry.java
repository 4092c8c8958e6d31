package dev.simarena.engine.event;

import dev.simarena.engine.core.Alarm;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.StoreListener;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.EventObject;
import dev.simarena.engine.model.Fork;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Let events go an hour after they were last written, as the API server does by default, and the oldest earlier where there
 * are more than 100,000.
 */
public final class EventExpiry implements StoreListener, Alarm {

    private static final long LIFE = TimeUnit.HOURS.toMicros(1);
    private static final int MOST = 100_000;

    private final ObjectStore store;
    private final Timeline timeline;
    private final Map<EventObject, Long> written = new LinkedHashMap<>();
    private boolean planned;

    public EventExpiry(ObjectStore store, Timeline timeline) {
        this.store = store;
        this.timeline = timeline;
    }

    /** Take over what is to go in another world. */
    public void copyFrom(EventExpiry original, Fork fork) {
        planned = original.planned;
        original.written.forEach((event, time) -> written.put(fork.of(event), time));
    }

    @Override
    public void added(ApiObject object) {
        write(object);
    }

    @Override
    public void changed(ApiObject object) {
        write(object);
    }

    @Override
    public void removed(ApiObject object) {
        if (object instanceof EventObject event) {
            written.remove(event);
        }
    }

    @Override
    public void ring(@Nullable ApiObject about, long what) {
        planned = false;
        while (!written.isEmpty()) {
            Map.Entry<EventObject, Long> eldest = written.entrySet().iterator().next();
            if (eldest.getValue() + LIFE > timeline.now()) {
                plan(eldest.getValue() + LIFE);
                return;
            }
            store.remove(eldest.getKey());
        }
    }

    private void write(ApiObject object) {
        if (!(object instanceof EventObject event)) {
            return;
        }
        written.remove(event);
        written.put(event, timeline.now());
        if (written.size() > MOST) {
            store.remove(written.keySet().iterator().next());
        }
        plan(timeline.now() + LIFE);
    }

    private void plan(long time) {
        if (!planned) {
            planned = true;
            timeline.at(time, this, null, 0);
        }
    }
}
