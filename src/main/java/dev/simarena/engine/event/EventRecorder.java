package dev.simarena.engine.event;

import dev.simarena.engine.core.Alarm;
import dev.simarena.engine.core.EventSink;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.EventSource;
import dev.simarena.engine.model.ObjectReference;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Write an object for what is reported, by the older or the newer events API as the reporter does. */
public final class EventRecorder implements EventSink, Alarm {

    private final Timeline timeline;
    private final EventWriter writer;
    private final EventSeries series;
    private final Map<String, EventCorrelator> correlators = new LinkedHashMap<>();
    private final long start;
    private boolean looking;

    public EventRecorder(ObjectStore store, Timeline timeline) {
        this.timeline = timeline;
        this.start = timeline.now();
        this.writer = new EventWriter(store, timeline);
        this.series = new EventSeries(writer);
    }

    /** Take over what the recorder of another world remembers. */
    public void copyFrom(EventRecorder original) {
        looking = original.looking;
        writer.copyFrom(original.writer);
        series.copyFrom(original.series);
        original.correlators.forEach(
                (component, correlator) -> correlator(component).copyFrom(correlator));
    }

    @Override
    public void report(
            EventSource source,
            String type,
            ObjectReference about,
            @Nullable ObjectReference related,
            String reason,
            String message) {
        if (source.newerApi()) {
            series.report(source, type, about, related, reason, message, timeline.now());
            plan();
        } else {
            correlator(source.component()).report(source, type, about, reason, message, timeline.now());
        }
    }

    @Override
    public void ring(@Nullable ApiObject about, long what) {
        looking = false;
        series.look(timeline.now() - start, timeline.now());
        plan();
    }

    private void plan() {
        if (!looking && !series.isEmpty()) {
            looking = true;
            long looks = (timeline.now() - start) / EventSeries.END;
            timeline.at(start + (looks + 1) * EventSeries.END, this, null, 0);
        }
    }

    private EventCorrelator correlator(String component) {
        return correlators.computeIfAbsent(component, __ -> new EventCorrelator(writer));
    }
}
