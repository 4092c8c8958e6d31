package dev.simarena.engine.event;

import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.EventBody;
import dev.simarena.engine.model.EventSource;
import dev.simarena.engine.model.ObjectReference;
import org.jspecify.annotations.Nullable;

/**
 * Count equal events of one reporter in one object, combine similar ones, and drop what is too much.
 *
 * <p>Source: {@code EventCorrelator} in {@code client-go/tools/record/events_cache.go}. What is dropped is counted all the
 * same, so that the next event that passes shows a count that leaps.
 */
final class EventCorrelator {

    private static final String COMBINED = "(combined from similar events): ";

    private record Observation(int count, long first, String name) {}

    private final EventWriter writer;
    private final Aggregation aggregation = new Aggregation();
    private final SpamFilter filter = new SpamFilter();
    private final Recent<EventKey, Observation> observations = new Recent<>();

    EventCorrelator(EventWriter writer) {
        this.writer = writer;
    }

    void copyFrom(EventCorrelator original) {
        aggregation.copyFrom(original.aggregation);
        filter.copyFrom(original.filter);
        observations.putAll(original.observations);
    }

    void report(EventSource source, String type, ObjectReference about, String reason, String message, long now) {
        EventKey.Sender sender = EventKey.Sender.of(source.host(), about, type);
        EventKey.Similar similar = new EventKey.Similar(sender, reason);
        boolean combined = aggregation.combines(similar, message, now);
        EventKey key = combined ? similar : new EventKey.Same(similar, about.fieldPath(), message);
        @Nullable Observation before = observations.get(key);
        Observation observation = before == null
                ? new Observation(1, now, writer.name(about))
                : new Observation(before.count + 1, before.first, before.name);
        observations.put(key, observation);
        if (filter.refuses(sender, now)) {
            return;
        }
        EventBody body = new EventBody(
                about,
                null,
                type,
                reason,
                combined ? COMBINED + message : message,
                "",
                source.component(),
                source.host(),
                // the event that combines others is made without these
                combined ? "" : source.component(),
                combined ? "" : source.host(),
                observation.first,
                now,
                observation.count,
                ApiObject.NEVER,
                0,
                ApiObject.NEVER);
        if (before == null) {
            writer.create(observation.name, body);
        } else {
            writer.update(observation.name, body, live -> live.counted(body.message(), body.lastTime(), body.count()));
        }
    }
}
