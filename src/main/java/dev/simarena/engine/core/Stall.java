package dev.simarena.engine.core;

import dev.simarena.engine.model.ApiObject;
import org.jspecify.annotations.Nullable;

/** Let a part of the control plane stand still until its client may send the next request. */
public final class Stall {

    private final Timeline timeline;
    private long until = Long.MIN_VALUE;

    public Stall(Timeline timeline) {
        this.timeline = timeline;
    }

    /** Tell whether there is still to wait. */
    public boolean lasts() {
        return timeline.now() < until;
    }

    /** Wait, and see to it that time stops there. */
    public void begin(ThrottledException wait, Alarm alarm, @Nullable ApiObject about, long what) {
        until = wait.until();
        timeline.at(until, alarm, about, what);
    }

    /** Wait as long as another part. */
    public void copyFrom(Stall original) {
        until = original.until;
    }
}
