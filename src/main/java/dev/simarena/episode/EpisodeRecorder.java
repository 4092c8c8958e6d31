package dev.simarena.episode;

import dev.simarena.trace.Trace;

/** Keep the records of an episode while it plays. */
public interface EpisodeRecorder {

    /** Keep nothing. */
    EpisodeRecorder NONE = new EpisodeRecorder() {
        @Override
        public void step(EpisodeSpec spec, StepRecord step, Trace trace) {}
    };

    /** Keep one step and, where the action changed it, the trace. */
    void step(EpisodeSpec spec, StepRecord step, Trace trace);

    /** Keep the end. */
    default void end(Episode episode) {}
}
