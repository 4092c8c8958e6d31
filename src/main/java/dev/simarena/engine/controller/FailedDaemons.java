package dev.simarena.engine.controller;

import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.DaemonSet;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Slow down the replacement of failed pods of DaemonSets: the first one on a node goes at once, each further one waits 1
 * s, 2 s, 4 s ... since the last, at most 15 min; after 30 min without failure it starts anew. Source: {@code
 * failedPodsBackoff} of {@code pkg/controller/daemon}.
 */
final class FailedDaemons {

    private static final long FIRST = TimeUnit.SECONDS.toMicros(1);
    private static final long LONGEST = TimeUnit.MINUTES.toMicros(15);

    private record Place(String uid, long generation, String node) {}

    private record Pause(long micros, long since) {}

    private final Timeline timeline;
    private final Map<Place, Pause> pauses = new HashMap<>();

    FailedDaemons(Timeline timeline) {
        this.timeline = timeline;
    }

    /** Tell whether a failed pod on a node must stay for now. */
    boolean waits(DaemonSet set, String node) {
        Pause pause = pauses.get(place(set, node));
        return pause != null && !expired(pause) && timeline.now() - pause.since < pause.micros;
    }

    /** Return how long the present pause of a node is, in microseconds. */
    long pause(DaemonSet set, String node) {
        Pause pause = pauses.get(place(set, node));
        return pause == null ? 0 : pause.micros;
    }

    /** Note that a failed pod on a node goes. */
    void replaced(DaemonSet set, String node) {
        pauses.values().removeIf(this::expired);
        Pause pause = pauses.get(place(set, node));
        long micros = pause == null ? FIRST : Math.min(2 * pause.micros, LONGEST);
        pauses.put(place(set, node), new Pause(micros, timeline.now()));
    }

    /** Take over what another has noted. */
    void copyFrom(FailedDaemons original) {
        pauses.putAll(original.pauses);
    }

    private boolean expired(Pause pause) {
        return timeline.now() - pause.since > 2 * LONGEST;
    }

    private static Place place(DaemonSet set, String node) {
        return new Place(set.uid(), set.status().observedGeneration(), node);
    }
}
