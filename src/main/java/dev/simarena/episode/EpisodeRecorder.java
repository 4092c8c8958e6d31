package dev.simarena.episode;

import dev.simarena.trace.Trace;
import java.time.Duration;

/** Keep the records of an episode while it plays. */
public interface EpisodeRecorder {

    /** Keep nothing. */
    EpisodeRecorder NONE = new EpisodeRecorder() {
        @Override
        public void step(EpisodeSpec spec, StepRecord step, Trace trace) {}
    };

    /** Return the id of the run, the label on everything its replays create. */
    default String runId() {
        return "local";
    }

    /** Learn that an episode begins, before its first replay. */
    default void begin(EpisodeSpec spec) {}

    /** Learn how long the policy took to decide; a wall-clock fact that never enters the deterministic records. */
    default void decided(EpisodeSpec spec, Duration latency) {}

    /** Keep one step and, where the action changed it, the trace. */
    void step(EpisodeSpec spec, StepRecord step, Trace trace);

    /** Keep the end. */
    default void end(Episode episode) {}
}
