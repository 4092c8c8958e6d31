package dev.simarena.engine.core;

import dev.simarena.engine.model.EventSource;
import dev.simarena.engine.model.ObjectReference;
import org.jspecify.annotations.Nullable;

/** Take in every report of the parts of a control plane. */
@FunctionalInterface
public interface EventSink {

    /**
     * Take in a report.
     *
     * @param type {@code Normal} or {@code Warning}
     * @param about the object it is about
     * @param related another object that has to do with it, {@code null} for none
     */
    void report(
            EventSource source,
            String type,
            ObjectReference about,
            @Nullable ObjectReference related,
            String reason,
            String message);
}
