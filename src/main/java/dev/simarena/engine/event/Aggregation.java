package dev.simarena.engine.event;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tell when events that differ in nothing but the message are too many: from the tenth message on, each at most 10 min
 * after the one before.
 *
 * <p>Source: {@code EventAggregator} in {@code client-go/tools/record/events_cache.go}. Which message is forgotten to keep
 * nine is arbitrary there; here it is the oldest.
 */
final class Aggregation {

    private static final int MOST_MESSAGES = 10;
    private static final long INTERVAL = TimeUnit.SECONDS.toMicros(600);

    private record Group(Set<String> messages, long last) {}

    private final Recent<EventKey.Similar, Group> groups = new Recent<>();

    /** Note an event; returns whether it is to be combined with similar ones. */
    boolean combines(EventKey.Similar key, String message, long now) {
        @Nullable Group group = groups.get(key);
        Set<String> messages = group == null || now - group.last > INTERVAL ? new LinkedHashSet<>() : group.messages;
        messages.add(message);
        groups.put(key, new Group(messages, now));
        if (messages.size() < MOST_MESSAGES) {
            return false;
        }
        messages.remove(messages.iterator().next());
        return true;
    }

    void copyFrom(Aggregation original) {
        original.groups.forEach(
                (key, group) -> groups.put(key, new Group(new LinkedHashSet<>(group.messages), group.last)));
    }
}
