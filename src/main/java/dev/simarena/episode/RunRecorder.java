package dev.simarena.episode;

import dev.simarena.trace.Trace;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;

/** Lead the records of each episode to its own file. */
final class RunRecorder implements EpisodeRecorder {

    private final RunRecords run;

    /** Open episodes; one spec object plays one episode at a time. */
    private final Map<EpisodeSpec, EpisodeFile> open = Collections.synchronizedMap(new IdentityHashMap<>());

    RunRecorder(RunRecords run) {
        this.run = run;
    }

    @Override
    public String runId() {
        return run.runId();
    }

    @Override
    public void begin(EpisodeSpec spec) {
        open.put(spec, run.open(spec));
    }

    @Override
    public void decided(EpisodeSpec spec, Duration latency) {
        file(spec).decided(latency);
    }

    @Override
    public void step(EpisodeSpec spec, StepRecord step, Trace trace) {
        file(spec).append(step, trace);
    }

    @Override
    public void end(Episode episode) {
        file(episode.spec()).end(episode);
        open.remove(episode.spec());
    }

    private EpisodeFile file(EpisodeSpec spec) {
        return open.computeIfAbsent(spec, run::open);
    }
}
